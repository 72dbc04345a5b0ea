import { BadArgumentError } from '../errors.ts';
import { maxIds } from './input-issues.ts';

/**
 * Reads rows by key in one call and puts them in the order of the keys, null where there is no row.
 *
 * @param toStored a key as it is stored, or undefined for one that no row can have
 */
export async function inOrder<Row extends object>(
  keys: readonly string[],
  toStored: (key: string) => string | undefined,
  keyColumn: keyof Row,
  read: (stored: string[]) => Promise<Row[]>,
): Promise<(Row | null)[]> {
  const wanted = keys.map(toStored);
  const stored = wanted.filter((key) => key !== undefined);
  const rows = new Map<unknown, Row>();
  if (stored.length > 0) for (const row of await read(stored)) rows.set(row[keyColumn], row);
  return wanted.map((key) => rows.get(key) ?? null);
}

/** @throws BadArgumentError for a look-up of more keys than one request may have */
export function checkLookUp(name: string, keys: readonly string[]): void {
  if (keys.length > maxIds)
    throw new BadArgumentError(`"${name}" must have at most ${maxIds} entries, and has ${keys.length}.`);
}
