import { Button, Skeleton, Text } from '@mantine/core';
import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface EndlessListProps<Row> {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  renderRow: (row: Row) => ReactNode;
  /** How many there are in all; -1 while that is not known. */
  total: number;
  hasMore: boolean;
  loadMore: () => Promise<unknown>;
  rowHeight?: number;
}

/** Rows beyond the screen that are rendered, and so many before the end the next page is asked for. */
const overscan = 8;
const ahead = 30;

/** Which row of each list was opened last: coming back to the list, it has the focus again. */
const lastOpened = new Map<string, string>();

function useReturnToRow<Row>({ label, rows, rowKey }: EndlessListProps<Row>, scrollTo: (index: number) => void) {
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as the list comes
  useEffect(() => {
    const key = lastOpened.get(label);
    lastOpened.delete(label);
    const index = rows.findIndex((row) => rowKey(row) === key);
    if (index < 0) return;
    scrollTo(index);
    const frame = requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>(`[aria-posinset="${index + 1}"] a`)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return list;
}

/** Stands for what is on its way, or says that it did not come. */
const NextRow = ({ failed, onRetry }: { failed: boolean; onRetry: () => void }) => (
  <div className="row">
    {failed ? (
      <>
        <Text size="sm">The next ones did not arrive.</Text>
        <Button size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      </>
    ) : (
      <>
        <Skeleton height={38} width={38} radius={10} />
        <Skeleton height={14} width="40%" />
      </>
    )}
  </div>
);

function Rows<Row, Scroller extends Element | Window>({
  virtualizer,
  offset = 0,
  ...list
}: EndlessListProps<Row> & { virtualizer: Virtualizer<Scroller, HTMLLIElement>; offset?: number }) {
  const { label, rows, rowKey, renderRow, total, hasMore, loadMore } = list;
  const box = useReturnToRow(list, (index) => virtualizer.scrollToIndex(index, { align: 'center' }));
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const [load, setLoad] = useState<'idle' | 'loading' | 'failed'>('idle');
  const wanted = hasMore && load === 'idle' && last >= rows.length - ahead;
  useEffect(() => {
    if (!wanted) return;
    setLoad('loading');
    loadMore().then(
      () => setLoad('idle'),
      () => setLoad('failed'),
    );
  }, [wanted, loadMore]);
  return (
    <ul
      ref={box}
      aria-label={label}
      style={{ height: virtualizer.getTotalSize(), position: 'relative', margin: 0, padding: 0 }}
    >
      {items.map(({ index, size, start }) => {
        const row = rows[index];
        return (
          <li
            key={row ? rowKey(row) : `next-${index}`}
            aria-setsize={total}
            aria-posinset={index + 1}
            onClickCapture={({ target }) => {
              if (row && (target as Element).closest('a')) lastOpened.set(label, rowKey(row));
            }}
            style={{
              listStyle: 'none',
              position: 'absolute',
              insetInline: 0,
              top: 0,
              height: size,
              transform: `translateY(${start - offset}px)`,
            }}
          >
            {row ? renderRow(row) : <NextRow failed={load === 'failed'} onRetry={() => setLoad('idle')} />}
          </li>
        );
      })}
    </ul>
  );
}

/** How many rows to make room for. A list that starts again, because somebody changed it, keeps its place on the screen. */
function useCount({ rows, hasMore, total }: { rows: readonly unknown[]; hasMore: boolean; total: number }): number {
  const [most, setMost] = useState(0);
  if (rows.length > most) setMost(rows.length);
  return hasMore ? Math.max(rows.length + 3, Math.min(most, total)) : rows.length;
}

/** A list of any length that scrolls with the page; asks for what comes next before it is reached. */
export function EndlessList<Row>(props: EndlessListProps<Row>) {
  const { rowHeight = 68 } = props;
  const box = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const { top = 0 } = box.current?.getBoundingClientRect() ?? {};
    setOffset(top + window.scrollY);
  }, []);
  const count = useCount(props);
  const virtualizer = useWindowVirtualizer<HTMLLIElement>({
    count,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin: offset,
  });
  return (
    <div ref={box} className="rows">
      <Rows {...props} virtualizer={virtualizer} offset={offset} />
    </div>
  );
}

/** The same within a box of its own. */
export function EndlessBox<Row>(props: EndlessListProps<Row> & { height: number | string }) {
  const { rowHeight = 60, height } = props;
  const box = useRef<HTMLDivElement>(null);
  const count = useCount(props);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  return (
    <section
      ref={box}
      className="rows"
      aria-label={props.label}
      style={{ maxHeight: height, overflowY: 'auto' }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard
      tabIndex={0}
    >
      <Rows {...props} virtualizer={virtualizer} />
    </section>
  );
}
