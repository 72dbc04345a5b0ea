import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Columns } from '../lists/columns.ts';
import { intKey, type Order, position } from '../lists/pagination.ts';

/** The columns that changes of every resource have; the table is `c`. */
export function commonColumns({ websiteScope }: Caller): Columns {
  const changedBy = websiteScope
    ? Prisma.sql`NULL::jsonb`
    : Prisma.sql`CASE WHEN c.api_key_id IS NOT NULL THEN
        jsonb_build_object('apiKeyId', c.api_key_id, 'name', c.author_name, 'prefix', c.author_prefix) END`;
  return {
    id: Prisma.sql`c.id::text`,
    kind: Prisma.sql`c.kind::text`,
    revision: Prisma.sql`c.revision`,
    changedAt: Prisma.sql`c.changed_at`,
    changedBy,
    operator: websiteScope ? Prisma.sql`NULL` : Prisma.sql`CASE WHEN c.api_key_id IS NULL THEN c.author_name END`,
  };
}

/** The number that a change's id starts with: changes that are stored together share it. */
const numberOf = (id: string) => id.split('-', 1)[0] as string;

/** The newest first: the changes of one resource get their ids in the order in which they are made. */
export function newestFirst<Row extends { id: string }>(name: string): Order<Row> {
  return {
    name,
    key: Prisma.sql`c.id`,
    id: Prisma.sql`c.id`,
    direction: 'DESC',
    position: ({ id }) => [numberOf(id), numberOf(id)],
    toSql: position(intKey, intKey),
  };
}
