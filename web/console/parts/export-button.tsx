import { failureOf } from '@group-gateway/client';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { saveFile, toCsv } from './csv.ts';
import { formatNumber } from './format.ts';
import { toast, toastProblem } from './toast.tsx';

interface ExportButtonProps {
  /** The file's name, without its ending. */
  name: string;
  disabled: boolean;
  /** All rows, the titles first. */
  load: (onProgress: (count: number) => void) => Promise<(string | number | boolean | null)[][]>;
}

/** Hands the filtered list out as CSV. */
export function ExportButton({ name, disabled, load }: ExportButtonProps) {
  const [count, setCount] = useState<number>();
  async function save() {
    setCount(0);
    try {
      const rows = await load(setCount);
      saveFile(`${name}.csv`, toCsv(rows));
      toast(`${formatNumber(rows.length - 1)} rows are exported.`);
    } catch (error) {
      toastProblem(`The export is not complete: ${failureOf(error).message}`);
    } finally {
      setCount(undefined);
    }
  }
  return (
    <Button variant="default" onClick={save} disabled={disabled || count !== undefined} aria-live="polite">
      {count === undefined ? 'Export CSV' : `Exporting, ${formatNumber(count)} …`}
    </Button>
  );
}
