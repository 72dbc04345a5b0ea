import { Field, InputType } from 'type-graphql';
import { BadArgumentError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Condition } from './condition.ts';
import { timeKey } from './pagination.ts';

@InputType({
  description: 'Conditions on a time. The time must match all of them. A condition that is null is ignored.',
})
export class DateTimeFilter {
  @Field(() => Date, { nullable: true, description: 'Is this time or later.' })
  gte?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Is earlier than this time.' })
  lt?: Date | null;
}

/**
 * A filter's conditions on a time that an index has.
 *
 * @param inOrderOf the field of the order by this time
 * @throws BadArgumentError for years that a time is not written with
 */
export function timeFilterSql(
  name: string,
  column: Prisma.Sql,
  inOrderOf: string,
  filter: DateTimeFilter | null | undefined,
): Condition[] {
  const { gte, lt } = filter ?? {};
  const found = { inOrderOf, foundBy: 'index' } as const;
  const conditions: Condition[] = [];
  if (gte) conditions.push({ sql: Prisma.sql`${column} >= ${timeSql(`${name}.gte`, gte)}`, ...found });
  if (lt) conditions.push({ sql: Prisma.sql`${column} < ${timeSql(`${name}.lt`, lt)}`, ...found });
  return conditions;
}

/** @throws BadArgumentError */
export function timeSql(name: string, time: Date): Prisma.Sql {
  const sql = timeKey(time.toISOString());
  if (!sql) throw new BadArgumentError(`"${name}" must be a time from the year 1 to the year 9999.`);
  return sql;
}
