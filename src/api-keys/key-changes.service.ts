import { generateKey } from '../auth/api-key.ts';
import type { Caller } from '../auth/caller.ts';
import {
  changeOf,
  endAfter,
  insertKey,
  type KeyEnd,
  type KeyRecord,
  keyStatus,
  type NewKey,
  successorOf,
} from '../auth/keys.service.ts';
import { Secret } from '../database/secrets.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { callerAsAuthor, detailsOf, recordOrganizationChange } from '../history/operator-entries.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, ResourceNotFound } from '../resources/resource.results.ts';
import {
  type CreateApiKeyInput,
  maxOverlapSeconds,
  type RevokeApiKeyInput,
  type RotateApiKeyInput,
} from './api-keys.inputs.ts';
import {
  ApiKeyEnded,
  ApiKeyExceedsYours,
  type CreateApiKeyResult,
  CreateApiKeySuccess,
  LastKeyAdministrator,
  type RevokeApiKeyResult,
  RevokeApiKeySuccess,
  type RotateApiKeyResult,
  RotateApiKeySuccess,
} from './api-keys.results.ts';
import {
  type Administration,
  administerKeys,
  checkRoom,
  exceeds,
  findSentKey,
  isOfLastAdministrator,
  rightsOf,
  toApiKey,
} from './key-administration.ts';
import { checkEnd, checkPermissions, checkScope, checkWebsites, toPermissions } from './key-input.ts';

export function createApiKey(
  prisma: PrismaClient,
  caller: Caller,
  input: CreateApiKeyInput,
): Promise<CreateApiKeyResult> {
  return administerKeys(prisma, caller, async (administration) => {
    const issues = new InputIssues();
    const name = issues.checkName(['name'], input.name);
    const permissions = toPermissions(input.permissions ?? []);
    checkPermissions(issues, administration, input.permissions ?? [], { permissions: [] });
    const websiteIds = await checkWebsites(issues, administration, input.websiteIds ?? null);
    const { expiresAt = null, readOnly } = input;
    const rights = { permissions, websiteIds, readOnly: readOnly ?? false, expiresAt };
    checkScope(issues, rights);
    checkEnd(issues, administration, rights);
    await checkRoom(issues, administration);
    if (issues.any) return new InvalidResourceInput(issues.list);
    const { organizationId } = administration.administrator;
    const { record, secret } = await insert(administration, caller, { organizationId, name, ...rights });
    return new CreateApiKeySuccess(toApiKey(record, administration), secret);
  });
}

/** Creates a successor that may do what the key may, and ends the key: at once, or after an overlap in which both work. */
export function rotateApiKey(
  prisma: PrismaClient,
  caller: Caller,
  { id, overlapSeconds }: RotateApiKeyInput,
): Promise<RotateApiKeyResult> {
  return administerKeys(prisma, caller, async (administration) => {
    const overlap = overlapSeconds ?? 0;
    const issues = new InputIssues();
    if (overlap < 0 || overlap > maxOverlapSeconds)
      issues.add(['overlapSeconds'], `must be from 0 to ${maxOverlapSeconds}, which are 30 days`);
    if (issues.any) return new InvalidResourceInput(issues.list);
    const key = await findSentKey(administration, id);
    if (!key) return new ResourceNotFound('ApiKey', id);
    if (keyStatus(key, administration.now) !== 'ACTIVE') return new ApiKeyEnded(toApiKey(key, administration));
    if (exceeds(rightsOf(key), administration)) return new ApiKeyExceedsYours(toApiKey(key, administration));
    // A key that ends at once makes room for its successor.
    if (overlap > 0) await checkRoom(issues, administration);
    if (issues.any) return new InvalidResourceInput(issues.list);
    const { record, secret } = await insert(administration, caller, successorOf(key));
    const previous = await end(administration, caller, key, endAfter(key, overlap * 1000, administration.now));
    return new RotateApiKeySuccess(toApiKey(record, administration), secret, toApiKey(previous, administration));
  });
}

export function revokeApiKey(
  prisma: PrismaClient,
  caller: Caller,
  { id }: RevokeApiKeyInput,
): Promise<RevokeApiKeyResult> {
  return administerKeys(prisma, caller, async (administration) => {
    const key = await findSentKey(administration, id);
    if (!key) return new ResourceNotFound('ApiKey', id);
    if (key.revokedAt) return new RevokeApiKeySuccess(toApiKey(key, administration));
    if (await isOfLastAdministrator(administration, key))
      return new LastKeyAdministrator(toApiKey(key, administration));
    const revoked = await end(administration, caller, key, { revokedAt: new Date(administration.now) });
    return new RevokeApiKeySuccess(toApiKey(revoked, administration));
  });
}

async function insert({ statements }: Administration, caller: Caller, newKey: NewKey) {
  const key = generateKey();
  const [created, entry] = insertKey(statements, callerAsAuthor(caller), key, newKey);
  const record = await created;
  await entry;
  return { record, secret: new Secret(key) };
}

/** Ends a key, now or later, and records it. Returns the key afterwards. */
async function end({ statements }: Administration, caller: Caller, key: KeyRecord, data: Partial<KeyEnd>) {
  const { organizationId, id, expiresAt, revokedAt } = key;
  await statements.apiKey.update({ where: { organizationId_id: { organizationId, id } }, data, select: { id: true } });
  await recordOrganizationChange(statements, callerAsAuthor(caller), {
    ...changeOf(key),
    details: detailsOf({ expiresAt, revokedAt }, { expiresAt, revokedAt, ...data }),
  });
  return { ...key, ...data };
}
