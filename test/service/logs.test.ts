import { eventually } from '../support/eventually.ts';
import { data, send } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { createDatabase, query, serverUrl } from '../support/postgres.ts';
import { type ServiceProcess, startService } from '../support/service.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let service: ServiceProcess;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  service = await startService({ DATABASE_URL: database.url, LOG_LEVEL: 'trace' });
  organization = await TestOrganization.create({ database: database.url });
});

afterAll(async () => {
  await service.kill();
  await database.drop();
});

const lines = () =>
  service
    .output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const lineOf = (requestId: string) =>
  eventually(`the line of ${requestId}`, () =>
    lines().find((line) => line.reqId === requestId && line.msg === 'request'),
  );

test('every line is JSON, and each request has one with its id, which the answer carries', async () => {
  const answer = await send(
    organization.key,
    '{ viewer { organization { id } } }',
    {},
    { url: service.url, headers: { 'x-request-id': 'my-own:id_1' } },
  );
  expect(answer.headers.get('x-request-id')).toBe('my-own:id_1');
  expect(await lineOf('my-own:id_1')).toMatchObject({
    level: 30,
    method: 'POST',
    path: '/graphql',
    status: 200,
    ms: expect.any(Number),
    organization: organization.id,
    apiKey: organization.key.slice(0, 11),
  });
});

test('the secret of a new key is in no line, at the most talkative level', async () => {
  const options = { url: service.url, headers: { 'x-request-id': 'new-key', 'idempotency-key': 'new-key' } };
  const document = 'mutation { createApiKey(input: { name: "New" }) { ... on CreateApiKeySuccess { secret } } }';
  const { data: created } = await send(organization.key, document, {}, options);
  await lineOf('new-key');
  expect(created.createApiKey.secret).toMatch(/^gg_/);
  expect(service.output()).not.toContain(created.createApiKey.secret.slice(11));
  expect(service.output()).not.toContain(organization.key.slice(11));
});

test.each([undefined, 'with space', 'quote"', `${'x'.repeat(129)}`])(
  'a request id of %p is replaced by one of the service',
  async (given) => {
    const answer = await send(
      'gg_nobody_has_this',
      '{ __typename }',
      {},
      { url: service.url, headers: given === undefined ? {} : { 'x-request-id': given } },
    );
    const id = answer.headers.get('x-request-id') as string;
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await lineOf(id)).toMatchObject({ status: 401 });
  },
);

test('neither keys nor query strings nor variables get into the log', async () => {
  const search = `query=${encodeURIComponent('{ groups(filter: { name: { eq: "needle-in-query" } }) { totalCount } }')}`;
  const got = await fetch(`${service.url}/graphql?${search}`, {
    headers: { authorization: `Bearer ${organization.key}` },
  });
  expect(got.status).toBe(200);
  await lineOf(got.headers.get('x-request-id') as string);
  const sent = await send(
    organization.key,
    'query ($v: String!) { groupByExternalId(externalId: $v) { id } }',
    { v: 'needle-in-variable' },
    service,
  );
  await lineOf(sent.headers.get('x-request-id') as string);
  const refused = await send('gg_wrong_key_needle', '{ __typename }', {}, service);
  await lineOf(refused.headers.get('x-request-id') as string);
  expect(service.output()).not.toContain('needle');
  expect(service.output()).not.toContain(organization.key);
});

test('an unexpected error is masked, with an id that stands in one line of the log', async () => {
  const id = await organization.addGroup({ name: 'Unlucky' });
  expect(await data(organization.key, '{ groups { nodes { name } } }', {}, service)).toEqual({
    groups: { nodes: [{ name: 'Unlucky' }] },
  });
  await query(database.url, 'ALTER TABLE groups RENAME COLUMN billing_enabled TO gone');
  try {
    const answers = [
      await send(
        organization.key,
        'query Listing { websites { totalCount } groups { totalCount nodes { name billingEnabled } } }',
        {},
        service,
      ),
      await send(
        organization.key,
        'mutation Write($id: ID!) { updateGroup(input: { id: $id, name: "x" }) { __typename } }',
        { id },
        service,
      ),
      await send(
        organization.key,
        'query ByIds($id: ID!) { a: groupsById(ids: [$id]) { billingEnabled } }',
        { id },
        service,
      ),
    ];
    for (const answer of answers) {
      expect(answer.errors).toHaveLength(1);
      const [error] = answer.errors as [NonNullable<typeof answer.errors>[number]];
      const { errorId } = error.extensions;
      expect(error.extensions).toEqual({
        code: 'INTERNAL_SERVER_ERROR',
        errorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect(error.message).toContain(errorId);
      expect(JSON.stringify(answer)).not.toMatch(/billing_enabled|SELECT|prisma|does not exist|\bat \//i);
      await lineOf(answer.headers.get('x-request-id') as string);
      const logged = lines().filter((line) => JSON.stringify(line).includes(errorId as string));
      expect(logged).toHaveLength(1);
      expect(logged[0]).toMatchObject({
        level: 50,
        errorId,
        reqId: answer.headers.get('x-request-id'),
        msg: 'unexpected error',
      });
      expect(logged[0].err.stack).toContain('billing_enabled');
    }
  } finally {
    await query(database.url, 'ALTER TABLE groups RENAME COLUMN gone TO billing_enabled');
  }
});

test('while nobody reads the log requests are answered, and nothing of it is lost', async () => {
  const before = service.output().length;
  service.process.stdout?.pause();
  const ids = Array.from({ length: 1000 }, (_, n) => `unread-${n}`);
  for (const id of ids)
    expect((await fetch(`${service.url}/nowhere`, { headers: { 'x-request-id': id } })).status).toBe(404);
  expect(service.output().length - before).toBeLessThan(100_000); // more than a pipe holds is still on its way
  service.process.stdout?.resume();
  await lineOf('unread-999');
  const logged = new Set(lines().map(({ reqId }) => reqId));
  expect(ids.filter((id) => !logged.has(id))).toEqual([]);
});

test('requests are answered when whoever read the log is gone', async () => {
  service.process.stdout?.destroy();
  for (let n = 0; n < 3; n++) expect((await fetch(`${service.url}/nowhere`)).status).toBe(404);
  expect((await send(organization.key, '{ __typename }', {}, { url: service.url })).status).toBe(200);
});
