import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { WireCounter } from '../../support/wire-counter.ts';
import { type Account, countingFetch, type Gateway, partnerGateway } from './partner.ts';

const accountCount = 500;
const isKnown = (n: number) => n % 3 !== 0;

let counter: WireCounter;
let service: ServiceProcess;
let organization: TestOrganization;
let gateway: Gateway;
let groupIds: string[];
const fetch = countingFetch();

beforeAll(async () => {
  const proxy = await WireCounter.open(databaseUrl());
  counter = proxy.counter;
  service = await startService({ DATABASE_URL: proxy.url, RATE_LIMIT_POINTS: '0' });
  organization = await TestOrganization.create();
  const websiteIds = await organization.addWebsites(10);
  groupIds = await organization.addGroups(50, (n) => ({
    name: `Group ${n}`,
    externalId: `external ${n}`,
    websiteIds: [websiteIds[n % 10] as string, websiteIds[(n + 1) % 10] as string],
  }));
  await organization.query(
    `INSERT INTO groups (organization_id, id, name, external_id)
     SELECT $1, gen_random_uuid(), 'Group ' || n, 'external ' || n FROM generate_series(50, 499) AS n`,
    [organization.id],
  );
  // In an order of their own, so that answers which are merely in the order of the database are noticed.
  const accounts: Account[] = Array.from({ length: accountCount }, (_, position) => {
    const n = (position * 7) % accountCount;
    return { id: String(n), groupExternalId: isKnown(n) ? `external ${n}` : `unknown ${n}` };
  });
  gateway = await partnerGateway(accounts, { url: `${service.url}/graphql`, apiKey: organization.key, fetch });
});

afterAll(async () => {
  await service.kill();
  await counter.close();
});

const joined = '{ accounts { id group { __typename name externalId websites { nodes { id name } } } } }';

test('500 accounts with their groups and websites are one request and one statement', async () => {
  await gateway.ask(joined); // after which the statements are prepared
  const before = fetch.count;
  const statements = [await counter.during(() => gateway.ask(joined)), await counter.during(() => gateway.ask(joined))];
  // The look-up of the key, which is remembered for a while, may be in one of them.
  expect(Math.min(...statements)).toBe(1);
  expect(fetch.count - before).toBe(2);
});

test('every account has its own group, and null, without an error, where there is none', async () => {
  const answer = await gateway.ask(joined);
  expect(answer.errors).toBeUndefined();
  expect(answer.data.accounts).toHaveLength(accountCount);
  for (const { id, group } of answer.data.accounts) {
    const n = Number(id);
    if (!isKnown(n)) expect(group).toBeNull();
    else expect(group).toMatchObject({ __typename: 'Group', name: `Group ${n}`, externalId: `external ${n}` });
    if (isKnown(n) && n < 50)
      expect(group.websites.nodes.map(({ name }: { name: string }) => name).sort()).toEqual(
        [n % 10, (n + 1) % 10].map((site) => `Site ${String(site + 1).padStart(4, '0')}`).sort(),
      );
  }
});

test('renamed types are linked as the others are', async () => {
  const renamed = await partnerGateway(
    [
      { id: '1', groupExternalId: 'external 1' },
      { id: '2', groupExternalId: 'none' },
    ],
    {
      apiKey: organization.key,
      typePrefix: 'Portal_',
      rootFieldPrefix: 'portal_',
    },
  );
  expect(await renamed.ask('{ accounts { group { __typename name } } portal_viewer { __typename } }')).toEqual({
    data: {
      accounts: [{ group: { __typename: 'Portal_Group', name: 'Group 1' } }, { group: null }],
      portal_viewer: { __typename: 'Portal_Viewer' },
    },
  });
});

test('a list of ids becomes a list in its order, with null for an unknown one', async () => {
  const [first = '', second = ''] = groupIds;
  const listed = await partnerGateway([{ id: '1', groupIds: [second, 'unknown', first] }, { id: '2' }], {
    apiKey: organization.key,
  });
  expect(await listed.ask('{ accounts { groups { id } } }')).toEqual({
    data: { accounts: [{ groups: [{ id: second }, null, { id: first }] }, { groups: [] }] },
  });
});

test('more keys than the service takes at once are several look-ups of one request', async () => {
  const many = Array.from({ length: 2500 }, (_, n) => ({ id: String(n), groupExternalId: `external ${n}` }));
  const counting = countingFetch();
  const large = await partnerGateway(many, { apiKey: organization.key, fetch: counting });
  counting.count = 0;
  const { data, errors } = await large.ask('{ accounts { id group { externalId } } }');
  expect(errors).toBeUndefined();
  expect(counting.count).toBe(1);
  expect(data.accounts.filter(({ group }: { group: object | null }) => group)).toHaveLength(500);
  for (const { id, group } of data.accounts.slice(0, 500)) expect(group.externalId).toBe(`external ${id}`);
});

test('a look-up that fails leaves the answers to the others that were sent with it', async () => {
  const [website = ''] = await organization.addWebsites(1);
  const id = await organization.addGroup({ name: 'Its group', websiteIds: [website] });
  const staffGroupId = await organization.addAccountGroup();
  const warnings: string[] = [];
  const confined = await partnerGateway([{ id: '1', groupIds: [id], staffGroupId }], {
    apiKey: await organization.createKey({ websiteIds: [website] }),
    warn: (message) => warnings.push(message),
  });
  const answer = await confined.ask('{ accounts { groups { id name } staffGroup { id } } }');
  expect(answer.data).toEqual({ accounts: [{ groups: [{ id, name: 'Its group' }], staffGroup: null }] });
  expect(answer.errors).toMatchObject([
    {
      message: expect.stringMatching(/^This gateway may not do this/),
      path: ['accounts', 0, 'staffGroup'],
      extensions: { code: 'FORBIDDEN', requestId: expect.any(String) },
    },
  ]);
  expect(warnings).toEqual([expect.stringMatching(/query of accountGroupsById.*FORBIDDEN.*global API key/)]);
});
