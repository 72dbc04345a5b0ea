import { statements } from '../../comparison/statements.mjs';

/**
 * A rename is Prisma's own `update`, one statement. The other changes go over several tables, for which Prisma would
 * take a transaction of several statements; they are the same single statements that the others use.
 */
export function changesOf(prisma) {
  const run = async ({ text }, ...values) => (await prisma.$queryRawUnsafe(text, ...values))[0];
  return {
    rename: (query, organizationId, id, name) =>
      prisma.group.update({
        ...query,
        where: { organizationId_id: { organizationId, id } },
        data: { name, revision: { increment: 1 }, updatedAt: new Date() },
      }),
    websites: (organizationId, id, add, remove) => run(statements.websites, organizationId, id, add, remove),
    async externalId(organizationId, id, externalId) {
      const { takenBy, ...group } = await run(statements.externalId, organizationId, id, externalId);
      return takenBy ? { takenBy } : { group };
    },
    label: (organizationId, id, languageId, text) =>
      run(statements.label, organizationId, BigInt(id), languageId, text),
  };
}
