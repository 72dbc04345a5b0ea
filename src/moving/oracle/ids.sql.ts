import { Prisma, type PrismaClient } from '../../generated/prisma/client.ts';

/** Ids beyond that are no good for new resources: JavaScript rounds them. New ids do not get there anyway. */
const largestSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** Makes sure that ids which were brought along are not given to new resources once more. */
export async function passOver(
  prisma: PrismaClient,
  table: 'account_groups' | 'staff_accounts',
  ids: readonly string[],
): Promise<void> {
  const largest = ids.map(BigInt).reduce((most, id) => (id > most && id <= largestSafe ? id : most), 0n);
  if (largest === 0n) return;
  const sequence = `${table}_id_seq`;
  // Others may take ids meanwhile: the sequence does not go back behind them.
  await prisma.$queryRaw`
    SELECT setval(
      ${sequence}::regclass, greatest(nextval(${sequence}::regclass), ${String(largest)}::text::bigint))::text
    FROM ${Prisma.raw(sequence)} WHERE last_value < ${String(largest)}::text::bigint`;
}
