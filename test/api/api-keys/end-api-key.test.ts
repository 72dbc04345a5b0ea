import { eventually } from '../../support/eventually.ts';
import { expectIssues, expectMember, unchanged } from '../../support/expectations.ts';
import { TestOrganization } from '../../support/organization.ts';
import {
  administration,
  createApiKey,
  idOf,
  inDays,
  keyHistory,
  revokeApiKey,
  rotateApiKey,
  works,
} from './operations.ts';

let organization: TestOrganization;
let key: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  key = organization.key;
});

test('rotating with an overlap lets both keys work, and the old one end when it is over', async () => {
  const [website = ''] = await organization.addWebsites(1);
  const old = await createApiKey(key, { name: 'Backend', websiteIds: [website], expiresAt: inDays(5).toISOString() });
  const result = await rotateApiKey(key, { id: old.apiKey.id, overlapSeconds: 3600 });
  const { apiKey, previousApiKey, secret } = expectMember(result, 'RotateApiKeySuccess');
  const { id, prefix, createdAt, ...rest } = apiKey;
  expect(old.apiKey).toMatchObject(rest);
  expect({ id, prefix }).not.toEqual({ id: old.apiKey.id, prefix: old.apiKey.prefix });
  expect(previousApiKey).toMatchObject({ id: old.apiKey.id, status: 'ACTIVE', revokedAt: null });
  const left = Date.parse(previousApiKey.expiresAt) - Date.now();
  expect(left).toBeGreaterThan(3_500_000);
  expect(left).toBeLessThan(3_700_000);
  expect([await works(old.secret), await works(secret)]).toEqual([true, true]);
  const [entry] = await keyHistory(key, old.apiKey.id);
  expect(entry?.fields.map(({ field }: { field: string }) => field)).toEqual(['expiresAt']);
  expect(JSON.stringify(await keyHistory(key, id))).not.toContain(secret.slice(11));
});

test('rotating without an overlap revokes the old key at once, and an overlap prolongs none', async () => {
  const old = await createApiKey(key, { name: 'x', expiresAt: inDays(1).toISOString() });
  const overlap = await rotateApiKey(key, { id: old.apiKey.id, overlapSeconds: 30 * 86_400 });
  expect(overlap.previousApiKey.expiresAt).toBe(old.apiKey.expiresAt);
  const { previousApiKey } = await rotateApiKey(key, { id: overlap.apiKey.id });
  expect(previousApiKey).toMatchObject({ id: overlap.apiKey.id, status: 'REVOKED', revokedAt: expect.any(String) });
  await eventually('the old key is refused', async () => !(await works(overlap.secret)));
});

test('a key can replace itself, also the last one that administers keys', async () => {
  const alone = await TestOrganization.create();
  const { secret, apiKey } = await rotateApiKey(alone.key, { id: await idOf(alone.key), overlapSeconds: 0 });
  expect(apiKey.permissions).toEqual(administration);
  expectMember(await createApiKey(secret, { name: 'x' }), 'CreateApiKeySuccess');
  const answer = await createApiKey.attempt(alone.key, { name: 'x' });
  expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test.each([-1, 30 * 86_400 + 1])('an overlap of %p seconds: InvalidResourceInput', async (overlapSeconds) => {
  const { apiKey } = await createApiKey(key, { name: 'x' });
  const result = await unchanged(organization, () => rotateApiKey(key, { id: apiKey.id, overlapSeconds }));
  expectIssues(result, 'overlapSeconds');
});

test('nobody gets the secret of a key that can do more than their own, or lives longer', async () => {
  const strong = (await createApiKey(key, { name: 'x', permissions: ['STAFF_ADMINISTRATION'] })).apiKey;
  const weak = await organization.createKey({ permissions: ['KEY_ADMINISTRATION'] });
  const shortLived = await organization.createKey({ permissions: administration, expiresAt: inDays(1) });
  for (const administrator of [weak, shortLived]) {
    const result = await unchanged(organization, () => rotateApiKey(administrator, { id: strong.id }));
    expect(expectMember(result, 'ApiKeyExceedsYours').apiKey.id).toBe(strong.id);
  }
  expectMember(await revokeApiKey(weak, { id: strong.id }), 'RevokeApiKeySuccess');
});

test('a revoked key is refused, and revoking it again changes nothing', async () => {
  const { apiKey, secret } = await createApiKey(key, { name: 'x' });
  expect(await works(secret)).toBe(true);
  const first = expectMember(await revokeApiKey(key, { id: apiKey.id.toUpperCase() }), 'RevokeApiKeySuccess');
  expect(first.apiKey).toMatchObject({ id: apiKey.id, status: 'REVOKED', revokedAt: expect.stringMatching(/Z$/) });
  const again = await unchanged(organization, () => revokeApiKey(key, { id: apiKey.id }));
  expect(expectMember(again, 'RevokeApiKeySuccess').apiKey.revokedAt).toBe(first.apiKey.revokedAt);
  await eventually('the key is refused', async () => !(await works(secret)));
  const [entry] = await keyHistory(key, apiKey.id);
  expect(entry?.fields).toEqual([{ field: 'revokedAt', from: null, to: first.apiKey.revokedAt }]);
});

test('a key that has ended has no successor', async () => {
  const { apiKey } = await createApiKey(key, { name: 'x' });
  await revokeApiKey(key, { id: apiKey.id });
  expectMember(await unchanged(organization, () => rotateApiKey(key, { id: apiKey.id })), 'ApiKeyEnded');
});

test('the last key that administers keys is not revoked, and one of two is', async () => {
  const alone = await TestOrganization.create();
  const id = await idOf(alone.key);
  await alone.createKey({ permissions: administration, readOnly: true });
  const refused = await unchanged(alone, () => revokeApiKey(alone.key, { id }));
  expect(expectMember(refused, 'LastKeyAdministrator').apiKey.id).toBe(id);
  const second = await alone.createKey({ permissions: ['KEY_ADMINISTRATION'] });
  expectMember(await revokeApiKey(alone.key, { id }), 'RevokeApiKeySuccess');
  expectMember(await revokeApiKey(second, { id: await idOf(second) }), 'LastKeyAdministrator');
});

test('another key that administers keys counts only if it works as long', async () => {
  const alone = await TestOrganization.create();
  const id = await idOf(alone.key);
  const soon = await alone.createKey({ permissions: administration, expiresAt: inDays(1) });
  const later = await alone.createKey({ permissions: administration, expiresAt: inDays(2) });
  const refused = await unchanged(alone, () => revokeApiKey(alone.key, { id }));
  expect(expectMember(refused, 'LastKeyAdministrator').apiKey.id).toBe(id);
  expectMember(await revokeApiKey(alone.key, { id: await idOf(soon) }), 'RevokeApiKeySuccess');
  expectMember(await revokeApiKey(alone.key, { id: await idOf(later) }), 'RevokeApiKeySuccess');
});

test('1,000 keys that work are the most, and those that have ended do not count', async () => {
  const full = await TestOrganization.create();
  const add = (count: number, revokedAt: Date | null) =>
    full.query(
      `INSERT INTO api_keys (organization_id, id, name, prefix, hash, scope, permissions, read_only, revoked_at)
       SELECT $1, gen_random_uuid(), 'x', 'gg_' || substr(md5(random()::text), 1, 8),
         sha256(random()::text::bytea), 'GLOBAL'::api_key_scope, '{}', false, $3
       FROM generate_series(1, $2::int)`,
      [full.id, count, revokedAt],
    );
  await add(998, null);
  await add(5, new Date());
  const { apiKey } = expectMember(await createApiKey(full.key, { name: 'x' }), 'CreateApiKeySuccess');
  const { issues } = expectMember(
    await unchanged(full, () => createApiKey(full.key, { name: 'x' })),
    'InvalidResourceInput',
  );
  expect(issues[0].message).toContain('1000 keys');
  const overlap = await unchanged(full, () => rotateApiKey(full.key, { id: apiKey.id, overlapSeconds: 60 }));
  expectMember(overlap, 'InvalidResourceInput');
  const { apiKey: successor } = expectMember(await rotateApiKey(full.key, { id: apiKey.id }), 'RotateApiKeySuccess');
  await revokeApiKey(full.key, { id: successor.id });
  expectMember(await createApiKey(full.key, { name: 'x' }), 'CreateApiKeySuccess');
});

test("another organization's key is not there", async () => {
  const id = await idOf((await TestOrganization.create()).key);
  expectMember(await revokeApiKey(key, { id }), 'ResourceNotFound');
  expectMember(await rotateApiKey(key, { id }), 'ResourceNotFound');
});
