import { randomUUID } from 'node:crypto';
import type { Permission, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import {
  type Author,
  detailsOf,
  type OrganizationEntry,
  recordOrganizationChange,
} from '../history/operator-entries.ts';
import { generateKey, toStored } from './api-key.ts';

/** What may be shown of a key: everything but its hash. */
const shown = {
  omit: { hash: true },
  include: { websites: { select: { websiteId: true }, orderBy: { websiteId: 'asc' } } },
} satisfies Prisma.ApiKeyDefaultArgs;

export type KeyRecord = Prisma.ApiKeyGetPayload<typeof shown>;

/** A record and the key itself, which can be shown only once. */
export interface CreatedKey {
  key: string;
  record: KeyRecord;
}

export interface NewKey {
  organizationId: string;
  name: string;
  permissions: Permission[];
  readOnly: boolean;
  /** Confines the key to these websites; null for a global key. */
  websiteIds: readonly string[] | null;
  expiresAt: Date | null;
}

export type KeyStatus = 'ACTIVE' | 'EXPIRED' | 'REVOKED';

export function keyStatus(
  { revokedAt, expiresAt }: Pick<KeyRecord, 'revokedAt' | 'expiresAt'>,
  now = Date.now(),
): KeyStatus {
  if (revokedAt) return 'REVOKED';
  return expiresAt && expiresAt.getTime() <= now ? 'EXPIRED' : 'ACTIVE';
}

export function findKey(prisma: PrismaClient, id: string): Promise<KeyRecord | null> {
  return prisma.apiKey.findFirst({ where: { id }, ...shown });
}

/** A key of an organization by its id. */
export function findOwnKey(
  { apiKey }: Prisma.TransactionClient,
  organizationId: string,
  id: string,
): Promise<KeyRecord | null> {
  return apiKey.findUnique({ where: { organizationId_id: { organizationId, id } }, ...shown });
}

/** An organization's keys, the ended ones too, the oldest first. */
export function listKeys(prisma: PrismaClient, organizationId: string): Promise<KeyRecord[]> {
  return prisma.apiKey.findMany({
    where: { organizationId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    ...shown,
  });
}

/** The statements that store a new key and its history, for a transaction of their own or a larger one. */
export function insertKey(
  prisma: Prisma.TransactionClient,
  author: Author,
  key: string,
  { websiteIds, ...newKey }: NewKey,
) {
  const id = randomUUID();
  const { prefix, hash } = toStored(key);
  const { organizationId, ...values } = newKey;
  const scope = websiteIds ? 'WEBSITES' : 'GLOBAL';
  const after = { ...values, prefix, scope, websiteIds: websiteIds && [...websiteIds].sort() };
  return [
    prisma.apiKey.create({
      data: {
        ...newKey,
        id,
        prefix,
        hash,
        scope,
        websites: { createMany: { data: (websiteIds ?? []).map((websiteId) => ({ websiteId })) } },
      },
      ...shown,
    }),
    recordOrganizationChange(prisma, author, {
      ...changeOf({ organizationId, id }),
      kind: 'CREATED',
      details: detailsOf(null, after),
    }),
  ] as const;
}

export const changeOf = ({ organizationId, id }: Pick<KeyRecord, 'organizationId' | 'id'>) =>
  ({ organizationId, resourceType: 'API_KEY', resourceId: id, kind: 'UPDATED' }) satisfies Partial<OrganizationEntry>;

/** Creates a key of an organization that exists, confined to websites that it has. */
export async function createKey(prisma: PrismaClient, operator: string, newKey: NewKey): Promise<CreatedKey> {
  const key = generateKey();
  const [record] = await prisma.$transaction([...insertKey(prisma, { authorName: operator }, key, newKey)]);
  return { key, record };
}

/** Either a successor, or the key as it is because it has ended and so has nothing to hand over. */
export type Rotation = { created: CreatedKey; previous: KeyRecord } | { ended: KeyRecord };

/**
 * Creates a successor that may do what the key may, and ends the key: at once, or after an overlap in which both work.
 * Both or neither happens, and of several rotations without overlap at once one succeeds.
 *
 * @param expiresAt the successor's, where it is not the key's own
 * @returns null when there is no such key
 */
export async function rotateKey(
  prisma: PrismaClient,
  operator: string,
  id: string,
  { overlapMs = 0, expiresAt }: { overlapMs?: number | undefined; expiresAt?: Date | undefined },
): Promise<Rotation | null> {
  const old = await findKey(prisma, id);
  if (!old) return null;
  if (keyStatus(old) !== 'ACTIVE') return { ended: old };
  const { organizationId } = old;
  const author = { authorName: operator };
  const key = generateKey();
  const end = endAfter(old, overlapMs, Date.now());
  try {
    const successor = successorOf(old, expiresAt);
    const [, , record] = await prisma.$transaction([
      // Refuses, and undoes the rest, if somebody has ended the key in the meantime or changed its end.
      prisma.apiKey.update({
        where: { organizationId_id: { organizationId, id }, revokedAt: null, expiresAt: old.expiresAt },
        data: end,
        select: { id: true },
      }),
      recordOrganizationChange(prisma, author, {
        ...changeOf(old),
        details: detailsOf(endOf(old), { ...endOf(old), ...end }),
      }),
      ...insertKey(prisma, author, key, successor),
    ]);
    return { created: { key, record }, previous: { ...old, ...end } };
  } catch (error) {
    if ((error as { code?: string }).code !== recordNotFound) throw error;
    return rotateKey(prisma, operator, id, { overlapMs, expiresAt });
  }
}

/** What may do what a key may, and ends when it does. */
export function successorOf(old: KeyRecord, expiresAt = old.expiresAt): NewKey {
  const { organizationId, name, permissions, readOnly } = old;
  return { organizationId, name, permissions, readOnly, websiteIds: websiteIdsOf(old), expiresAt };
}

/** The websites that a key is confined to; null for a global key. */
export const websiteIdsOf = ({ scope, websites }: KeyRecord) =>
  scope === 'WEBSITES' ? websites.map(({ websiteId }) => websiteId) : null;

/** How a key ends that is replaced: at once, or after an overlap, which never prolongs it. */
export function endAfter({ expiresAt }: KeyRecord, overlapMs: number, now: number): Partial<KeyEnd> {
  if (overlapMs === 0) return { revokedAt: new Date(now) };
  return { expiresAt: new Date(Math.min(now + overlapMs, expiresAt?.getTime() ?? Number.POSITIVE_INFINITY)) };
}

export type KeyEnd = Pick<KeyRecord, 'expiresAt' | 'revokedAt'>;

const endOf = ({ expiresAt, revokedAt }: KeyRecord) => ({ expiresAt, revokedAt });

/** Prisma's code for a row that is not there. */
const recordNotFound = 'P2025';

/**
 * Revokes a key; nodes that remember it stop accepting it within `keyCacheMs`.
 *
 * @returns the key and whether this call revoked it, or null when there is no such key
 */
export async function revokeKey(
  prisma: PrismaClient,
  operator: string,
  id: string,
): Promise<{ record: KeyRecord; changed: boolean } | null> {
  const changed = await prisma.$transaction(async (transaction) => {
    const revokedAt = new Date();
    const [revoked] = await transaction.apiKey.updateManyAndReturn({
      where: { id, revokedAt: null },
      data: { revokedAt },
      select: { organizationId: true, id: true },
    });
    if (revoked)
      await recordOrganizationChange(
        transaction,
        { authorName: operator },
        {
          ...changeOf(revoked),
          details: detailsOf({ revokedAt: null }, { revokedAt }),
        },
      );
    return revoked !== undefined;
  });
  const record = await findKey(prisma, id);
  return record && { record, changed };
}
