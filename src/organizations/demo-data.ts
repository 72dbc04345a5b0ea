import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matches, prefixOf, toStored } from '../auth/api-key.ts';
import { LabelKind, type Permission, type PrismaClient } from '../generated/prisma/client.ts';

interface DemoData {
  organizations: {
    id: string;
    name: string;
    isPartner: boolean;
    billingOutage: boolean;
    apiKeys: {
      id: string;
      name: string;
      key: string;
      /** Whose key it is, and how far it reaches. */
      about: string;
      /** What somebody who tries the service sees. */
      shows: string;
      permissions: Permission[];
      readOnly: boolean;
      websiteIds: string[] | null;
    }[];
    websites: { id: string; url: string; name: string | null; externalId: string | null }[];
    groups: {
      id: string;
      name: string;
      externalId: string | null;
      billingEnabled: boolean;
      credits?: { monthly: number; oneOff: number };
      websiteIds: string[];
    }[];
    accountGroups: {
      id: string;
      displayOrder: number;
      customerCareAccess: boolean;
      /** By language id; the default language's is there. */
      names: Record<string, string>;
      descriptions: Record<string, string>;
      accounts: { id: string; login: string; displayName: string }[];
    }[];
  }[];
}

/** The language id that organizations have by default. */
const defaultLanguageId = 1;

function demoData(): DemoData {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../prisma/demo-data.json'), 'utf8'));
}

/** What is stored of the demo's keys, wherever they are. */
export function demoKeyHashes(): Buffer[] {
  return demoData().organizations.flatMap(({ apiKeys }) => apiKeys.map(({ key }) => Buffer.from(toStored(key).hash)));
}

/** Fills a database that has no organization yet, all or nothing. */
export async function createDemoData(prisma: PrismaClient): Promise<void> {
  if ((await prisma.organization.count()) > 0) return;
  const { organizations } = demoData();
  /** A part of each organization, with its id. */
  const ofEach = <Part, Row>(
    parts: (organization: DemoData['organizations'][number]) => Part[],
    row: (part: Part) => Row,
  ) =>
    organizations.flatMap((organization) =>
      parts(organization).map((part) => ({ organizationId: organization.id, ...row(part) })),
    );
  await prisma.$transaction([
    prisma.organization.createMany({ data: organizations.map(({ id, name, isPartner }) => ({ id, name, isPartner })) }),
    prisma.website.createMany({
      data: ofEach(
        (o) => o.websites,
        (website) => website,
      ),
    }),
    prisma.group.createMany({
      data: ofEach(
        (o) => o.groups,
        ({ id, name, externalId, billingEnabled }) => ({ id, name, externalId, billingEnabled }),
      ),
    }),
    prisma.groupWebsite.createMany({
      data: ofEach(
        (o) => o.groups.flatMap(({ id, websiteIds }) => websiteIds.map((websiteId) => ({ groupId: id, websiteId }))),
        (membership) => membership,
      ),
    }),
    prisma.sandboxBillingEntity.createMany({
      data: ofEach(
        (o) => o.groups.filter(({ billingEnabled }) => billingEnabled),
        ({ id, credits }) => ({ entityId: id, ...credits }),
      ),
    }),
    prisma.sandboxBillingOutage.createMany({
      data: organizations.filter(({ billingOutage }) => billingOutage).map(({ id }) => ({ organizationId: id })),
    }),
    prisma.accountGroup.createMany({
      data: ofEach(
        (o) => o.accountGroups,
        ({ id, displayOrder, customerCareAccess, names }) => ({
          id: BigInt(id),
          displayOrder,
          customerCareAccess,
          lookupName: names[defaultLanguageId] as string,
        }),
      ),
    }),
    prisma.accountGroupLabel.createMany({
      data: ofEach(
        (o) =>
          o.accountGroups.flatMap(({ id, names, descriptions }) => [
            ...Object.entries(names).map((label) => ({ id, kind: LabelKind.NAME, label })),
            ...Object.entries(descriptions).map((label) => ({ id, kind: LabelKind.DESCRIPTION, label })),
          ]),
        ({ id, kind, label: [languageId, labelText] }) => ({
          accountGroupId: BigInt(id),
          kind,
          languageId: Number(languageId),
          labelText,
        }),
      ),
    }),
    prisma.staffAccount.createMany({
      data: ofEach(
        (o) =>
          o.accountGroups.flatMap(({ id, accounts }) =>
            accounts.map((account) => ({ accountGroupId: id, ...account })),
          ),
        ({ id, accountGroupId, login, displayName }) => ({
          id: BigInt(id),
          accountGroupId: BigInt(accountGroupId),
          login,
          displayName,
        }),
      ),
    }),
    prisma.apiKey.createMany({
      data: ofEach(
        (o) => o.apiKeys,
        ({ id, name, key, permissions, readOnly, websiteIds }) => ({
          id,
          name,
          permissions,
          readOnly,
          scope: websiteIds ? ('WEBSITES' as const) : ('GLOBAL' as const),
          ...toStored(key),
        }),
      ),
    }),
    prisma.apiKeyWebsite.createMany({
      data: ofEach(
        (o) =>
          o.apiKeys.flatMap(({ id, websiteIds }) =>
            (websiteIds ?? []).map((websiteId) => ({ apiKeyId: id, websiteId })),
          ),
        (scope) => scope,
      ),
    }),
  ]);
}

export interface DemoKey {
  name: string;
  key: string;
  about: string;
  shows: string;
}

const allKeys = () => demoData().organizations.flatMap(({ apiKeys }) => apiKeys);

/** The texts of all demo keys, which everybody can read in this repository. */
export const publicKeys = (): string[] => allKeys().map(({ key }) => key);

/** The demo keys that a database has: none where it was not created as a demo, and was not restored from one. */
export async function demoKeysIn(prisma: PrismaClient): Promise<DemoKey[]> {
  const keys = allKeys();
  const rows = await prisma.apiKey.findMany({
    where: {
      prefix: { in: keys.map(({ key }) => prefixOf(key)) },
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
    select: { hash: true },
  });
  return keys
    .filter(({ key }) => rows.some(({ hash }) => matches(key, hash)))
    .map(({ name, key, about, shows }) => ({ name, key, about, shows }));
}
