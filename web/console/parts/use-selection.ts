import { type MouseEvent, useCallback, useRef, useState } from 'react';
import { useDropGone } from './use-drop-gone.ts';

interface Row {
  readonly id: string;
  readonly deletedAt?: string | null;
}

export interface Selection<Chosen extends Row> {
  chosen: ReadonlyMap<string, Chosen>;
  /** For the checkbox of a row; with shift, for all rows from the one before. */
  toggle: (row: Chosen, event: MouseEvent) => void;
  choose: (rows: readonly Chosen[]) => void;
  clear: () => void;
}

/** Rows of a list that somebody chose, one by one, in a range, or all. They stay chosen while the list is searched. */
export function useSelection<Chosen extends Row>(typename: string, rows: readonly Chosen[]): Selection<Chosen> {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const anchor = useRef<string>(undefined);
  // The rows of a list are rendered once: what they call has to stay the same.
  const shown = useRef(rows);
  shown.current = rows;

  const toggle = useCallback((row: Chosen, { shiftKey }: MouseEvent) => {
    const at = (id: string | undefined) => shown.current.findIndex((one) => one.id === id);
    const [from, to] = [at(anchor.current), at(row.id)].sort((one, other) => one - other) as [number, number];
    const range = shiftKey && from >= 0 ? shown.current.slice(from, to + 1) : [row];
    anchor.current = row.id;
    setChosen((before) => {
      const after = new Map(before);
      const removes = before.has(row.id);
      for (const one of range)
        if (removes) after.delete(one.id);
        else after.set(one.id, one);
      return after;
    });
  }, []);
  const choose = useCallback((more: readonly Chosen[]) => {
    setChosen((before) => new Map([...before, ...more.map((row) => [row.id, row] as const)]));
  }, []);
  const clear = useCallback(() => setChosen(new Map()), []);
  const drop = useCallback(
    (ids: readonly string[]) => setChosen((before) => new Map([...before].filter(([id]) => !ids.includes(id)))),
    [],
  );
  useDropGone(typename, rows, chosen, drop);
  return { chosen, toggle, choose, clear };
}
