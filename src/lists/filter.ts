import { Field, InputType } from 'type-graphql';
import type { ReadHint } from '../database/read.ts';
import { BadArgumentError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { maxIds } from '../resources/input-issues.ts';
import { codePoints, isStorable, longestCharacter } from '../resources/text.ts';
import { isCombined } from './combined-filter.ts';

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

/** A filter's conditions on a column. */
export function stringFilterSql(
  name: string,
  column: Prisma.Sql,
  filter: StringFilter | null | undefined,
  { whole, part }: Reading = plainly,
): Prisma.Sql[] {
  if (!filter) return [];
  const { eq, in: oneOf, contains, startsWith } = filter;
  checkFilterText(name, ...(oneOf ?? []));
  checkFilterText(name, ...[eq, contains, startsWith].filter((text) => text != null));
  const isOneOf = (texts: string[]) => Prisma.sql`${column} = ANY(${storedForms(texts, whole)}::text[])`;
  // A subquery is run once, where the expression alone may be for each row.
  const isLike = (text: string, before: string) =>
    Prisma.sql`(${Prisma.join(
      part(text).map((form) => Prisma.sql`search_key(${column}) LIKE (SELECT ${before} || ${literally(form)} || '%')`),
      ' OR ',
    )})`;
  const conditions: Prisma.Sql[] = [];
  if (eq != null) conditions.push(isOneOf([eq]));
  if (oneOf) conditions.push(isOneOf(oneOf));
  if (contains != null) conditions.push(isLike(contains, '%'));
  if (startsWith != null) conditions.push(isLike(startsWith, ''));
  return conditions;
}
