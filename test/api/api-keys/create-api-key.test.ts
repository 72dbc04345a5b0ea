import { expectError, expectIssues, expectMember, unchanged } from '../../support/expectations.ts';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { administration, createApiKey, idOf, inDays, keyFields, keyHistory, works } from './operations.ts';

let organization: TestOrganization;
let key: string;
let websiteIds: string[];
beforeAll(async () => {
  organization = await TestOrganization.create();
  key = organization.key;
  websiteIds = await organization.addWebsites(2);
});

test('a new key works at once, may do what it was given, and its secret is shown this one time', async () => {
  const expiresAt = inDays(30).toISOString();
  const result = await createApiKey(key, { name: ' Backend ', permissions: ['STAFF_ADMINISTRATION'], expiresAt });
  const { apiKey, secret } = expectMember(result, 'CreateApiKeySuccess');
  expect(secret).toMatch(/^gg_[0-9a-f]{40}$/);
  expect(apiKey).toEqual({
    ...{ id: apiKey.id, name: 'Backend', prefix: secret.slice(0, 11), scope: 'GLOBAL' },
    ...{ permissions: ['STAFF_ADMINISTRATION'], readOnly: false, status: 'ACTIVE', websites: [] },
    ...{ createdAt: expect.stringMatching(/Z$/), expiresAt, revokedAt: null, lastUsedAt: null },
  });
  const { viewer } = await data(secret, `{ viewer { apiKey { ${keyFields} } } }`);
  expect(viewer.apiKey).toEqual({ ...apiKey, lastUsedAt: expect.stringMatching(/Z$/) });
  const rows = await organization.query('SELECT * FROM api_keys WHERE organization_id = $1', [organization.id]);
  expect(JSON.stringify(rows)).not.toContain(secret.slice(11));
});

test('a key without anything else is global and has no permissions', async () => {
  const { apiKey, secret } = await createApiKey(key, { name: 'Plain' });
  expect(apiKey).toMatchObject({ scope: 'GLOBAL', permissions: [], readOnly: false, expiresAt: null });
  const answer = await createApiKey.attempt(secret, { name: 'No' });
  expectError(answer, 'FORBIDDEN', 'createApiKey');
});

test('a read-only key and a confined key get no more than that', async () => {
  const reader = await createApiKey(key, { name: 'Reader', readOnly: true, permissions: administration });
  expect(reader.apiKey).toMatchObject({ readOnly: true, permissions: administration });
  expectError(await createApiKey.attempt(reader.secret, { name: 'No' }), 'FORBIDDEN', 'createApiKey');
  expect((await send(reader.secret, '{ apiKeys { totalCount } }')).errors).toBeUndefined();
  const confined = await createApiKey(key, { name: 'Confined', websiteIds });
  expect(confined.apiKey.scope).toBe('WEBSITES');
  expect(confined.apiKey.websites.map(({ id }: { id: string }) => id).sort()).toEqual([...websiteIds].sort());
  expect((await data(confined.secret, '{ websites { totalCount } }')).websites.totalCount).toBe(2);
});

test('the history tells of the websites of a key in the order of their ids, in whichever they are sent', async () => {
  const ids = [...websiteIds, ...(await organization.addWebsites(20))].sort();
  const { apiKey } = await createApiKey(key, { name: 'Confined', websiteIds: ids.toReversed() });
  const [entry] = await keyHistory(key, apiKey.id);
  const told = entry?.fields.find(({ field }: { field: string }) => field === 'websiteIds');
  expect(JSON.parse(told?.to)).toEqual(ids);
});

test('it is in the history: who made it and what it may do, never the secret', async () => {
  const { apiKey, secret } = await createApiKey(key, { name: 'Told', permissions: ['STAFF_ADMINISTRATION'] });
  const [entry, ...others] = await keyHistory(key, apiKey.id);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ resourceType: 'API_KEY', kind: 'CREATED', changedBy: { apiKeyId: await idOf(key) } });
  const told = Object.fromEntries(entry?.fields.map(({ field, to }: { field: string; to: string }) => [field, to]));
  expect(told).toEqual({
    ...{ name: 'Told', prefix: apiKey.prefix, scope: 'GLOBAL', permissions: '["STAFF_ADMINISTRATION"]' },
    ...{ readOnly: 'false' },
  });
  expect(JSON.stringify(entry)).not.toContain(secret.slice(11));
});

test.each([
  ['a blank name', { name: '\u200b ' }, ['name']],
  ['a name that is too long', { name: 'x'.repeat(256) }, ['name']],
  ['no websites', { name: 'x', websiteIds: [] }, ['websiteIds']],
  ['a website that is none', { name: 'x', websiteIds: ['nope'] }, ['websiteIds.0']],
  ['an end in the past', { name: 'x', expiresAt: inDays(-1).toISOString() }, ['expiresAt']],
  [
    'several of them',
    { name: '', websiteIds: ['nope'], expiresAt: inDays(-1).toISOString() },
    ['name', 'websiteIds.0', 'expiresAt'],
  ],
])('%s: InvalidResourceInput, and nothing is written', async (_, input, paths) => {
  const result = await unchanged(organization, () => createApiKey(key, input));
  expectIssues(result, ...paths);
});

test('websites of others and deleted ones cannot be scopes, and each is named', async () => {
  const [other = ''] = await (await TestOrganization.create()).addWebsites(1);
  const deleted = await organization.addWebsite({ deleted: true });
  const result = await createApiKey(key, { name: 'x', websiteIds: [websiteIds[0] as string, other, deleted] });
  expectIssues(result, 'websiteIds.1', 'websiteIds.2');
});

test('a confined key cannot administer keys', async () => {
  expectIssues(await createApiKey(key, { name: 'x', websiteIds, permissions: administration }), 'websiteIds');
});

test('nobody gives a permission that they have not got', async () => {
  const administrator = await organization.createKey({ permissions: ['KEY_ADMINISTRATION'] });
  const result = await createApiKey(administrator, {
    name: 'x',
    permissions: ['KEY_ADMINISTRATION', 'STAFF_ADMINISTRATION'],
  });
  expectIssues(result, 'permissions.1');
  expectMember(
    await createApiKey(administrator, { name: 'x', permissions: ['KEY_ADMINISTRATION'] }),
    'CreateApiKeySuccess',
  );
});

test('nobody makes a key that outlives their own', async () => {
  const expiresAt = inDays(10);
  const administrator = await organization.createKey({ permissions: administration, expiresAt });
  expectIssues(await createApiKey(administrator, { name: 'x' }), 'expiresAt');
  expectIssues(await createApiKey(administrator, { name: 'x', expiresAt: inDays(11).toISOString() }), 'expiresAt');
  const same = await createApiKey(administrator, { name: 'x', expiresAt: expiresAt.toISOString() });
  expectMember(same, 'CreateApiKeySuccess');
});

test.each([
  ['a key without the permission', () => organization.createKey({ permissions: ['STAFF_ADMINISTRATION'] })],
  ['a read-only key', () => organization.createKey({ permissions: administration, readOnly: true })],
  ['a key that is confined to websites', () => organization.createKey({ permissions: administration, websiteIds })],
])('%s is FORBIDDEN, and nothing of its document is carried out', async (_, make) => {
  const other = await make();
  const document = `mutation {
    createWebsite(input: { url: "not.example" }) { __typename }
    createApiKey(input: { name: "x" }) { __typename }
  }`;
  const answer = await unchanged(organization, () => send(other, document));
  expect(answer.errors?.map(({ extensions, path }) => [extensions.code, path?.[0]])).toContainEqual([
    'FORBIDDEN',
    'createApiKey',
  ]);
  expect(await works(other)).toBe(true);
});

test('a key that has ended leaves no other behind, although a node remembers it', async () => {
  const administrator = await organization.createKey({ permissions: administration });
  expect(await works(administrator)).toBe(true);
  await organization.query('UPDATE api_keys SET revoked_at = now() WHERE prefix = $1', [administrator.slice(0, 11)]);
  const answer = await unchanged(organization, () => createApiKey.attempt(administrator, { name: 'x' }));
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
});

test('a dry run makes no key, and its secret opens nothing', async () => {
  const document =
    'mutation { createApiKey(input: { name: "Dry" }, dryRun: true) { ... on CreateApiKeySuccess { secret } } }';
  const { createApiKey: created } = await unchanged(organization, () => data(key, document));
  expect(created.secret).toMatch(/^gg_/);
  expect(await works(created.secret)).toBe(false);
});
