import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBetween } from '../../test/packages/stitching/between.ts';
import { databaseUrl, TestOrganization } from '../../test/support/organization.ts';
import { startService } from '../../test/support/service.ts';
import { WireCounter } from '../../test/support/wire-counter.ts';
import { start } from '../processes.mjs';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const accountCount = 500;
const isKnown = (n) => n % 3 !== 0;

let counter;
let service;
let between;
let organization;
let websiteIds;
let folder;

beforeAll(async () => {
  const proxy = await WireCounter.open(databaseUrl());
  counter = proxy.counter;
  service = await startService({ DATABASE_URL: proxy.url, RATE_LIMIT_POINTS: '0' });
  between = await openBetween(service.url);
  organization = await TestOrganization.create({ billingOutage: true });
  websiteIds = await organization.addWebsites(4);
  await organization.query(
    `INSERT INTO groups (organization_id, id, name, external_id)
     SELECT $1, gen_random_uuid(), 'Group ' || lpad(n::text, 3, '0'), 'external ' || n FROM generate_series(0, 499) AS n`,
    [organization.id],
  );
  await organization.query(
    `INSERT INTO group_websites (organization_id, group_id, website_id)
     SELECT organization_id, id, $2::uuid FROM groups WHERE organization_id = $1`,
    [organization.id, websiteIds[0]],
  );
  folder = await mkdtemp(join(tmpdir(), 'group-gateway-accounts-'));
  // In an order of their own, so that answers which are merely in the order of the database are noticed.
  const accounts = Array.from({ length: accountCount }, (_, position) => {
    const n = (position * 7) % accountCount;
    return { id: String(n), name: `Account ${n}`, groupExternalId: isKnown(n) ? `external ${n}` : `unknown ${n}` };
  });
  await writeFile(join(folder, 'accounts.json'), JSON.stringify(accounts));
});

afterAll(async () => {
  between.close();
  await service.kill();
  await counter.close();
  await rm(folder, { recursive: true });
});

describe.each([
  ['partner-stitching', 'gateway'],
  ['partner-stitching', 'apollo-server'],
  ['partner-stitching', 'hive-gateway'],
  ['partner-federation', 'gateway'],
  ['partner-federation', 'hive-gateway'],
])('%s/%s', (example, name) => {
  let accounts;
  let gateway;

  beforeAll(async () => {
    const env = { PORT: '0', ACCOUNTS_FILE: join(folder, 'accounts.json') };
    accounts = await start(path(`${example}/accounts.mjs`), env, /accounts at (\S+)/);
    gateway = await start(
      path(`${example}/${name}.mjs`),
      { PORT: '0', GROUP_GATEWAY_URL: between.url, GROUP_GATEWAY_KEY: organization.key, ACCOUNTS_URL: accounts.url },
      /gateway at (\S+)/,
    );
  });

  afterAll(async () => {
    await gateway?.stop();
    await accounts?.stop();
  });

  async function ask(query, variables = {}) {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  }

  const joined = '{ accounts { id group { __typename name externalId websites { nodes { id } } } } }';

  test('500 accounts with their groups and websites are one request, and at most one statement a level', async () => {
    await ask(joined); // after which the statements are prepared
    between.requests.length = 0;
    const statements = [await counter.during(() => ask(joined)), await counter.during(() => ask(joined))];
    // The look-up of the key, which is remembered for a while, may be in one of them.
    expect(Math.min(...statements)).toBeLessThanOrEqual(2);
    expect(between.requests).toHaveLength(2);
  });

  test('every account has its own group, and null, without an error, where there is none', async () => {
    const { data, errors } = await ask(joined);
    expect(errors).toBeUndefined();
    expect(data.accounts.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: accountCount }, (_, position) => (position * 7) % accountCount),
    );
    for (const { id, group } of data.accounts)
      expect(group).toEqual(
        isKnown(Number(id))
          ? {
              __typename: 'Group',
              name: `Group ${id.padStart(3, '0')}`,
              externalId: `external ${id}`,
              websites: { nodes: [{ id: websiteIds[0] }] },
            }
          : null,
      );
  });

  test('unions and the interface of errors keep __typename, and fragments on members and on the interface', async () => {
    const document = `mutation ($taken: CreateGroupInput!, $bad: CreateGroupInput!) {
      taken: createGroup(input: $taken) { ...Outcome }
      bad: createGroup(input: $bad) { ...Outcome }
    }
    fragment Outcome on CreateGroupResult {
      __typename
      ... on CreateGroupSuccess { group { id } }
      ... on GroupExternalIdTaken { externalId existingGroup { __typename name websites { nodes { id } } } }
      ... on InvalidResourceInput { issues { path message } }
      ... on ResourceError { __typename message }
    }`;
    const { data, errors } = await ask(document, {
      taken: { name: 'New', websiteIds, externalId: 'external 7' },
      bad: { name: '', websiteIds: ['none'] },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      taken: {
        __typename: 'GroupExternalIdTaken',
        externalId: 'external 7',
        existingGroup: { __typename: 'Group', name: 'Group 007', websites: { nodes: [{ id: websiteIds[0] }] } },
        message: expect.any(String),
      },
      bad: {
        __typename: 'InvalidResourceInput',
        issues: [
          { path: ['name'], message: expect.any(String) },
          { path: ['websiteIds', '0'], message: expect.any(String) },
        ],
        message: expect.any(String),
      },
    });
  });

  test('an error deep in the answer keeps its path and its code, and the rest arrives', async () => {
    const { data, errors } = await ask('{ all: groups(first: 1) { nodes { name credits { total } } } }');
    expect(data).toEqual({ all: { nodes: [{ name: 'Group 000', credits: null }] } });
    expect(errors).toMatchObject([
      { path: ['all', 'nodes', 0, 'credits'], extensions: { code: 'BILLING_PROVIDER_FAILED' } },
    ]);
  });

  test('a change is told live where the guide says so', async () => {
    const guide = await readFile(new URL('../../docs/partners.md', import.meta.url), 'utf8');
    const isStitching = example === 'partner-stitching';
    const row = {
      gateway: isStitching ? 'GraphQL Yoga' : 'Apollo Gateway',
      'apollo-server': 'Apollo Server',
      'hive-gateway': 'Hive Gateway',
    }[name];
    const [, last] = new RegExp(`^\\| ${row}, ${isStitching ? 'stitching' : 'federation'} .*\\| (.*) \\|$`, 'm').exec(
      guide,
    );
    const ending = new AbortController();
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { groupChanged { group { name } } }' }),
      signal: ending.signal,
    });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    expect({ row, isStream }).toEqual({ row, isStream: last.startsWith('event streams') });
    if (isStream) {
      const { data } = await ask('{ groups(first: 1) { nodes { id } } }');
      const change = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
      const input = () => ({ id: data.groups.nodes[0].id, externalId: randomUUID() });
      const changing = setInterval(() => ask(change, { input: input() }), 500);
      let text = '';
      for await (const chunk of response.body) {
        text += Buffer.from(chunk).toString();
        if (/"groupChanged":\{|"errors"/.test(text)) break;
      }
      clearInterval(changing);
      expect(text).toContain('"groupChanged":{"group":{"name"');
    }
    ending.abort();
  });

  test('the gateway never asked for introspection', () => {
    expect(between.requests.length).toBeGreaterThan(0);
    for (const { body, headers } of between.requests) {
      expect(body).not.toContain('__schema');
      expect(headers['x-api-key']).toBe(organization.key);
    }
  });
});

describe.each([
  ['accounts-checked', 'gateway', 2],
  ['accounts', 'hive-gateway', 1],
])('partner-federation/%s behind %s', (subgraph, name, requests) => {
  let accounts;
  let gateway;

  beforeAll(async () => {
    const env = { PORT: '0', GROUP_GATEWAY_URL: between.url, GROUP_GATEWAY_KEY: organization.key };
    const file = { ACCOUNTS_FILE: join(folder, 'accounts.json') };
    accounts = await start(path(`partner-federation/${subgraph}.mjs`), { ...env, ...file }, /accounts at (\S+)/);
    gateway = await start(
      path(`partner-federation/${name}.mjs`),
      { ...env, ACCOUNTS_URL: accounts.url },
      /gateway at (\S+)/,
    );
  });

  afterAll(async () => {
    await gateway?.stop();
    await accounts?.stop();
  });

  test.each([
    ['externalId', ({ id }) => ({ externalId: `external ${id}` })],
    ['__typename', () => ({ __typename: 'Group' })],
    ['name', ({ id }) => ({ name: `Group ${id.padStart(3, '0')}` })],
  ])('no group is invented for a query of its %s alone', async (field, expected) => {
    between.requests.length = 0;
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ accounts { id group { ${field} } } }` }),
    });
    const { data, errors } = await response.json();
    expect(errors).toBeUndefined();
    expect(data.accounts).toHaveLength(accountCount);
    for (const account of data.accounts)
      expect(account).toEqual({ id: account.id, group: isKnown(Number(account.id)) ? expected(account) : null });
    expect(between.requests.length).toBeLessThanOrEqual(requests);
  });
});
