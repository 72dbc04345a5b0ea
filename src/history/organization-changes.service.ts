import type { Caller } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { List } from '../lists/list.ts';
import { intKey, type Order, type Page, type PageArguments, position, timeKey, toWindow } from '../lists/pagination.ts';
import { countRows, readPage } from '../lists/read-list.ts';
import { toIso } from '../resources/time.ts';
import { commonColumns } from './entries.sql.ts';
import { type Asked, fieldsOf, sources } from './organization-changes.sql.ts';
import type { OrganizationChange, OrganizationChangeFilter } from './organization-changes.types.ts';

/** By time; what has one time comes by its place, which no two changes share. */
const order: Order<OrganizationChange> = {
  name: 'organization-change',
  key: Prisma.sql`c.changed_at`,
  id: Prisma.sql`c.place`,
  direction: 'DESC',
  position: ({ changedAt, id }) => [toIso(changedAt), id],
  toSql: position(timeKey, intKey),
};

function changesOf(asked: Asked): List<OrganizationChange> {
  const { caller } = asked;
  return {
    columns: {
      ...commonColumns(caller),
      id: Prisma.sql`c.place::text`,
      resourceType: Prisma.sql`c.resource_type`,
      resourceId: Prisma.sql`c.resource_id`,
      fields: fieldsOf(caller),
    },
    from: Prisma.sql`(${Prisma.join(sources(asked), ' UNION ALL ')}) AS c`,
    where: [Prisma.sql`true`],
    order,
    idType: 'bigint',
  };
}

/** What changed in the caller's organization, the newest first. */
export async function listOrganizationChanges(
  reads: ReadDatabase,
  caller: Caller,
  args: PageArguments,
  filter: OrganizationChangeFilter | null | undefined,
): Promise<Page<OrganizationChange>> {
  const window = toWindow(args, order);
  return readPage(reads, changesOf({ caller, filter: filter ?? {}, window }), window);
}

export async function countOrganizationChanges(
  reads: ReadDatabase,
  caller: Caller,
  filter: OrganizationChangeFilter | null | undefined,
): Promise<number> {
  return countRows(reads, changesOf({ caller, filter: filter ?? {} }));
}
