import { keyCacheMs } from '../../../src/auth/authenticate.ts';
import { eventually } from '../../support/eventually.ts';
import { expectIssues, expectMember, unchanged } from '../../support/expectations.ts';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { administration, createApiKey, idOf, inDays, keyHistory, updateApiKey } from './operations.ts';

let organization: TestOrganization;
let key: string;
let websiteIds: string[];
beforeAll(async () => {
  organization = await TestOrganization.create();
  key = organization.key;
  websiteIds = await organization.addWebsites(2);
});

test('a key is renamed, confined, made read-only, and ends, and only what was sent changes', async () => {
  const { apiKey, secret } = await createApiKey(key, { name: 'Old', permissions: ['STAFF_ADMINISTRATION'] });
  const { id } = apiKey;
  const expiresAt = inDays(3).toISOString();
  const steps = [
    [{ name: 'New' }, { name: 'New' }],
    [{ websiteIds }, { scope: 'WEBSITES' }],
    [{ readOnly: true }, { readOnly: true }],
    [{ expiresAt }, { expiresAt }],
    [{ permissions: [] }, { permissions: [] }],
    [
      { websiteIds: null, expiresAt: null, readOnly: false },
      { scope: 'GLOBAL', expiresAt: null, readOnly: false },
    ],
  ] as const;
  let expected = { ...apiKey, websites: expect.anything(), lastUsedAt: null };
  for (const [change, effect] of steps) {
    expected = { ...expected, ...effect };
    const input = { id, ...change } as Parameters<typeof updateApiKey>[1];
    expect(expectMember(await updateApiKey(key, input), 'UpdateApiKeySuccess').apiKey).toEqual(expected);
  }
  const history = await keyHistory(key, id);
  expect(history.map(({ kind }) => kind)).toEqual([...steps.map(() => 'UPDATED'), 'CREATED']);
  expect(history[5]?.fields).toEqual([{ field: 'name', from: 'Old', to: 'New' }]);
  expect(history[1]?.fields).toEqual([{ field: 'permissions', from: '["STAFF_ADMINISTRATION"]', to: '[]' }]);
  expect(JSON.stringify(history)).not.toContain(secret.slice(11));
});

test('every node follows within the time for which it remembers keys', async () => {
  const { apiKey, secret } = await createApiKey(key, { name: 'Global' });
  expect((await data(secret, '{ viewer { apiKey { scope } } }')).viewer.apiKey.scope).toBe('GLOBAL');
  const start = performance.now();
  await updateApiKey(key, { id: apiKey.id, websiteIds });
  await eventually('the key is confined', async () => {
    return (await data(secret, '{ viewer { apiKey { scope } } }')).viewer.apiKey.scope === 'WEBSITES';
  });
  expect(performance.now() - start).toBeLessThan(2 * keyCacheMs + 2000);
});

test('what a key has already changes nothing, and is not in the history', async () => {
  const { apiKey } = await createApiKey(key, { name: 'Same', permissions: administration });
  const same = { id: apiKey.id, name: 'Same', permissions: [...administration].reverse(), expiresAt: null };
  const result = await unchanged(organization, () => updateApiKey(key, same));
  expectMember(result, 'UpdateApiKeySuccess');
});

test.each([
  ['nothing to change', {}, ['']],
  ['null as a name', { name: null }, ['name']],
  ['null as permissions', { permissions: null }, ['permissions']],
  ['null as a switch', { readOnly: null }, ['readOnly']],
  ['an end in the past', { expiresAt: inDays(-1).toISOString() }, ['expiresAt']],
  ['an end beyond the calendar', { expiresAt: '+010000-01-01T00:00:00.000Z' }, ['expiresAt']],
  ['no websites', { websiteIds: [] }, ['websiteIds']],
])('%s: InvalidResourceInput, and nothing is written', async (_, input, paths) => {
  const { apiKey } = await createApiKey(key, { name: 'Input' });
  const answer = await unchanged(organization, () => updateApiKey.attempt(key, { id: apiKey.id, ...input }));
  if (answer.errors) expect(answer.errors[0]?.message).toContain('DateTime');
  else expectIssues(answer.data.updateApiKey, ...paths);
});

test('a key that administers keys cannot be confined, unless it loses the permission', async () => {
  const { apiKey } = await createApiKey(key, { name: 'x', permissions: administration });
  expectIssues(await updateApiKey(key, { id: apiKey.id, websiteIds }), 'websiteIds');
  expectMember(await updateApiKey(key, { id: apiKey.id, websiteIds, permissions: [] }), 'UpdateApiKeySuccess');
});

test('nobody adds a permission that they have not got, but may take it away and leave it', async () => {
  const administrator = await organization.createKey({ permissions: ['KEY_ADMINISTRATION'] });
  const { id } = (await createApiKey(key, { name: 'x', permissions: ['STAFF_ADMINISTRATION'] })).apiKey;
  const rename = { id, name: 'y', permissions: ['STAFF_ADMINISTRATION'] };
  expectMember(await updateApiKey(administrator, rename), 'UpdateApiKeySuccess');
  expectMember(await updateApiKey(administrator, { id, permissions: [] }), 'UpdateApiKeySuccess');
  expectIssues(await updateApiKey(administrator, { id, permissions: ['STAFF_ADMINISTRATION'] }), 'permissions.0');
});

test('nobody lets a key do more that can do more than their own', async () => {
  const administrator = await organization.createKey({ permissions: ['KEY_ADMINISTRATION'] });
  const strong = { name: 'x', permissions: ['STAFF_ADMINISTRATION'] };
  const reader = (await createApiKey(key, { ...strong, readOnly: true })).apiKey;
  const confined = (await createApiKey(key, { ...strong, websiteIds })).apiKey;
  const ending = (await createApiKey(key, { ...strong, expiresAt: inDays(2).toISOString() })).apiKey;
  for (const [id, change] of [
    [reader.id, { readOnly: false }],
    [confined.id, { websiteIds: null }],
    [ending.id, { expiresAt: inDays(3).toISOString() }],
  ] as const) {
    const result = await unchanged(organization, () => updateApiKey(administrator, { id, ...change }));
    expect(expectMember(result, 'ApiKeyExceedsYours').apiKey.id).toBe(id);
    expectMember(await updateApiKey(key, { id, ...change }), 'UpdateApiKeySuccess');
  }
});

test('nobody prolongs a key beyond the end of their own, nor their own', async () => {
  const administrator = await organization.createKey({ permissions: administration, expiresAt: inDays(5) });
  const { id } = (await createApiKey(administrator, { name: 'x', expiresAt: inDays(1).toISOString() })).apiKey;
  expectIssues(await updateApiKey(administrator, { id, expiresAt: inDays(6).toISOString() }), 'expiresAt');
  expectIssues(await updateApiKey(administrator, { id, expiresAt: null }), 'expiresAt');
  expectIssues(await updateApiKey(administrator, { id: await idOf(administrator), expiresAt: null }), 'expiresAt');
  expectMember(await updateApiKey(administrator, { id, expiresAt: inDays(4).toISOString() }), 'UpdateApiKeySuccess');
});

test('a key that has ended stays as it is', async () => {
  for (const ended of [{ revokedAt: new Date() }, { expiresAt: inDays(-1) }]) {
    const other = await organization.createKey(ended);
    const [row] = await organization.query('SELECT id FROM api_keys WHERE prefix = $1', [other.slice(0, 11)]);
    const change = { id: row?.id as string, expiresAt: inDays(1).toISOString() };
    expectMember(await unchanged(organization, () => updateApiKey(key, change)), 'ApiKeyEnded');
  }
});

test('the last key that administers keys keeps that, and does not end earlier', async () => {
  const alone = await TestOrganization.create();
  const id = await idOf(alone.key);
  const [website = ''] = await alone.addWebsites(1);
  // None of these is another administrator.
  await alone.createKey({ permissions: administration, readOnly: true });
  await alone.createKey({ permissions: administration, revokedAt: new Date() });
  await alone.createKey({ permissions: administration, expiresAt: inDays(-1) });
  await alone.createKey({ permissions: ['STAFF_ADMINISTRATION'] });
  const changes = [
    { permissions: ['STAFF_ADMINISTRATION'] },
    { readOnly: true },
    { expiresAt: inDays(1).toISOString() },
    { websiteIds: [website], permissions: [] },
  ];
  for (const change of changes) {
    const result = await unchanged(alone, () => updateApiKey(alone.key, { id, ...change }));
    expect(expectMember(result, 'LastKeyAdministrator').apiKey.id).toBe(id);
  }
  expectMember(await updateApiKey(alone.key, { id, name: 'Renamed' }), 'UpdateApiKeySuccess');
  await alone.createKey({ permissions: administration });
  expectMember(await updateApiKey(alone.key, { id, expiresAt: inDays(1).toISOString() }), 'UpdateApiKeySuccess');
});

test("another organization's key is not there", async () => {
  const id = await idOf((await TestOrganization.create()).key);
  expectMember(await updateApiKey(key, { id, name: 'x' }), 'ResourceNotFound');
  expectMember(await updateApiKey(key, { id: 'nope', name: 'x' }), 'ResourceNotFound');
});
