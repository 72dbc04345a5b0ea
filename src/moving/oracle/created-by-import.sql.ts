import type { Caller } from '../../auth/caller.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { importerName } from '../importing.ts';

/** Those of some account groups that an import made, as far as the history goes back. */
export async function createdByImport(
  prisma: PrismaClient,
  { organization }: Caller,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT account_group_id::text AS id FROM account_group_changes
    WHERE organization_id = ${organization.id}::uuid AND account_group_id = ANY(${ids}::text[]::bigint[])
      AND kind = 'CREATED' AND starts_with(author_name, ${importerName('oracle', '')})`;
  return new Set(rows.map(({ id }) => id));
}
