import { NestedPages } from '../../../src/lists/nested-pages.ts';
import type { Page } from '../../../src/lists/pagination.ts';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

let organization: TestOrganization;

beforeAll(async () => {
  organization = await TestOrganization.create();
  const [blog, shop] = [
    await organization.addWebsite({ url: 'blog.example', name: 'Blog' }),
    await organization.addWebsite({ url: 'shop.example' }),
    await organization.addWebsite({ url: 'gone.example', deleted: true }),
  ];
  for (const [n, name] of ['A', 'B', 'C', 'D'].entries())
    await organization.addGroup({
      name,
      ...(n % 2 === 0 && { externalId: `own ${n}` }),
      websiteIds: [blog, shop].slice(0, n),
    });
  for (const [n, name] of ['A', 'B', 'C', 'D'].entries())
    await organization.query(
      'UPDATE groups SET created_at = $3, updated_at = $3 WHERE organization_id = $1 AND name = $2',
      [organization.id, name, `2026-01-0${n + 1}T00:00:00Z`],
    );
});

async function names(filter: object, key = organization.key): Promise<string> {
  const answer = await data(
    key,
    'query ($filter: GroupFilter) { groups(filter: $filter) { totalCount nodes { name } } }',
    {
      filter,
    },
  );
  const found = answer.groups.nodes.map(({ name }: { name: string }) => name);
  expect(answer.groups.totalCount).toBe(found.length);
  return found.join('');
}

const named = (name: string) => ({ name: { eq: name } });

test.each([
  [{ or: [named('A'), named('C')] }, 'AC'],
  [{ or: [] }, ''],
  [{ and: [] }, 'ABCD'],
  [{ and: [{ not: named('A') }, { not: named('B') }] }, 'CD'],
  [{ not: { or: [named('A'), named('B')] } }, 'CD'],
  [{ name: { in: ['A', 'B', 'C'] }, or: [{ externalIdIsNull: true }, named('C')] }, 'BC'],
  [{ not: {} }, ''],
  [{ externalIdIsNull: false }, 'AC'],
  [{ not: { externalId: 'own 0' } }, 'BCD'],
  [{ createdAt: { gte: '2026-01-02T00:00:00Z', lt: '2026-01-04T00:00:00Z' } }, 'BC'],
  [{ not: { updatedAt: { gte: '2026-01-02T00:00:00Z' } } }, 'A'],
  [{ and: null, or: null, not: null, createdAt: null }, 'ABCD'],
])('groups that match %j', async (filter, expected) => {
  expect(await names(filter)).toBe(expected);
});

test('filters are bounded in depth and number', async () => {
  let deep: object = named('A');
  for (let n = 0; n < 5; n++) deep = { not: deep };
  expect(await names(deep)).toBe('BCD');
  const document = 'query ($filter: GroupFilter) { groups(filter: $filter) { nodes { id } } }';
  for (const filter of [{ not: deep }, { or: Array.from({ length: 50 }, () => named('A')) }]) {
    const { errors } = await send(organization.key, document, { filter });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
});

test('all lists of a filter together have at most 1,000 texts, and cost by them', async () => {
  const document = 'query ($filter: GroupFilter) { groups(first: 1, filter: $filter) { nodes { name } } }';
  const texts = (count: number) => ({ name: { in: ['A', ...Array.from({ length: count - 1 }, (_, n) => `x${n}`)] } });
  const ask = (filter: object) => send(organization.key, document, { filter });
  const most = await ask({ ...texts(500), and: [{ or: [texts(500)] }] });
  expect(most.data.groups.nodes).toEqual([{ name: 'A' }]);
  const few = await ask({ ...texts(1), and: [{ or: [texts(1)] }] });
  const costOf = ({ extensions }: typeof most) => (extensions as { cost: { requested: number } }).cost.requested;
  expect(costOf(most)).toBe(costOf(few) + 10 + 1); // the body has more than 1,000 values, too
  const { errors } = await ask({ ...texts(500), not: { and: [texts(501)] } });
  expect(errors).toEqual([
    expect.objectContaining({
      message: expect.stringContaining('at most 1000 entries together, and have 1001'),
      extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    }),
  ]);
});

test("a filter is read once for all parents of a nested list, and an equal one finds the same list's pages", () => {
  let read = 0;
  const filterOf = (texts: string[]) => ({
    toJSON() {
      read++;
      return { url: { in: texts } };
    },
  });
  const texts = Array.from({ length: 1000 }, (_, n) => `site-${n}.example`);
  const pages = new NestedPages();
  const page = {} as Page<unknown>;
  const args = { filter: filterOf(texts) };
  pages.add({ relation: 'Group.websites', args, nested: [] }, new Map([['group', page]]));
  for (let n = 0; n < 100; n++) expect(pages.find('Group.websites', { ...args }, 'group')).toBe(page);
  expect(read).toBe(1);
  expect(pages.find('Group.websites', { filter: filterOf([...texts]) }, 'group')).toBe(page);
  expect(pages.find('Group.websites', { filter: filterOf([...texts, 'other']) }, 'group')).toBeUndefined();
});

test('a filter costs more for each filter in it', async () => {
  const document = 'query ($filter: GroupFilter) { groups(first: 1, filter: $filter) { nodes { id } } }';
  const cost = async (filter: object) =>
    (await send(organization.key, document, { filter })).extensions?.cost as { requested: number };
  const [plain, combined] = [await cost({}), await cost({ or: Array.from({ length: 40 }, () => named('A')) })];
  expect(combined.requested).toBe(plain.requested + 20);
});

test('one search finds groups and websites by name, address, external id and id', async () => {
  const own = await TestOrganization.create();
  const website = await own.addWebsite({ url: 'shop.example', name: 'Store', externalId: 'Web 1' });
  await own.addWebsite({ url: 'other.example', externalId: 'Web 2' });
  await own.addWebsite({ url: 'gone.example', externalId: 'Web 3', deleted: true });
  const group = await own.addGroup({ name: 'Retail', externalId: 'Acct 1' });
  await own.addGroup({ name: 'Other' });
  const search = async (text: string, key = own.key) => {
    const contains = { contains: text };
    const { groups, websites } = await data(
      key,
      `query ($groups: GroupFilter, $websites: WebsiteFilter) {
         groups(filter: $groups) { nodes { name } } websites(filter: $websites) { nodes { url } } }`,
      {
        groups: { or: [{ name: contains }, { externalId: text }, { id: text }] },
        websites: { or: [{ name: contains }, { url: contains }, { externalId: text }, { id: text }] },
      },
    );
    return [
      ...groups.nodes.map(({ name }: { name: string }) => name),
      ...websites.nodes.map(({ url }: { url: string }) => url),
    ];
  };
  for (const text of ['tore', 'SHOP.', 'Web 1', website]) expect(await search(text)).toEqual(['shop.example']);
  for (const text of ['etail', 'Acct 1', group.toUpperCase()]) expect(await search(text)).toEqual(['Retail']);
  for (const text of ['web 1', 'Web 3', 'Acct']) expect(await search(text)).toEqual([]);
  const others = await TestOrganization.create();
  for (const text of [website, group, 'Web 1']) expect(await search(text, others.key)).toEqual([]);
  const confined = await own.createKey({ websiteIds: [await own.addWebsite({ url: 'mine.example' })] });
  for (const text of [website, group, 'Web 1']) expect(await search(text, confined)).toEqual([]);
});

test('a direct customer cannot filter websites by external id', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const document = 'query ($filter: WebsiteFilter) { websites(filter: $filter) { nodes { id } } }';
  for (const filter of [{ externalId: 'Web 1' }, { or: [{ externalId: null }] }]) {
    const { errors } = await send(direct.key, document, { filter });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  }
});

test('a direct customer cannot ask for external ids, however deep', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const document = 'query ($filter: GroupFilter) { groups(filter: $filter) { nodes { id } } }';
  for (const filter of [{ externalIdIsNull: true }, { not: { or: [{ externalIdIsNull: null }] } }]) {
    const { errors } = await send(direct.key, document, { filter });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  }
});

test('websites without a name are among those that do not have a name', async () => {
  const { websites } = await data(
    organization.key,
    '{ websites(filter: { not: { name: { eq: "Blog" } } }) { nodes { url } } }',
  );
  expect(websites.nodes).toEqual([{ url: 'shop.example' }]);
});

test('deleted websites stay out, whatever the filters in a filter say', async () => {
  const filter = '{ or: [{ includeDeleted: true }, { not: { includeDeleted: true } }] }';
  const { websites, all } = await data(
    organization.key,
    `{ websites(filter: ${filter}) { totalCount } all: websites(filter: { includeDeleted: true }) { totalCount } }`,
  );
  expect([websites.totalCount, all.totalCount]).toEqual([2, 3]);
});

test("a group's websites are filtered and ordered, each page with its own count", async () => {
  const document = `query ($filter: WebsiteFilter) { groups(filter: { name: { in: ["C", "D"] } }) { nodes {
    name
    desc: websites(orderBy: { field: URL, direction: DESC }) { nodes { url } }
    some: websites(filter: $filter, orderBy: { field: CREATED_AT, direction: ASC }) { totalCount nodes { url } }
    inline: websites(filter: { or: { url: { eq: "blog.example" } } }) { totalCount nodes { url } }
    none: websites(filter: { createdAt: { lt: "2000-01-01T00:00:00Z" } }) { totalCount }
    first: websites(first: 1, orderBy: { field: URL, direction: DESC }) { pageInfo { endCursor } }
  } } }`;
  const filter = { not: { url: { contains: 'BLOG' } } };
  const { groups } = await data(organization.key, document, { filter });
  const [shop, blog] = [{ url: 'shop.example' }, { url: 'blog.example' }];
  expect(groups.nodes).toEqual([
    {
      name: 'C',
      desc: { nodes: [shop, blog] },
      some: { totalCount: 1, nodes: [shop] },
      inline: { totalCount: 1, nodes: [blog] },
      none: { totalCount: 0 },
      first: expect.anything(),
    },
    expect.objectContaining({ name: 'D', desc: { nodes: [shop, blog] } }),
  ]);
  const next = `query ($after: String) { groups(filter: { name: { eq: "C" } }) { nodes {
    websites(after: $after, orderBy: { field: URL, direction: DESC }) { nodes { url } } } } }`;
  const after = groups.nodes[0].first.pageInfo.endCursor;
  expect((await data(organization.key, next, { after })).groups.nodes[0].websites.nodes).toEqual([blog]);
  const { errors } = await send(organization.key, next.replace('URL', 'NAME'), { after });
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('what is wrong with a filter of a nested list is told at that list', async () => {
  const direct = await TestOrganization.create({ partner: false });
  await direct.addGroup({ name: 'A' });
  const { errors, data: answer } = await send(
    direct.key,
    '{ groups { nodes { name websites(filter: { externalIdIsNull: true }) { nodes { id } } } } }',
  );
  expect(answer).toBeNull();
  expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['groups', 'nodes', 0, 'websites'], 'FORBIDDEN'],
  ]);
});

test.each(['NAME', 'URL', 'CREATED_AT', 'UPDATED_AT'])('websites in the order of %s, in pages', async (field) => {
  const own = await TestOrganization.create();
  const ids = await own.addWebsites(7);
  const document = `query ($after: String) { websites(first: 3, after: $after, orderBy: { field: ${field}, direction: DESC }) {
    nodes { id } pageInfo { endCursor hasNextPage } } }`;
  const found: string[] = [];
  for (let after = null, more = true; more; ) {
    const { websites } = await data(own.key, document, { after });
    found.push(...websites.nodes.map(({ id }: { id: string }) => id));
    ({ endCursor: after, hasNextPage: more } = websites.pageInfo);
  }
  const column = { NAME: 'name', URL: 'url', CREATED_AT: 'created_at', UPDATED_AT: 'updated_at' }[field];
  const rows = await own.query(`SELECT id FROM websites WHERE organization_id = $1 ORDER BY ${column} DESC, id DESC`, [
    own.id,
  ]);
  expect(found).toEqual(rows.map(({ id }) => id));
  expect(new Set(found)).toEqual(new Set(ids));
});

test('account groups are found by a label in any language', async () => {
  const own = await TestOrganization.create();
  await own.addAccountGroup({ names: { 1: 'Sales', 3: 'Vertrieb' }, descriptions: { 3: 'Alle Händler' } });
  await own.addAccountGroup({ names: { 1: 'Support' } });
  const find = async (filter: string) =>
    (await data(own.key, `{ accountGroups(filter: ${filter}) { nodes { lookupName } } }`)).accountGroups.nodes.map(
      ({ lookupName }: { lookupName: string }) => lookupName,
    );
  expect(await find('{ name: { eq: "Vertrieb" } }')).toEqual(['Sales']);
  expect(await find('{ name: { contains: "vertr", startsWith: "S" } }')).toEqual([]); // no name has both
  expect(await find('{ description: { contains: "HÄNDLER" } }')).toEqual(['Sales']);
  expect(await find('{ not: { name: { startsWith: "ver" } } }')).toEqual(['Support']);
});

test('staff accounts are filtered and ordered', async () => {
  const own = await TestOrganization.create();
  const [first, second] = [await own.addAccountGroup(), await own.addAccountGroup()];
  await own.addStaffAccounts(first as string, 3);
  await own.addStaffAccounts(second as string, 2);
  const logins = async (args: string) =>
    (await data(own.key, `{ staffAccounts${args} { totalCount nodes { login } } }`)).staffAccounts;
  const all = await logins('(orderBy: { field: LOGIN, direction: DESC })');
  const sorted = all.nodes.map(({ login }: { login: string }) => login);
  expect(sorted).toEqual([...sorted].sort().reverse());
  expect((await logins(`(filter: { accountGroupId: "${second}" })`)).totalCount).toBe(2);
  expect((await logins(`(filter: { not: { accountGroupId: "${second}" } })`)).totalCount).toBe(3);
  expect((await logins(`(filter: { login: { eq: "${sorted[0]}" } })`)).nodes).toEqual([{ login: sorted[0] }]);
});

test('websitesByUrl has a list for each address, also for one that several share', async () => {
  const own = await TestOrganization.create();
  const ids = [
    await own.addWebsite({ url: 'same.example' }),
    await own.addWebsite({ url: 'same.example' }),
    await own.addWebsite({ url: 'bücher.example/a' }),
  ];
  await own.addWebsite({ url: 'gone.example', deleted: true });
  const urls = [
    'https://SAME.example/',
    'xn--bcher-kva.example/a',
    'gone.example',
    'not an address',
    'same.example',
    '\u0000',
  ];
  const { websitesByUrl } = await data(
    own.key,
    'query ($urls: [String!]!) { websitesByUrl(urls: $urls) { id groups { totalCount } } }',
    { urls },
  );
  const found = websitesByUrl.map((list: { id: string }[]) => list.map(({ id }) => id).sort());
  const same = ids.slice(0, 2).sort();
  expect(found).toEqual([same, [ids[2]], [], [], same, []]);
  const stranger = await TestOrganization.create();
  expect((await data(stranger.key, '{ websitesByUrl(urls: ["same.example"]) { id } }')).websitesByUrl).toEqual([[]]);
});

test('websitesByUrl tells at most 10,000 websites, and is charged and refused for as many', async () => {
  const own = await TestOrganization.create();
  const ids = await own.addWebsites(100);
  await own.query('UPDATE websites SET url = $2 WHERE organization_id = $1', [own.id, 'same.example']);
  const ask = (addresses: number, selection = 'id') =>
    send(own.key, `query ($urls: [String!]!) { websitesByUrl(urls: $urls) { ${selection} } }`, {
      urls: Array.from({ length: addresses }, () => 'same.example'),
    });
  const { data: answer, extensions } = await ask(100);
  expect(answer?.websitesByUrl.flat()).toHaveLength(100 * ids.length);
  expect(extensions?.cost).toMatchObject({ requested: 11 });
  const { errors } = await ask(101);
  expect(errors).toEqual([
    expect.objectContaining({
      message: expect.stringContaining('at most 10,000 websites'),
      extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    }),
  ]);
  const dear = await ask(100, 'groups(first: 100) { nodes { id } }');
  expect(dear.errors?.[0]?.extensions).toMatchObject({ code: 'OPERATION_TOO_EXPENSIVE' });
});
