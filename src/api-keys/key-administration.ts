import { type Caller, requireWriter } from '../auth/caller.ts';
import { findOwnKey, type KeyRecord, keyStatus, websiteIdsOf } from '../auth/keys.service.ts';
import { inTransaction } from '../database/transaction.ts';
import { writeOrRetry } from '../database/write.ts';
import { UnauthenticatedError } from '../errors.ts';
import type { Permission, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { InputIssues } from '../resources/input-issues.ts';
import { toUuid } from '../resources/text.ts';
import { type ApiKey, ApiKeyStatus } from './api-keys.types.ts';

/** What a change of keys works with, while no other one of the organization goes on. */
export interface Administration {
  statements: Prisma.TransactionClient;
  /** By the database's clock, which all nodes have in common. */
  now: number;
  /** The caller's own key, as it is now. */
  administrator: KeyRecord;
}

/**
 * Changes keys of the caller's organization in one transaction. All such changes of an organization come one after the
 * other, so that what holds before one holds when it is written. The caller's key is looked up again: a node may remember
 * for a moment that one is valid which has ended, and that one must leave no other behind.
 *
 * @throws UnauthenticatedError when the caller's key has ended meanwhile
 * @throws ForbiddenError when it may not administer keys
 */
export function administerKeys<Outcome>(
  prisma: PrismaClient,
  caller: Caller,
  work: (administration: Administration) => Promise<Outcome>,
): Promise<Outcome> {
  requireWriter(caller, 'KEY_ADMINISTRATION');
  const { id: organizationId } = caller.organization;
  return writeOrRetry(prisma, (given) =>
    inTransaction(given, async (statements) => {
      const [row] = await statements.$queryRaw<{ now: Date }[]>`
        WITH held AS MATERIALIZED (
          SELECT id FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE
        )
        SELECT clock_timestamp() AS now FROM held`;
      const administrator = await findOwnKey(statements, organizationId, caller.apiKey.id);
      const now = Number(row?.now);
      if (!administrator || keyStatus(administrator, now) !== 'ACTIVE') throw new UnauthenticatedError();
      requireWriter(
        { ...caller, apiKey: administrator, websiteScope: websiteIdsOf(administrator) },
        'KEY_ADMINISTRATION',
      );
      return work({ statements, now, administrator });
    }),
  );
}

/** A key of the organization by an id that was sent, which may be none. */
export async function findSentKey(
  { statements, administrator }: Administration,
  sentId: string,
): Promise<KeyRecord | null> {
  const id = toUuid(sentId);
  return id === undefined ? null : findOwnKey(statements, administrator.organizationId, id);
}

/** What a key may do, and until when. */
export type Rights = Pick<KeyRecord, 'permissions' | 'readOnly' | 'expiresAt'> & {
  websiteIds: readonly string[] | null;
};

export const rightsOf = (key: KeyRecord): Rights => ({ ...key, websiteIds: websiteIdsOf(key) });

const endsAt = ({ expiresAt }: Pick<Rights, 'expiresAt'>) => expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;

export const endsLater = (one: Pick<Rights, 'expiresAt'>, other: Pick<Rights, 'expiresAt'>) =>
  endsAt(one) > endsAt(other);

export const lacks = ({ permissions }: Pick<Rights, 'permissions'>, permission: Permission) =>
  !permissions.includes(permission);

/** Whether a key may do more than the caller's own, which reaches the whole organization, or lives longer. */
export const exceeds = (rights: Rights, { administrator }: Administration) =>
  endsLater(rights, administrator) || rights.permissions.some((permission) => lacks(administrator, permission));

/** Whether a key can do something afterwards that it could not do before. */
export const isWidened = (before: Rights, after: Rights) =>
  endsLater(after, before) ||
  (before.readOnly && !after.readOnly) ||
  after.permissions.some((permission) => lacks(before, permission)) ||
  (before.websiteIds !== null && !after.websiteIds?.every((id) => before.websiteIds?.includes(id)));

const administersKeys = ({ permissions, readOnly, websiteIds }: Rights) =>
  permissions.includes('KEY_ADMINISTRATION') && !readOnly && websiteIds === null;

/**
 * Whether a change takes the last key that administers keys from the organization, or ends it earlier.
 *
 * @param after undefined where the key ends now
 */
export async function isOfLastAdministrator(
  { statements, now }: Administration,
  key: KeyRecord,
  after?: Rights,
): Promise<boolean> {
  const before = rightsOf(key);
  if (!administersKeys(before) || keyStatus(key, now) !== 'ACTIVE') return false;
  if (after && administersKeys(after) && !endsLater(before, after)) return false;
  const others = await statements.apiKey.count({
    where: {
      organizationId: key.organizationId,
      id: { not: key.id },
      scope: 'GLOBAL',
      readOnly: false,
      permissions: { has: 'KEY_ADMINISTRATION' },
      revokedAt: null,
      // One that ends before the key would have leaves nobody behind.
      OR: [{ expiresAt: null }, ...(key.expiresAt ? [{ expiresAt: { gte: key.expiresAt } }] : [])],
    },
  });
  return others === 0;
}

/** How many keys of an organization may work at the same time. */
const maxKeys = 1000;

/** Adds what is wrong with one more key, where there are as many as there may be. */
export async function checkRoom(
  issues: InputIssues,
  { statements, administrator, now }: Administration,
): Promise<void> {
  const working = await statements.apiKey.count({
    where: {
      organizationId: administrator.organizationId,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(now) } }],
    },
  });
  if (working >= maxKeys)
    issues.add(
      [],
      `must not be one more: your organization has ${maxKeys} keys that work, which is the most. Revoke one first`,
    );
}

/** A key as callers see it. */
export function toApiKey(record: KeyRecord, { now }: Administration): ApiKey {
  const { id, name, prefix, scope, permissions, readOnly, createdAt, expiresAt, revokedAt, lastUsedAt } = record;
  const status = ApiKeyStatus[keyStatus(record, now)];
  return { id, name, prefix, scope, permissions, readOnly, status, createdAt, expiresAt, revokedAt, lastUsedAt };
}
