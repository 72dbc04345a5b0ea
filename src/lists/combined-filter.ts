import { BadArgumentError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { maxIds } from '../resources/input-issues.ts';
import { type Condition, indexedSqlOf, sqlOf } from './condition.ts';

/** A filter that holds others of its kind. */
export interface Combined<Filter> {
  and?: Filter[] | null;
  or?: Filter[] | null;
  not?: Filter | null;
}

/** How deep filters may lie in each other, and how many there may be in all. */
export const maxFilterDepth = 5;
export const maxFilters = 50;

export const andDescription = `All of these filters must match, too. An empty list changes nothing. Filters can lie ${maxFilterDepth} levels deep, ${maxFilters} in all.`;
export const orDescription = 'At least one of these filters must match, too. An empty list matches no entry.';
export const notDescription = 'This filter must not match. It also leaves the entries for which it cannot be told.';

/** How many texts there are in the lists of a filter, and of those in it. */
export function listedTexts(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner: unknown[] = Array.isArray(value) ? value : Object.values(value);
  const own = Array.isArray(value) ? inner.filter((entry) => typeof entry === 'string').length : 0;
  return inner.reduce<number>((sum, entry) => sum + listedTexts(entry), own);
}

/** @throws BadArgumentError */
function checkListedTexts(filter: object): void {
  const texts = listedTexts(filter);
  if (texts > maxIds)
    throw new BadArgumentError(
      `The lists in "filter" must have at most ${maxIds} entries together, and have ${texts}. Ask in several requests.`,
    );
}

/**
 * The conditions of a filter and of those in it.
 *
 * @param own the conditions of one filter, but for those in it
 * @throws BadArgumentError for filters too deep or too many, and for too many texts in their lists
 */
export function combinedSql<Filter extends Combined<Filter>>(
  filter: Filter | null | undefined,
  own: (filter: Filter) => Condition[],
): Condition[] {
  let count = 0;
  const conditionsOf = (each: Filter, depth: number): Condition[] => {
    if (depth > maxFilterDepth) throw new BadArgumentError(`"filter" must have at most ${maxFilterDepth} levels.`);
    if (++count > maxFilters) throw new BadArgumentError(`"filter" must have at most ${maxFilters} filters in it.`);
    const { and, or, not } = each;
    const inner = (one: Filter) => conditionsOf(one, depth + 1);
    const conditions = [...own(each), ...(and ?? []).flatMap(inner)];
    if (or) conditions.push(anyOf(or.map(inner)));
    // What is null, as a comparison with a name that is not there, does not match.
    if (not) conditions.push({ sql: Prisma.sql`(${all(sqlOf(inner(not)))}) IS NOT TRUE` });
    return conditions;
  };
  if (!filter) return [];
  checkListedTexts(filter);
  return conditionsOf(filter, 0);
}

const all = (conditions: Prisma.Sql[]) =>
  conditions.length > 0 ? Prisma.sql`(${Prisma.join(conditions, ' AND ')})` : Prisma.sql`true`;

/** Indexes find the entries that match where they find those of each filter. */
function anyOf(filters: Condition[][]): Condition {
  if (filters.length === 0) return { sql: Prisma.sql`false` };
  const sqlBy = (formOf: typeof sqlOf) =>
    Prisma.sql`(${Prisma.join(
      filters.map((one) => all(formOf(one))),
      ' OR ',
    )})`;
  const isFound = filters.every((one) => one.some(({ foundBy }) => foundBy));
  return { sql: sqlBy(sqlOf), ...(isFound && { indexed: sqlBy(indexedSqlOf), foundBy: 'index' as const }) };
}

/** Whether a filter holds others. */
export const isCombined = (filter: object | null | undefined): boolean => {
  const { and, or, not } = (filter ?? {}) as Combined<unknown>;
  return and != null || or != null || not != null;
};
