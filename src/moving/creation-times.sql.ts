import type { Caller } from '../auth/caller.ts';
import { tableOf } from '../database/table.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';

const idTypes = { groups: 'uuid', account_groups: 'bigint' };

/** Gives resources the times of their creation in the old system. That is no change of theirs, so no history tells of it. */
export async function keepCreationTimes(
  prisma: PrismaClient,
  { organization }: Caller,
  table: keyof typeof idTypes,
  times: readonly { id: string; createdAt: string | undefined }[],
): Promise<void> {
  const known = times.filter(({ createdAt }) => createdAt !== undefined && !Number.isNaN(Date.parse(createdAt)));
  if (known.length === 0) return;
  const type = idTypes[table];
  const wanted = tableOf('wanted', known, [
    ['id', 'text', ({ id }) => id],
    ['created_at', 'text', ({ createdAt }) => new Date(createdAt as string).toISOString()],
  ]);
  await prisma.$executeRaw`
    UPDATE ${Prisma.raw(table)} AS resource SET created_at = wanted.created_at::timestamptz FROM ${wanted}
    WHERE resource.organization_id = ${organization.id}::uuid AND resource.id = wanted.id::${Prisma.raw(type)}
      AND resource.created_at IS DISTINCT FROM wanted.created_at::timestamptz`;
}
