import type { LabelLanguage, PrismaClient } from '../generated/prisma/client.ts';

/** The languages that labels can be written in, one list for the whole installation. */
export function listLanguages(prisma: PrismaClient): Promise<LabelLanguage[]> {
  return prisma.labelLanguage.findMany({ orderBy: { id: 'asc' } });
}

export function findLanguage(prisma: PrismaClient, lookupName: string): Promise<LabelLanguage | null> {
  return prisma.labelLanguage.findUnique({ where: { lookupName } });
}

/** Either the language and whether the call changed anything, or the language that has the id or locale already. */
export type LanguageChange = { language: LabelLanguage; changed: boolean } | { taken: LabelLanguage };

export async function addLanguage(prisma: PrismaClient, language: LabelLanguage): Promise<LanguageChange> {
  const { count } = await prisma.labelLanguage.createMany({ data: [language], skipDuplicates: true });
  if (count > 0) return { language, changed: true };
  const { id, lookupName, name } = language;
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
export async function renameLanguage(
  prisma: PrismaClient,
  id: number,
  name: string,
): Promise<{ language: LabelLanguage; changed: boolean } | null> {
  const { count } = await prisma.labelLanguage.updateMany({ where: { id, name: { not: name } }, data: { name } });
  const language = await prisma.labelLanguage.findUnique({ where: { id } });
  return language && { language, changed: count > 0 };
}
