import { generateKey } from '../../../src/auth/api-key.ts';
import { keyCacheMs } from '../../../src/auth/authenticate.ts';
import { unchanged } from '../../support/expectations.ts';
import { type Answer, post, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

const whoami = (headers: Record<string, string>) => post('{"query":"{ viewer { organization { id } } }"}', headers);

function expectUnauthenticated(answer: Answer): void {
  expect(answer.status).toBe(401);
  expect(answer.data).toBeUndefined();
  expect(answer.errors).toEqual([
    { message: expect.stringContaining('API key'), extensions: { code: 'UNAUTHENTICATED' } },
  ]);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
}

function expectWelcome(answer: Answer): void {
  expect(answer).toMatchObject({ status: 200, data: { viewer: { organization: { id: organization.id } } } });
}

test.each([
  ['x-api-key', (key: string) => ({ 'x-api-key': key })],
  ['X-API-Key', (key: string) => ({ 'X-API-Key': key })],
  ['authorization: Bearer', (key: string) => ({ authorization: `Bearer ${key}` })],
  ['Authorization: bearer', (key: string) => ({ Authorization: `bearer  ${key}` })],
  ['a bearer beside an empty x-api-key', (key: string) => ({ 'x-api-key': '', authorization: `Bearer ${key}` })],
  ['a bearer beside a blank x-api-key', (key: string) => ({ 'x-api-key': ' ', authorization: `Bearer ${key}` })],
  ['both, where they are the same', (key: string) => ({ 'x-api-key': key, authorization: `Bearer ${key}` })],
  ['x-api-key beside an empty bearer', (key: string) => ({ 'x-api-key': key, authorization: 'Bearer ' })],
  ['x-api-key beside another scheme', (key: string) => ({ 'x-api-key': key, authorization: 'Basic dTpw' })],
])('a key is taken from %s', async (_, headers) => {
  expectWelcome(await whoami(headers(organization.key)));
});

test.each([
  ['no key', {}],
  ['an empty one', { 'x-api-key': '' }],
  ['a short one', { 'x-api-key': 'gg_' }],
  ['a very long one', { 'x-api-key': 'x'.repeat(5000) }],
  ['an unknown one', { 'x-api-key': generateKey() }],
  ['an unknown bearer', { authorization: `Bearer ${generateKey()}` }],
  ['a bearer of nothing', { authorization: 'Bearer ' }],
])('%s: UNAUTHENTICATED, HTTP 401, no data', async (_, headers) => {
  expectUnauthenticated(await whoami(headers as Record<string, string>));
});

test('two different keys: UNAUTHENTICATED, wherever a key is read and however valid both are', async () => {
  const [one, two] = [organization.key, await organization.createKey()];
  for (const [key, bearer] of [
    [one, two],
    [two, one],
    [one, generateKey()],
    [generateKey(), one],
    [one, 'x'],
    [one, `${one} ${one}`],
    ['x', one],
  ]) {
    const headers = { 'x-api-key': key as string, authorization: `Bearer ${bearer}` };
    expectUnauthenticated(await whoami(headers));
    for (const address of ['/schema.graphql', '/schema.graphql?for=federation'])
      expect((await fetch(`${serviceUrl()}${address}`, { headers })).status).toBe(401);
    const stream = { ...headers, accept: 'text/event-stream' };
    expectUnauthenticated(await post('{"query":"subscription { groupChanged { position } }"}', stream));
  }
  const headers = { 'x-api-key': '', authorization: `Bearer ${one}` };
  expect((await fetch(`${serviceUrl()}/schema.graphql`, { headers })).status).toBe(200);
});

test('the key in another scheme, or with something wrong in it: UNAUTHENTICATED', async () => {
  const { key } = organization;
  const last = key.at(-1) === '0' ? '1' : '0';
  for (const headers of [
    { authorization: `Basic ${key}` },
    { authorization: key },
    { 'x-api-key': key.slice(0, -1) },
    { 'x-api-key': `${key}0` },
    { 'x-api-key': key.slice(0, -1) + last },
    { 'x-api-key': key.toUpperCase() },
    { 'x-api-key': key.slice(0, 11) + generateKey().slice(11) },
  ])
    expectUnauthenticated(await whoami(headers as Record<string, string>));
});

test('an expired key and a revoked one: UNAUTHENTICATED; one that expires later is good', async () => {
  const [past, future] = [-1000, 3_600_000].map((ms) => new Date(Date.now() + ms));
  expectUnauthenticated(await whoami({ 'x-api-key': await organization.createKey({ expiresAt: past as Date }) }));
  expectUnauthenticated(await whoami({ 'x-api-key': await organization.createKey({ revokedAt: past as Date }) }));
  expectWelcome(await whoami({ 'x-api-key': await organization.createKey({ expiresAt: future as Date }) }));
});

test('a request without a valid key does nothing, whatever it is', async () => {
  const id = await organization.addGroup();
  const bodies = [
    JSON.stringify({
      query: 'mutation ($id: ID!) { deleteGroup(input: { id: $id }) { __typename } }',
      variables: { id },
    }),
    JSON.stringify({ query: '{ __schema { types { name } } }' }),
    JSON.stringify({ query: '{' }),
    '{',
    '',
  ];
  for (const body of bodies)
    for (const headers of [{}, { 'x-api-key': generateKey() }])
      expectUnauthenticated(await unchanged(organization, () => post(body, headers as Record<string, string>)));
});

test('a key that expires, or is revoked, while it is in use stops within the time that is documented', async () => {
  const expiresAt = new Date(Date.now() + 500);
  const [expiring, revoked] = [await organization.createKey({ expiresAt }), await organization.createKey()];
  for (const key of [expiring, revoked]) expectWelcome(await whoami({ 'x-api-key': key }));
  await organization.query(`UPDATE api_keys SET revoked_at = now() WHERE organization_id = $1 AND prefix = $2`, [
    organization.id,
    revoked.slice(0, 11),
  ]);
  const revokedAt = Date.now();
  const untilRefused = async (key: string) => {
    for (;;) {
      const sent = Date.now();
      const answer = await whoami({ 'x-api-key': key });
      if (answer.status === 401) return { sent, answer };
      expectWelcome(answer);
      if (key === expiring) expect(sent).toBeLessThanOrEqual(expiresAt.getTime());
      expect(sent).toBeLessThanOrEqual(revokedAt + keyCacheMs);
    }
  };
  for (const { answer } of await Promise.all([untilRefused(expiring), untilRefused(revoked)]))
    expectUnauthenticated(answer);
});

test('a key opens its own organization alone', async () => {
  const stranger = await TestOrganization.create();
  expect((await whoami({ 'x-api-key': stranger.key })).data.viewer.organization.id).toBe(stranger.id);
  expectWelcome(await whoami({ 'x-api-key': organization.key }));
});
