import { failureOf } from '@group-gateway/client';
import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { counted, formatNumber } from './format.ts';
import { toastProblem } from './toast.tsx';
import type { Selection } from './use-selection.ts';

interface SelectionBarProps<Row extends { readonly id: string }> {
  selection: Selection<Row>;
  total: number;
  /** e.g. `group`. */
  what: string;
  loadAll: (onProgress: (count: number) => void) => Promise<readonly Row[]>;
  children: ReactNode;
}

/** What can be done with the rows that are chosen. */
export function SelectionBar<Row extends { readonly id: string }>(props: SelectionBarProps<Row>) {
  const { selection, total, what, loadAll, children } = props;
  const [loaded, setLoaded] = useState<number>();
  const { size } = selection.chosen;
  async function chooseAll() {
    setLoaded(0);
    try {
      selection.choose(await loadAll(setLoaded));
    } catch (error) {
      toastProblem(failureOf(error).message);
    } finally {
      setLoaded(undefined);
    }
  }
  return (
    <Group gap="sm" mih={34} role="group" aria-label="Chosen rows">
      <Text size="sm" role="status" fw={size > 0 ? 600 : 400}>
        {size > 0 ? `${counted(size, what)} chosen` : 'None chosen'}
      </Text>
      <Button size="xs" variant="default" onClick={chooseAll} loading={loaded !== undefined} disabled={total === 0}>
        Choose all {formatNumber(total)}
      </Button>
      {loaded !== undefined && (
        <Text size="sm" c="dimmed">
          {formatNumber(loaded)} of {formatNumber(total)} …
        </Text>
      )}
      {size > 0 && (
        <>
          <Button size="xs" variant="default" onClick={selection.clear}>
            Choose none
          </Button>
          {children}
        </>
      )}
    </Group>
  );
}
