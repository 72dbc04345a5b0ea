import type { Caller } from '../auth/caller.ts';
import { changeOf, findOwnKey, type KeyRecord, keyStatus } from '../auth/keys.service.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { callerAsAuthor, detailsOf, recordOrganizationChange } from '../history/operator-entries.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, ResourceNotFound } from '../resources/resource.results.ts';
import type { UpdateApiKeyInput } from './api-keys.inputs.ts';
import {
  ApiKeyEnded,
  ApiKeyExceedsYours,
  LastKeyAdministrator,
  type UpdateApiKeyResult,
  UpdateApiKeySuccess,
} from './api-keys.results.ts';
import {
  type Administration,
  administerKeys,
  exceeds,
  findSentKey,
  isOfLastAdministrator,
  isWidened,
  type Rights,
  rightsOf,
  toApiKey,
} from './key-administration.ts';
import { checkEnd, checkPermissions, checkScope, checkWebsites, toPermissions } from './key-input.ts';

/** What of a key can change. */
type Values = Rights & { name: string };

const valuesOf = (key: KeyRecord): Values => ({ ...rightsOf(key), name: key.name });

/** What a change is checked against where there is no such key. */
const nothing: Values = { name: '', permissions: [], readOnly: false, websiteIds: null, expiresAt: null };

export function updateApiKey(
  prisma: PrismaClient,
  caller: Caller,
  input: UpdateApiKeyInput,
): Promise<UpdateApiKeyResult> {
  return administerKeys(prisma, caller, async (administration) => {
    const key = await findSentKey(administration, input.id);
    const issues = new InputIssues();
    const before = key ? valuesOf(key) : nothing;
    const after = await changed(issues, administration, before, input);
    if (issues.any) return new InvalidResourceInput(issues.list);
    if (!key) return new ResourceNotFound('ApiKey', input.id);
    const refuse = <Refusal>(refusal: new (apiKey: ReturnType<typeof toApiKey>) => Refusal) =>
      new refusal(toApiKey(key, administration));
    if (keyStatus(key, administration.now) !== 'ACTIVE') return refuse(ApiKeyEnded);
    if (isWidened(before, after) && exceeds(after, administration)) return refuse(ApiKeyExceedsYours);
    if (await isOfLastAdministrator(administration, key, after)) return refuse(LastKeyAdministrator);
    return new UpdateApiKeySuccess(toApiKey(await write(administration, caller, key, after), administration));
  });
}

/** What a key has after a change: absent keeps. Adds what is wrong with the change. */
async function changed(
  issues: InputIssues,
  administration: Administration,
  before: Values,
  input: UpdateApiKeyInput,
): Promise<Values> {
  const { name, permissions, websiteIds, readOnly, expiresAt } = input;
  const isAny = [name, permissions, websiteIds, readOnly, expiresAt].some((value) => value !== undefined);
  if (!isAny) issues.add([], 'must have at least one field beside "id"');
  const after = { ...before };
  if (name !== undefined) after.name = issues.checkName(['name'], name);
  if (permissions === null) issues.add(['permissions'], 'must not be null: leave it out to keep them');
  else if (permissions) {
    checkPermissions(issues, administration, permissions, before);
    after.permissions = toPermissions(permissions);
  }
  if (websiteIds !== undefined) after.websiteIds = await checkWebsites(issues, administration, websiteIds);
  if (readOnly === null) issues.add(['readOnly'], 'must be true or false: leave it out to keep the setting');
  else if (readOnly !== undefined) after.readOnly = readOnly;
  if (expiresAt !== undefined) {
    after.expiresAt = expiresAt;
    checkEnd(issues, administration, after, before);
  }
  if (permissions || websiteIds) checkScope(issues, after);
  return after;
}

const scopeOf = ({ websiteIds }: Rights) => (websiteIds ? 'WEBSITES' : 'GLOBAL');

/** What the history tells of a key. In which order lists come does not matter. */
function recorded(values: Values) {
  const { name, permissions, readOnly, websiteIds, expiresAt } = values;
  return {
    ...{ name, readOnly, expiresAt, scope: scopeOf(values) },
    permissions: [...permissions].sort(),
    websiteIds: websiteIds && [...websiteIds].sort(),
  };
}

/** Writes what differs, with its entry of the history; nothing where nothing does. */
async function write(
  { statements }: Administration,
  caller: Caller,
  key: KeyRecord,
  after: Values,
): Promise<KeyRecord> {
  const { organizationId, id } = key;
  const { name, permissions, readOnly, websiteIds, expiresAt } = after;
  const details = detailsOf(recorded(valuesOf(key)), recorded(after));
  if (Object.keys(details).length === 0) return key;
  await statements.apiKey.update({
    where: { organizationId_id: { organizationId, id } },
    data: {
      ...{ name, permissions, readOnly, expiresAt },
      scope: scopeOf(after),
      websites: { deleteMany: {}, createMany: { data: (websiteIds ?? []).map((websiteId) => ({ websiteId })) } },
    },
    select: { id: true },
  });
  await recordOrganizationChange(statements, callerAsAuthor(caller), { ...changeOf(key), details });
  return (await findOwnKey(statements, organizationId, id)) as KeyRecord;
}
