import { Field, InputType } from 'type-graphql';
import type { ReadHint } from '../database/read.ts';
import { isFoundByPart } from '../database/text-search.ts';
import { BadArgumentError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { maxIds } from '../resources/input-issues.ts';
import { codePoints, isStorable, longestCharacter } from '../resources/text.ts';
import { isCombined } from './combined-filter.ts';
import type { Condition } from './condition.ts';
import { indexedLength, partKey, startKey } from './search-keys.ts';

/** The longest text of a filter, in code points. */
const maxFilterText = 255;

const alike =
  'Case does not matter, and compatible characters such as full-width letters are equal: `istanbul` finds `İSTANBUL`, `strasse` finds `Straße`.';

@InputType({
  description: `Conditions on a text. The text must match all of them. Each has at most ${maxFilterText} characters. A condition that is null is ignored. The service compares texts in Unicode NFC, so it does not matter how a letter with an accent is composed.`,
})
export class StringFilter {
  @Field(() => String, { nullable: true, description: 'Equals this text exactly. Case matters.' })
  eq?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `Equals one of these texts exactly. At most ${maxIds} texts in all lists of a filter and of those in it.`,
  })
  in?: string[] | null;

  @Field(() => String, { nullable: true, description: `Contains this text. ${alike}` })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: `Starts with this text. ${alike}` })
  startsWith?: string | null;
}

/** @throws BadArgumentError for text that no column can hold or that is too long, and for lists that are too long */
export function checkFilterText(name: string, ...texts: string[]): void {
  if (texts.length > maxIds)
    throw new BadArgumentError(`"${name}" must have at most ${maxIds} entries, and has ${texts.length}.`);
  if (!texts.every(isStorable))
    throw new BadArgumentError(`"${name}" must not contain NUL characters or unpaired surrogates.`);
  for (const text of texts) {
    const length = filterLength(text);
    if (length > maxFilterText)
      throw new BadArgumentError(
        `A text of "${name}" must have at most ${maxFilterText} characters, and has ${length}.`,
      );
  }
}

/** The length that counts. To normalize a long text would take long. */
function filterLength(text: string): number {
  const length = codePoints(text);
  return length > maxFilterText * longestCharacter ? length : codePoints(text.normalize());
}

/** What a filter's text stands for: how the texts that it means may be stored. */
export interface Reading {
  whole(text: string): string[];
  part(text: string): string[];
}

/** Texts from before they were stored in NFC are found as they are. */
const plainly: Reading = { whole: (text) => [...new Set([text.normalize(), text])], part: (text) => [text] };

/** The text as a pattern, with nothing in it that has a meaning. */
const literally = (text: string) => Prisma.sql`regexp_replace(search_key(${text}), '([\\\\%_])', '\\\\\\1', 'g')`;

/** What filters make of reading their list: texts that contain something are looked for in every row. */
export const filterHint = (filter: object | null | undefined): ReadHint =>
  isCombined(filter) || Object.values(filter ?? {}).some(isSearch) ? 'slow' : undefined;

const isSearch = (condition: unknown) => {
  const { contains, startsWith } = (condition ?? {}) as StringFilter;
  return contains != null || startsWith != null;
};

const storedTexts = new WeakMap<readonly string[], Map<Reading['whole'], string[]>>();

/** How the texts of a list may be stored; worked out once for all fields that are asked for with one variable. */
function storedForms(texts: readonly string[], whole: Reading['whole']): string[] {
  const known = storedTexts.get(texts) ?? new Map<Reading['whole'], string[]>();
  storedTexts.set(texts, known);
  const stored = known.get(whole) ?? texts.flatMap((text) => whole(text));
  known.set(whole, stored);
  return stored;
}

/** A column that a filter has conditions on. */
export interface TextColumn {
  sql: Prisma.Sql;
  /** What an index has that finds texts that are equal: the column itself, or as much of it as there is in the index. */
  equal?: true | { key: Prisma.Sql; keyOf(text: string): string };
  /** What an index has that finds texts by their start, and what one has that finds them by any part. */
  start?: Prisma.Sql;
  part?: Prisma.Sql;
}

/** A column with indexes for what is searched for in it, as the migrations and `jobs/search-indexes.ts` make them. */
export const searchedColumn = (name: string, equal?: TextColumn['equal']): TextColumn => ({
  sql: Prisma.raw(name),
  ...(equal && { equal }),
  start: Prisma.raw(startKey(name)),
  part: Prisma.raw(partKey(name)),
});

/** Whether a column is null, in words that an index understands. */
export const isNull = (column: Prisma.Sql, wanted: boolean): Prisma.Sql =>
  wanted ? Prisma.sql`${column} IS NULL` : Prisma.sql`${column} IS NOT NULL`;

/** The last code point has none after it. */
const hasNext = (text: string) => text !== '' && !text.includes('\u{10FFFF}');

/** The texts from this one on that start with it: all until the one with the next last character. No surrogates are in between. */
function startsWithin(column: Prisma.Sql, text: string): Prisma.Sql {
  const start = Prisma.sql`left(search_key(${text}), ${Prisma.raw(String(indexedLength))})`;
  return Prisma.sql`(${column} >= (SELECT ${start}) AND ${column} < (
    SELECT left(start, -1) || chr(CASE ascii(right(start, 1)) WHEN 55295 THEN 57344 ELSE ascii(right(start, 1)) + 1 END)
    FROM (SELECT ${start} AS start) AS searched))`;
}

/** A filter's conditions on a column. */
export function stringFilterSql(
  name: string,
  { sql: column, equal, start, part: anywhere }: TextColumn,
  filter: StringFilter | null | undefined,
  { whole, part }: Reading = plainly,
): Condition[] {
  if (!filter) return [];
  const { eq, in: oneOf, contains, startsWith } = filter;
  checkFilterText(name, ...(oneOf ?? []));
  checkFilterText(name, ...[eq, contains, startsWith].filter((text) => text != null));
  const isOneOf = (texts: string[]): Condition => {
    const forms = storedForms(texts, whole);
    const sql = Prisma.sql`${column} = ANY(${forms}::text[])`;
    if (!equal) return { sql };
    if (equal === true) return { sql, foundBy: 'index' };
    const indexed = Prisma.sql`${equal.key} = ANY(${forms.map(equal.keyOf)}::text[]) AND ${sql}`;
    return { sql, indexed, foundBy: 'index' };
  };
  const anyOf = (forms: string[], conditionOf: (form: string) => Prisma.Sql) =>
    Prisma.sql`(${Prisma.join(forms.map(conditionOf), ' OR ')})`;
  // A subquery is run once, where the expression alone may be for each row.
  const isLike = (key: Prisma.Sql, form: string, before: string) =>
    Prisma.sql`${key} LIKE (SELECT ${before} || ${literally(form)} || '%')`;
  const plain = Prisma.sql`search_key(${column})`;
  const conditions: Condition[] = [];
  if (eq != null) conditions.push(isOneOf([eq]));
  if (oneOf) conditions.push(isOneOf(oneOf));
  if (contains != null) {
    const forms = part(contains);
    const likeBy = (key: Prisma.Sql) => anyOf(forms, (form) => isLike(key, form, '%'));
    const isFound = anywhere && forms.every(isFoundByPart);
    conditions.push({ sql: likeBy(plain), ...(isFound && { indexed: likeBy(anywhere), foundBy: 'index' }) });
  }
  if (startsWith != null) {
    const forms = part(startsWith);
    const sql = anyOf(forms, (form) => isLike(plain, form, ''));
    const isFound = start && forms.every(hasNext);
    const within = (key: Prisma.Sql) => Prisma.sql`${anyOf(forms, (form) => startsWithin(key, form))} AND ${sql}`;
    conditions.push({ sql, ...(isFound && { indexed: within(start), foundBy: 'index' }) });
  }
  return conditions;
}
