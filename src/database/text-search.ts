/** Which texts an index finds by a part of them: those with three letters or digits in a row, if only of ASCII. */
export type TextSearch = 'none' | 'ascii' | 'unicode';

let known: TextSearch = 'none';

/**
 * What the database of this process has, as far as it is known: see `jobs/search-indexes.ts`. Answers are the same with and
 * without it.
 */
export const textSearch = () => known;

export function setTextSearch(found: TextSearch): void {
  known = found;
}

const runs: Record<TextSearch, RegExp> = { none: /(?!)/, ascii: /[a-z0-9]{3}/i, unicode: /[\p{L}\p{N}]{3}/u };

/**
 * Whether an index finds the texts that contain a text. One without three letters or digits in a row would make it read all
 * of its entries.
 */
export const isFoundByPart = (text: string): boolean => runs[known].test(text.normalize('NFKC'));
