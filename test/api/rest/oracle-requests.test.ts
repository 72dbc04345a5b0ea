import { request as httpRequest } from 'node:http';
import { TestOrganization } from '../../support/organization.ts';
import { connect, refusal, rest } from '../../support/rest.ts';

let organization: TestOrganization;

beforeEach(async () => {
  organization = await TestOrganization.create();
});

const groups = `${connect}/accountGroups`;
const get = (path: string) => rest(organization.key, `GET ${path}`);
const idsOf = ({ body }: { body: { items: { id: number }[] } }) => body.items.map(({ id }) => String(id));

test('a list has a few members of each entry, and the addresses of the list', async () => {
  const id = await organization.addAccountGroup({ names: { 1: 'Sales' } });
  const { status, body } = await get(groups);
  const { origin } = new URL(process.env.GG_TEST_SERVICE_URL as string);
  expect(status).toBe(200);
  expect(body).toEqual({
    items: [
      {
        id: Number(id),
        lookupName: 'Sales',
        createdTime: expect.any(String),
        updatedTime: expect.any(String),
        links: expect.arrayContaining([{ rel: 'canonical', href: `${origin}${groups}/${id}` }]),
      },
    ],
    hasMore: false,
    links: [
      { rel: 'self', href: `${origin}${groups}` },
      { rel: 'canonical', href: `${origin}${groups}` },
      {
        rel: 'describedby',
        href: `${origin}${connect}/metadata-catalog/accountGroups`,
        mediaType: 'application/schema+json',
      },
    ],
  });
});

test('limit and offset walk through a list: each page has the address of the next one', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push(await organization.addAccountGroup());
  const seen: string[] = [];
  for (let next: string | undefined = `${groups}?limit=2&fields=displayOrder`; next; ) {
    const answer = await get(next);
    seen.push(...idsOf(answer));
    expect(answer.body.items[0]).toHaveProperty('displayOrder');
    const link = answer.body.links.find(({ rel }: { rel: string }) => rel === 'next');
    expect(answer.body.hasMore).toBe(link !== undefined);
    next = link?.href.slice(new URL(link.href).origin.length);
  }
  expect(seen).toEqual(ids);
  expect(idsOf(await get(`${groups}?offset=100`))).toEqual([]);
});

test('orderBy orders both ways', async () => {
  const [first, second] = [
    await organization.addAccountGroup({ names: { 1: 'B' } }),
    await organization.addAccountGroup({ names: { 1: 'A' } }),
  ];
  for (const [orderBy, expected] of [
    ['displayOrder', [first, second]],
    ['displayOrder:desc', [second, first]],
    ['lookupName:asc', [second, first]],
    ['createdTime:desc', [second, first]],
    ['id', [first, second]],
    ['id:desc', [second, first]],
  ] as const)
    expect(idsOf(await get(`${groups}?orderBy=${orderBy}`))).toEqual(expected);
});

test.each([
  ['displayOrder > 1', [1, 2]],
  ['displayOrder >= 2 and displayOrder < 3', [1]],
  ['displayOrder in (1, 3)', [0, 2]],
  ['displayOrder != 1', [1, 2]],
  ["lookupName = 'Sales'", [0]],
  ["lookupName = 'sales'", []],
  ["lookupName like 'S%'", [0, 2]],
  ["lookupName like 'S_pport'", [2]],
  ["lookupName in ('Sales', 'Support')", [0, 2]],
  ["lookupName = 'O''Hara \\'", [1]],
  ["lookupName like '%\\'", [1]],
  ['attributes.customerCareAccess = true', [1]],
  ["createdTime > '2000-01-01' AND updatedTime < '2000-01-01T00:00:00Z'", []],
  ["createdTime > '2000-01-01'", [0, 1, 2]],
  ["createdTime > '2024-02-29T24:00:00Z'", [0, 1, 2]],
  ["createdTime > '0001-01-01'", [0, 1, 2]],
])('q=%s finds what it says', async (q, positions) => {
  const ids = [
    await organization.addAccountGroup({ names: { 1: 'Sales' } }),
    await organization.addAccountGroup({ names: { 1: "O'Hara \\" }, customerCareAccess: true }),
    await organization.addAccountGroup({ names: { 1: 'Support' } }),
  ];
  const answer = await get(`${groups}?q=${encodeURIComponent(q)}`);
  expect(answer.status).toBe(200);
  expect(idsOf(answer)).toEqual(positions.map((position) => ids[position]));
});

test.each([
  'q=',
  'q=displayOrder',
  'q=displayOrder =',
  "q=displayOrder = 'x'",
  'q=displayOrder = 1 or displayOrder = 2',
  'q=displayOrder = 1 and',
  "q=lookupName = 'open",
  'q=lookupName = Sales',
  `q=lookupName = '${'x'.repeat(256)}'`,
  "q=displayOrder like '1%'",
  'q=displayOrder in 1',
  'q=displayOrder in (1',
  'q=displayOrder in (1 2)',
  "q=toString = 'x'",
  'q=createdTime > 2000',
  "q=createdTime > '2000-99-99'",
  "q=createdTime > '2026-02-30'",
  "q=createdTime > '2026-04-31T10:00:00Z'",
  "q=createdTime > '2026-02-28T24:01:00Z'",
  "q=createdTime > '0000-01-01'",
  'q=displayOrder = 99999999999999999999',
  'q=attributes.customerCareAccess = 1',
  `q=${Array(11).fill('displayOrder = 1').join(' and ')}`,
  'orderBy=nothing',
  'orderBy=displayOrder:up',
  'fields=nothing',
  'fields=toString',
  'limit=0',
  'limit=1001',
  'limit=x',
  'limit=1&limit=2',
  'offset=-1',
  'offset=1e3',
  'nothing=1',
])('%s is refused as a parameter', async (parameter) => {
  const [name, ...rest] = parameter.split('=');
  const search = parameter.includes('&') ? parameter : `${name}=${encodeURIComponent(rest.join('='))}`;
  const answer = await get(`${groups}?${search}`);
  expect(refusal(answer)).toEqual([400, 'OSC-CREST-00007']);
  expect(answer.body.detail).toContain(name);
});

test('fields narrow one resource to what is asked for', async () => {
  const id = await organization.addAccountGroup();
  const { body } = await get(`${groups}/${id}?fields=displayOrder, names`);
  expect(Object.keys(body)).toEqual([
    'id',
    'lookupName',
    'createdTime',
    'updatedTime',
    'displayOrder',
    'names',
    'links',
  ]);
});

test('labels are listed, and each has an address by the number of its language', async () => {
  const id = await organization.addAccountGroup({ names: { 1: 'Sales', 3: 'Vertrieb' }, descriptions: { 3: 'Text' } });
  const names = await get(`${groups}/${id}/names`);
  expect(names.body).toMatchObject({
    items: [
      { labelText: 'Sales', language: { id: 1, lookupName: 'en_US' } },
      { labelText: 'Vertrieb', language: { id: 3 } },
    ],
    hasMore: false,
  });
  expect((await get(`${groups}/${id}/names/3`)).body).toEqual(names.body.items[1]);
  expect((await get(`${groups}/${id}/descriptions`)).body.items).toMatchObject([{ labelText: 'Text' }]);
  for (const path of [`${id}/names/2`, `${id}/names/x`, `${id}/descriptions/1`, '1/names', 'x/descriptions'])
    expect(refusal(await get(`${groups}/${path}`))).toEqual([404, 'OSC-CREST-00005']);
});

test('the metadata catalog has the JSON Schema of each resource', async () => {
  for (const name of ['accountGroups', 'accounts']) {
    const { status, headers, body } = await get(`${connect}/metadata-catalog/${name}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/schema+json; charset=utf-8']);
    expect(body.$defs[name].properties.id).toMatchObject({ type: 'integer', format: 'int64' });
  }
});

test('POST answers 201 with the new resource and its address', async () => {
  const { status, headers, body } = await rest(organization.key, `POST ${groups}`, {
    names: [{ labelText: 'Sales', language: { lookupName: 'en_US' } }],
    descriptions: [{ labelText: 'Text', language: { id: 1 } }],
    displayOrder: 5,
    attributes: { customerCareAccess: true },
  });
  expect([status, body.lookupName, body.displayOrder, body.attributes]).toEqual([
    201,
    'Sales',
    5,
    { customerCareAccess: true },
  ]);
  const location = headers.get('location') as string;
  expect(location).toBe(body.links[0].href);
  expect((await get(new URL(location).pathname)).body).toEqual(body);
  const invalid = await rest(organization.key, `POST ${groups}`, { names: [] });
  expect(refusal(invalid)).toEqual([400, 'OSC-CREST-00012']);
});

test('DELETE answers 200 with an empty body, and 409 while accounts are in the group', async () => {
  const id = await organization.addAccountGroup();
  const [account] = await organization.addStaffAccounts(id, 1);
  const remove = (path: string) => rest(organization.key, `DELETE ${connect}/${path}`);
  expect(refusal(await remove(`accountGroups/${id}`))).toEqual([409, 'OSC-CREST-00009']);
  expect((await remove(`accounts/${account}`)).text).toBe('');
  const { status, text } = await remove(`accountGroups/${id}`);
  expect([status, text]).toEqual([200, '']);
  expect(refusal(await remove(`accountGroups/${id}`))).toEqual([404, 'OSC-CREST-00009']);
});

test('accounts are created, listed, changed and moved', async () => {
  const from = await organization.addAccountGroup({ names: { 1: 'From' } });
  const to = await organization.addAccountGroup({ names: { 1: 'To' } });
  await organization.addAccountGroup({ names: { 1: 'Twice' } });
  await organization.addAccountGroup({ names: { 1: 'Twice' } });
  const accounts = `${connect}/accounts`;
  const created = await rest(organization.key, `POST ${accounts}`, {
    login: 'astrid',
    displayName: 'Astrid',
    staffGroup: { lookupName: 'From' },
  });
  const { id } = created.body;
  expect(created).toMatchObject({
    status: 201,
    body: { login: 'astrid', displayName: 'Astrid', lookupName: 'Astrid', staffGroup: { id: Number(from) } },
  });
  const change = (body: object) => rest(organization.key, `PATCH ${accounts}/${id}`, body);
  expect((await change({ displayName: 'Astrid L.' })).text).toBe('');
  expect((await change({ staffGroup: { id: Number(to) } })).text).toBe('');
  const { body } = await get(`${accounts}/${id}`);
  expect(body).toMatchObject({ displayName: 'Astrid L.', staffGroup: { id: Number(to), lookupName: 'To' } });
  expect(idsOf(await get(`${accounts}?q=${encodeURIComponent(`staffGroup.id = ${to} and login = 'astrid'`)}`))).toEqual(
    [String(id)],
  );
  expect((await get(`${accounts}?orderBy=displayName:desc&limit=1`)).body.items).toHaveLength(1);
  expect(idsOf(await get(`${accounts}?q=${encodeURIComponent("lookupName like 'Astrid%'")}`))).toEqual([String(id)]);

  expect(refusal(await change({ staffGroup: { id: 1 } }))).toEqual([404, 'OSC-CREST-00006']);
  expect(refusal(await change({ staffGroup: { lookupName: 'Twice' } }))).toEqual([400, 'OSC-CREST-00006']);
  const again = { login: 'astrid', displayName: 'X', staffGroup: { id: Number(to) } };
  expect(refusal(await rest(organization.key, `POST ${accounts}`, again))).toEqual([409, 'OSC-CREST-00012']);
});

test('PATCH changes and moves an account at once, all of it or nothing, and once with a key', async () => {
  const [from, to] = [await organization.addAccountGroup(), await organization.addAccountGroup()];
  const [id, other] = await organization.addStaffAccounts(from, 2);
  const path = `${connect}/accounts/${id}`;
  const taken = (await get(`${connect}/accounts/${other}`)).body.login;
  const patch = (body: object, headers = {}) => rest(organization.key, `PATCH ${path}`, body, { headers });
  const before = await organization.snapshot();
  const staffGroup = { id: Number(to) };
  expect(refusal(await patch({ login: taken, staffGroup }))).toEqual([409, 'OSC-CREST-00006']);
  expect(refusal(await patch({ login: '', staffGroup }))).toEqual([400, 'OSC-CREST-00006']);
  expect(refusal(await patch({ login: 'new', staffGroup: { id: 1 } }))).toEqual([404, 'OSC-CREST-00006']);
  expect(await organization.snapshot()).toBe(before);

  expect((await patch({ login: 'new', displayName: 'New', staffGroup })).status).toBe(200);
  expect((await get(path)).body).toMatchObject({ login: 'new', displayName: 'New', staffGroup });
  const headers = { 'idempotency-key': 'once' };
  const again = { login: 'newer', staffGroup: { id: Number(from) } };
  const answers = [await patch(again, headers), await patch(again, headers)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers[1]?.headers.get('idempotent-replayed')).toBe('true');
  expect((await get(path)).body).toMatchObject({ login: 'newer', staffGroup: { id: Number(from) } });
  expect(refusal(await patch({ login: taken, staffGroup }, { 'idempotency-key': 'two' }))[0]).toBe(409);
});

test('accounts are ordered by lookupName, which is the display name, and by id, both ways', async () => {
  const group = await organization.addAccountGroup();
  const ids = await organization.addStaffAccounts(group, 3);
  for (const orderBy of ['id', 'lookupName', 'displayName'])
    for (const [direction, expected] of [['asc', ids] as const, ['desc', ids.toReversed()] as const]) {
      const query = `orderBy=${orderBy}:${direction}&q=${encodeURIComponent(`staffGroup.id = ${group}`)}`;
      expect({ orderBy, ids: idsOf(await get(`${connect}/accounts?${query}`)) }).toEqual({ orderBy, ids: expected });
    }
});

test('POST with X-HTTP-Method-Override is the method that it names', async () => {
  const id = await organization.addAccountGroup();
  const headers = { 'x-http-method-override': 'PATCH' };
  const body = { displayOrder: 9 };
  const { status, text } = await rest(organization.key, `POST ${groups}/${id}`, body, { headers });
  expect([status, text]).toEqual([200, '']);
  expect((await get(`${groups}/${id}`)).body.displayOrder).toBe(9);
  expect(refusal(await rest(organization.key, `POST ${groups}/${id}`, body))).toEqual([405, 'OSC-CREST-00002']);
});

test('latest is the newest version: the addresses of an answer stay with it', async () => {
  const id = await organization.addAccountGroup();
  const { status, body } = await get(`/services/rest/connect/latest/accountGroups/${id}`);
  expect(status).toBe(200);
  const hrefs = Object.fromEntries(body.links.map(({ rel, href }: Record<string, string>) => [rel, href]));
  expect(hrefs.self).toContain('/latest/accountGroups');
  expect(hrefs.canonical).toContain('/v1.4/accountGroups');
});

test('errors are documents with a code', async () => {
  const id = await organization.addAccountGroup();
  const key = await organization.createKey();
  const cases: [key: string, request: string, body: object | string | undefined, status: number, code: number][] = [
    ['', `GET ${groups}`, undefined, 401, 14],
    [key, `PATCH ${groups}/${id}`, { displayOrder: 1 }, 403, 14],
    [organization.key, 'GET /services/rest/connect/v1.3/accountGroups', undefined, 404, 3],
    [organization.key, 'GET /services/rest/connect', undefined, 404, 3],
    [organization.key, `GET ${connect}/incidents`, undefined, 404, 13],
    [organization.key, `PUT ${groups}/${id}`, {}, 405, 2],
    [organization.key, `PATCH ${groups}/${id}`, '{"names":', 400, 11],
    [organization.key, `PATCH ${groups}/${id}`, '', 400, 10],
    [organization.key, `PATCH ${groups}/${id}`, undefined, 400, 10],
    [organization.key, `PATCH ${groups}/${id}`, '{"displayOrder": 1, "displayOrder": 1234567890123456}', 400, 6],
    [organization.key, `PATCH ${groups}/1`, { displayOrder: 1 }, 404, 6],
  ];
  const { origin } = new URL(process.env.GG_TEST_SERVICE_URL as string);
  for (const [with_, request, body, status, code] of cases) {
    const answer = await rest(with_, request, body);
    const name = `OSC-CREST-${String(code).padStart(5, '0')}`;
    expect([request, answer.status, answer.body]).toEqual([
      request,
      status,
      {
        type: `${origin}/services/rest/connect/exceptions/${name}`,
        title: expect.any(String),
        status,
        detail: expect.any(String),
        instance: `${origin}${request.replace(/^\w+ /, '')}`,
        'o:errorCode': name,
      },
    ]);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  }
});

test('HEAD is like GET without a body', async () => {
  const { hostname, port } = new URL(process.env.GG_TEST_SERVICE_URL as string);
  const options = { hostname, port, method: 'HEAD', headers: { 'x-api-key': organization.key } };
  const statusOf = (path: string) =>
    new Promise((resolve, reject) => {
      httpRequest({ ...options, path }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end();
    });
  expect(await Promise.all([groups, `${groups}/1`, `${connect}/nothing`].map(statusOf))).toEqual([200, 404, 404]);
});

test('ids of another organization answer like ids that do not exist', async () => {
  const stranger = await TestOrganization.create();
  const group = await stranger.addAccountGroup();
  const [account] = (await stranger.addStaffAccounts(group, 1)) as [string];
  const before = await stranger.snapshot();
  const answers = async (groupId: string, accountId: string) => {
    const own = await organization.addAccountGroup();
    const requests: [string, (object | string)?][] = [
      [`GET ${groups}/${groupId}`],
      [`GET ${groups}/${groupId}/names`],
      [`GET ${groups}/${groupId}/names/1`],
      [`PATCH ${groups}/${groupId}`, { displayOrder: 7 }],
      [`DELETE ${groups}/${groupId}`],
      [`GET ${connect}/accounts/${accountId}`],
      [`PATCH ${connect}/accounts/${accountId}`, { login: 'new' }],
      [`PATCH ${connect}/accounts/${accountId}`, `{"staffGroup":{"id":${own}}}`],
      [`DELETE ${connect}/accounts/${accountId}`],
      [`POST ${connect}/accounts`, `{"login":"l","displayName":"d","staffGroup":{"id":${groupId}}}`],
    ];
    const all = [];
    for (const [request, body] of requests) {
      const { status, text } = await rest(organization.key, request, body);
      all.push([status, text.replaceAll(groupId, 'id').replaceAll(accountId, 'id')]);
    }
    return all;
  };
  expect(await answers(group, account)).toEqual(await answers('987654321987', '987654321988'));
  expect((await get(`${connect}/accounts?q=id%20=%20${account}`)).body.items).toEqual([]);
  expect(await stranger.snapshot()).toBe(before);
});

test('keys that are confined to websites, and keys without the permission, may do what they may in GraphQL', async () => {
  const id = await organization.addAccountGroup();
  const [website] = await organization.addWebsites(1);
  const confined = await organization.createKey({ websiteIds: [website as string] });
  const reader = await organization.createKey();
  for (const path of [groups, `${groups}/${id}`, `${groups}/${id}/names`, `${connect}/accounts`]) {
    expect(refusal(await rest(confined, `GET ${path}`))).toEqual([403, 'OSC-CREST-00014']);
    expect((await rest(reader, `GET ${path}`)).status).toBe(200);
  }
  expect(refusal(await rest(reader, `DELETE ${groups}/${id}`))).toEqual([403, 'OSC-CREST-00014']);
});
