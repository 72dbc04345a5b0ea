import { data, send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { WireCounter } from '../../support/wire-counter.ts';

const document = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Group { id name websites { nodes { id } } }
    ... on Website { id url }
    ... on AccountGroup { id lookupName }
    ... on StaffAccount { id login }
  }
}`;

let organization: TestOrganization;
let website: string;
let group: string;
let accountGroup: string;
let staffAccount: string;

beforeAll(async () => {
  organization = await TestOrganization.create();
  [website = ''] = await organization.addWebsites(1);
  group = await organization.addGroup({ name: 'Group', externalId: 'external', websiteIds: [website] });
  accountGroup = await organization.addAccountGroup({ names: { 1: 'Account group' } });
  [staffAccount = ''] = await organization.addStaffAccounts(accountGroup, 1);
});

const resolve = (representations: unknown, key = organization.key) => send(key, document, { representations });

test('resources of every type by every key, in order, null where there is none', async () => {
  const answer = await resolve([
    { __typename: 'StaffAccount', id: staffAccount },
    { __typename: 'Group', externalId: 'unknown' },
    { __typename: 'Group', externalId: 'external' },
    { __typename: 'Website', id: website },
    { __typename: 'AccountGroup', id: Number(accountGroup) },
    { __typename: 'Group', id: 'no id at all' },
    { __typename: 'Group', id: group, name: 'What the gateway knows beside' },
    { __typename: 'Group', externalId: null },
  ]);
  expect(answer.errors).toBeUndefined();
  const found = { __typename: 'Group', id: group, name: 'Group', websites: { nodes: [{ id: website }] } };
  expect(answer.data._entities).toEqual([
    { __typename: 'StaffAccount', id: staffAccount, login: expect.any(String) },
    null,
    found,
    { __typename: 'Website', id: website, url: expect.any(String) },
    { __typename: 'AccountGroup', id: accountGroup, lookupName: 'Account group' },
    null,
    found,
    null,
  ]);
});

test.each(['__typename', '... on Group { externalId }', '__typename ... on Group { id externalId }'])(
  'an entity that is not there is null, also where only its key is asked: %s',
  async (selection) => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;
    const unknown = [
      { __typename: 'Group', externalId: 'of nobody' },
      { __typename: 'Group', id: '00000000-0000-4000-8000-000000000000' },
    ];
    const { _entities } = await data(organization.key, query, { representations: unknown });
    expect(_entities).toEqual([null, null]);
  },
);

test.each([
  ['no object', 'text', '"__typename"'],
  ['without a type', { id: 'x' }, '"__typename"'],
  ['of no such type', { __typename: 'Organization', id: 'x' }, 'Organization'],
  ['without a key', { __typename: 'AccountGroup', externalId: 'x' }, 'AccountGroup'],
  ['with a key of another kind', { __typename: 'Group', externalId: 1 }, 'externalId'],
  ['with an id of another kind', { __typename: 'Group', id: {} }, 'id'],
  ['with an id that was rounded', { __typename: 'AccountGroup', id: 2 ** 60 }, 'string'],
  ['of what everything inherits', { __typename: 'Group', constructor: 'x' }, 'Group'],
])('a representation %s is an error of its own, and the others arrive', async (_, representation, named) => {
  const answer = await resolve([representation, { __typename: 'Website', id: website }]);
  expect(answer.data._entities).toEqual([null, expect.objectContaining({ id: website })]);
  expect(answer.errors).toEqual([
    expect.objectContaining({
      path: ['_entities', 0],
      message: expect.stringContaining(named),
      extensions: { code: 'BAD_USER_INPUT' },
    }),
  ]);
});

test('more than 1,000 at once are refused', async () => {
  const one = { __typename: 'Website', id: website };
  expect((await resolve(Array(1000).fill(one))).data._entities).toHaveLength(1000);
  expect(await resolve(Array(1001).fill(one))).toMatchObject({
    data: null,
    errors: [{ path: ['_entities'], extensions: { code: 'BAD_USER_INPUT' } }],
  });
});

test('a key without rights on staff gets the rest', async () => {
  const key = await organization.createKey({ websiteIds: [website] });
  const answer = await resolve(
    [
      { __typename: 'AccountGroup', id: accountGroup },
      { __typename: 'Group', id: group },
    ],
    key,
  );
  expect(answer.data._entities).toEqual([null, expect.objectContaining({ id: group })]);
  expect(answer.errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'FORBIDDEN' } }]);
});

describe('counted', () => {
  let counter: WireCounter;
  let service: ServiceProcess;

  beforeAll(async () => {
    const proxy = await WireCounter.open(databaseUrl());
    counter = proxy.counter;
    service = await startService({ DATABASE_URL: proxy.url });
  });

  afterAll(async () => {
    await service.kill();
    await counter.close();
  });

  /** The fewer of two, for the look-up of the key may be in one of them. */
  async function statements(query: string, variables: Record<string, unknown>): Promise<number> {
    const ask = () => data(organization.key, query, variables, service);
    await ask();
    return Math.min(await counter.during(ask), await counter.during(ask));
  }

  test.each([
    ['id', (n: number) => (n % 3 ? group : `unknown ${n}`)],
    ['externalId', (n: number) => (n % 3 ? 'external' : `unknown ${n}`)],
  ])('500 representations by %s are one statement a level', async (key, value) => {
    const representations = Array.from({ length: 500 }, (_, n) => ({ __typename: 'Group', [key]: value(n) }));
    expect(await statements(document, { representations })).toBe(2);
  });

  test('staffAccountsById of 1,000 is one statement', async () => {
    const ids = Array.from({ length: 1000 }, (_, n) => (n % 2 ? staffAccount : String(n)));
    const query = 'query ($ids: [ID!]!) { staffAccountsById(ids: $ids) { id login } }';
    const { staffAccountsById } = await data(organization.key, query, { ids });
    expect(staffAccountsById).toHaveLength(1000);
    expect(staffAccountsById[1]).toMatchObject({ id: staffAccount });
    expect(await statements(query, { ids })).toBe(1);
    const tooMany = await send(organization.key, query, { ids: [...ids, '1'] });
    expect(tooMany.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
