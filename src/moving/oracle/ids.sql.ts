import { Prisma, type PrismaClient } from '../../generated/prisma/client.ts';

/** Ids beyond that are no good for new resources: JavaScript rounds them. New ids do not get there anyway. */
const largestSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** While an import waits for the table, so do those who want to write to it after it. */
const lockWaitMs = 5000;

/** Makes sure that ids which were brought along are not given to new resources once more. */
export async function passOver(
  prisma: PrismaClient,
  table: 'account_groups' | 'staff_accounts',
  ids: readonly string[],
): Promise<void> {
  const largest = ids.map(BigInt).reduce((most, id) => (id > most && id <= largestSafe ? id : most), 0n);
  if (largest === 0n) return;
  const sequence = `${table}_id_seq`;
  const isBehind = Prisma.sql`
    FROM ${Prisma.raw(sequence)} WHERE (last_value, is_called) < (${String(largest)}::text::bigint, true)`;
  const behind = await prisma.$queryRaw<unknown[]>`SELECT true ${isBehind}`;
  if (behind.length === 0) return;
  // A sequence cannot be compared and set at once. Who takes an id holds the table, so nobody does in between.
  await prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT set_config('lock_timeout', ${String(lockWaitMs)}, true)`;
    await transaction.$executeRaw`LOCK TABLE ${Prisma.raw(table)} IN SHARE ROW EXCLUSIVE MODE`;
    await transaction.$queryRaw`
      SELECT setval(${sequence}::regclass, ${String(largest)}::text::bigint)::text ${isBehind}`;
  });
}
