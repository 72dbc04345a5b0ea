import { Field, InputType } from 'type-graphql';
import type { ReadHint } from '../database/read.ts';
import { BadArgumentError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { maxIds } from './input-issues.ts';
import { isStorable } from './text.ts';

@InputType({
  description: 'Conditions on a text, all of which must hold. A null is like a condition that is left out.',
})
export class StringFilter {
  @Field(() => String, { nullable: true, description: 'Is exactly this.' })
  eq?: string | null;

  @Field(() => [String], { nullable: true, description: `Is exactly one of these, at most ${maxIds}.` })
  in?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Contains this, upper and lower case alike.' })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: 'Starts with this, upper and lower case alike.' })
  startsWith?: string | null;
}

/** @throws BadArgumentError for text that no column can hold, and for lists that are too long */
export function checkFilterText(name: string, ...texts: string[]): void {
  if (texts.length > maxIds)
    throw new BadArgumentError(`"${name}" must have at most ${maxIds} entries, and has ${texts.length}.`);
  if (!texts.every(isStorable))
    throw new BadArgumentError(`"${name}" must not contain NUL characters or unpaired surrogates.`);
}

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** What filters make of reading their list: texts that contain something are looked for in every row. */
export const filterHint = (...filters: (StringFilter | null | undefined)[]): ReadHint =>
  filters.some((filter) => filter?.contains != null || filter?.startsWith != null) ? 'slow' : undefined;

/** A filter's conditions on a column. */
export function stringFilterSql(
  name: string,
  column: Prisma.Sql,
  filter: StringFilter | null | undefined,
): Prisma.Sql[] {
  if (!filter) return [];
  const { eq, in: oneOf, contains, startsWith } = filter;
  checkFilterText(name, ...(oneOf ?? []));
  checkFilterText(name, ...[eq, contains, startsWith].filter((text) => text != null));
  const conditions: Prisma.Sql[] = [];
  if (eq != null) conditions.push(Prisma.sql`${column} = ${eq}`);
  if (oneOf) conditions.push(Prisma.sql`${column} = ANY(${oneOf}::text[])`);
  if (contains != null) conditions.push(Prisma.sql`${column} ILIKE ${`%${literally(contains)}%`}`);
  if (startsWith != null) conditions.push(Prisma.sql`${column} ILIKE ${`${literally(startsWith)}%`}`);
  return conditions;
}
