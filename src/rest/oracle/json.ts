import { parse, stringify } from 'lossless-json';

/** Numbers beyond 2^53 are rounded by JSON.parse, and would mean another row. */
const mayBeRounded = /\d{16}/;

const toExact = (text: string): number | bigint => {
  const number = Number(text);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(text) ? number : BigInt(text);
};

/** Reads a text again that JSON.parse has found in order: whole numbers that it has rounded are bigints. */
export function readExactly(text: string): unknown {
  if (!mayBeRounded.test(text)) return JSON.parse(text);
  // Of members with one name the last one counts, as for JSON.parse.
  return parse(text, undefined, { parseNumber: toExact, onDuplicateKey: ({ newValue }) => newValue });
}

/** Writes bigints as numbers. */
export const writeExactly = (body: unknown): string => stringify(body) as string;

/** An id as JSON shows it. */
export const toNumber = (id: string): number | bigint => toExact(id);
