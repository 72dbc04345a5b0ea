import type { Caller } from '../auth/caller.ts';
import type { Column } from '../database/table.ts';
import { Prisma } from '../generated/prisma/client.ts';

/** The columns that {@link author} fills. */
export const authorColumns = Prisma.sql`api_key_id, author_name, author_prefix`;

/** Who makes a change: the key, under the name that it has now, or an operator. */
export function author({ apiKey }: Caller): Prisma.Sql {
  return apiKey.id ? Prisma.sql`${apiKey.id}::uuid, ${apiKey.name}, ${apiKey.prefix}` : operator(apiKey.name);
}

/** {@link authorColumns} of a table. */
export const authorOf = (table: string) =>
  Prisma.raw(`${table}.api_key_id, ${table}.author_name, ${table}.author_prefix`);

/** The same of changes that know their caller, as values. */
export const authorValues: Column<{ caller: Caller }>[] = [
  ['api_key_id', 'uuid', ({ caller }) => caller.apiKey.id || null],
  ['author_name', 'text', ({ caller }) => caller.apiKey.name],
  ['author_prefix', 'text', ({ caller }) => caller.apiKey.prefix || null],
];

/** An operator at the command line. */
export const operator = (name: string) => Prisma.sql`NULL::uuid, ${name}, NULL`;

const none = Prisma.sql`'{}'::jsonb`;

/** A change's details are objects of a field each, put together with `||`: one field's value before and after, where they differ. */
export function difference(field: string, from: Prisma.Sql, to: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${from} IS DISTINCT FROM ${to}
    THEN jsonb_build_object('${Prisma.raw(field)}', jsonb_build_object('from', ${from}, 'to', ${to})) ELSE ${none} END`;
}

/** One field of a change's details, with a list that an aggregate makes; nothing where the list has no entry. */
export function list(field: string, aggregate: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((
    SELECT jsonb_build_object('${Prisma.raw(field)}', entries) FROM (${aggregate}) AS list(entries) WHERE entries IS NOT NULL
  ), ${none})`;
}

export function details(...fields: Prisma.Sql[]): Prisma.Sql {
  return Prisma.join(fields, ' || ');
}
