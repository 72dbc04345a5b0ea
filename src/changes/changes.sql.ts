import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { intKey, type Order, position } from '../resource/pagination.ts';

/** The columns that changes of every resource have, as their types have them; the table is `c`. */
export function commonColumns({ websiteScope }: Caller): Prisma.Sql {
  const changedBy = websiteScope
    ? Prisma.sql`NULL::jsonb`
    : Prisma.sql`CASE WHEN c.api_key_id IS NOT NULL THEN
        jsonb_build_object('apiKeyId', c.api_key_id, 'name', c.author_name, 'prefix', c.author_prefix) END`;
  return Prisma.sql`c.id::text AS id, c.kind::text AS kind, c.revision, c.changed_at AS "changedAt", ${changedBy} AS "changedBy"`;
}

/** The newest first: the changes of one resource get their ids in the order in which they are made. */
export function newestFirst<Row extends { id: string }>(name: string): Order<Row> {
  return {
    name,
    key: Prisma.sql`c.id`,
    id: Prisma.sql`c.id`,
    direction: 'DESC',
    position: ({ id }) => [id, id],
    toSql: position(intKey, intKey),
  };
}
