import type { ChangeKind, LabelLanguage, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { type Details, detailsOf } from '../history/operator-entries.ts';

/** The languages that labels can be written in, one list for the whole installation. */
export function listLanguages(prisma: PrismaClient): Promise<LabelLanguage[]> {
  return prisma.labelLanguage.findMany({ orderBy: { id: 'asc' } });
}

export function findLanguage(prisma: PrismaClient, lookupName: string): Promise<LabelLanguage | null> {
  return prisma.labelLanguage.findUnique({ where: { lookupName } });
}

/** Either the language and whether the call changed anything, or the language that has the id or locale already. */
export type LanguageChange = { language: LabelLanguage; changed: boolean } | { taken: LabelLanguage };

export async function addLanguage(
  prisma: PrismaClient,
  operator: string,
  language: LabelLanguage,
): Promise<LanguageChange> {
  const { id, lookupName, name } = language;
  const added = await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.labelLanguage.createMany({ data: [language], skipDuplicates: true });
    if (count > 0) await record(transaction, operator, id, 'CREATED', detailsOf(null, { lookupName, name }));
    return count > 0;
  });
  if (added) return { language, changed: true };
  // There is no command that removes a language, so the one that was in the way is still there.
  const taken = await prisma.labelLanguage.findFirstOrThrow({ where: { OR: [{ id }, { lookupName }] } });
  const same = taken.id === id && taken.lookupName === lookupName && taken.name === name;
  return same ? { language, changed: false } : { taken };
}

/**
 * Gives a language another English name. Its id and locale stay, as clients name languages by them.
 *
 * @returns null when there is no such language
 */
export function renameLanguage(
  prisma: PrismaClient,
  operator: string,
  id: number,
  name: string,
): Promise<{ language: LabelLanguage; changed: boolean } | null> {
  return prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT FROM label_languages WHERE id = ${id}::int FOR UPDATE`;
    const before = await transaction.labelLanguage.findUnique({ where: { id } });
    if (!before) return null;
    const language = await transaction.labelLanguage.update({ where: { id }, data: { name } });
    const details = detailsOf({ name: before.name }, { name });
    const changed = Object.keys(details).length > 0;
    if (changed) await record(transaction, operator, id, 'UPDATED', details);
    return { language, changed };
  });
}

/** In the history of each organization, as all of them have the language. */
async function record(
  transaction: Prisma.TransactionClient,
  operator: string,
  id: number,
  kind: ChangeKind,
  details: Details,
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO organization_changes (organization_id, resource_type, resource_id, kind, details, author_name)
    SELECT id, 'LABEL_LANGUAGE', ${String(id)}, ${kind}::change_kind, ${JSON.stringify(details)}::jsonb, ${operator}
    FROM organizations`;
}
