import { failureOf } from '@group-gateway/client';
import { useRef, useState } from 'react';
import { explainOutcome, type Refusal } from './explain-outcome.ts';
import { randomKey } from './random-key.ts';

/** What became of one of many rows. */
export interface RowOutcome {
  state: 'done' | 'unchanged' | 'refused' | 'unknown';
  message: string;
  /** The revision of the row after the change. */
  revision?: number | undefined;
}

/** Something that is done to many rows. */
export interface BulkAction<Row> {
  /** e.g. `Delete 12 groups`. */
  title: string;
  /** What comes of it, before it is done. */
  about?: string;
  danger?: boolean;
  /** How many rows go into one request. */
  chunk: number;
  /** Sends rows: one outcome for each, in their order. With the same key it is carried out once, however often it is sent. */
  send: (rows: readonly Row[], key: string) => Promise<RowOutcome[]>;
  /** What takes it back, from the rows that it changed. */
  inverse?: (rows: readonly Row[], outcomes: ReadonlyMap<Row, RowOutcome>) => BulkAction<Row>;
}

/** The outcome of a refusal. */
export const refusedRow = (refusal: Refusal): RowOutcome => {
  const { message, fields } = explainOutcome(refusal);
  return { state: 'refused', message: [message, ...Object.values(fields)].join(' ') };
};

/** The context of a mutation that is carried out once, however often it is sent. */
export const once = (key: string) => ({ headers: { 'idempotency-key': key } });

const notAnswered: RowOutcome = { state: 'unknown', message: 'The service did not say whether this was done.' };

const atOnce = 3;

/** Runs an action over rows, a few requests at a time, and goes on with what was not answered when it is run again. */
export function useBulk<Row>() {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<Row, RowOutcome>>(new Map());
  const [running, setRunning] = useState(false);
  const keys = useRef(new Map<Row, string>());

  async function run(action: BulkAction<Row>, rows: readonly Row[]): Promise<void> {
    setRunning(true);
    const chunks: Row[][] = [];
    for (let start = 0; start < rows.length; start += action.chunk)
      chunks.push(rows.slice(start, start + action.chunk));
    const tell = (chunk: readonly Row[], results: readonly RowOutcome[]) =>
      setOutcomes(
        (before) => new Map([...before, ...chunk.map((row, n): [Row, RowOutcome] => [row, results[n] ?? notAnswered])]),
      );
    const work = async () => {
      for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
        const first = chunk[0] as Row;
        const key = keys.current.get(first) ?? randomKey();
        keys.current.set(first, key);
        try {
          tell(chunk, await action.send(chunk, key));
        } catch (error) {
          const { message } = failureOf(error);
          tell(
            chunk,
            chunk.map(() => ({ state: 'unknown', message: `It is not known whether this was done: ${message}` })),
          );
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    setRunning(false);
  }

  function forget() {
    keys.current.clear();
    setOutcomes(new Map());
  }
  return { outcomes, running, run, forget };
}
