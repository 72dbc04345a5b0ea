import { randomUUID } from 'node:crypto';
import { TestOrganization } from '../../support/organization.ts';
import { refusal, rest } from '../../support/rest.ts';

let organization: TestOrganization;
let websites: string[];

beforeEach(async () => {
  organization = await TestOrganization.create();
  websites = await organization.addWebsites(3);
});

test('a list has all groups with all websites, beyond a page of either', async () => {
  const many = await organization.addWebsites(205);
  const large = await organization.addGroup({ name: 'A', websiteIds: many, externalId: 'large' });
  await organization.addGroups(101, (n) => ({ name: `G${n}`, websiteIds: websites }));
  const { status, body } = await rest(organization.key, 'GET /api/v1/groups');
  expect([status, Object.keys(body), body.groups.length]).toEqual([200, ['groups'], 102]);
  expect(new Set(body.groups.map(({ id }: { id: string }) => id)).size).toBe(102);
  const [first, second] = body.groups;
  expect(first).toMatchObject({
    id: large,
    name: 'A',
    orgId: organization.id,
    billingEnabled: false,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    externalId: 'large',
  });
  expect(new Set(first.websites.map(({ id }: { id: string }) => id))).toEqual(new Set(many));
  expect(second.websites[0]).toEqual({ id: websites[0], websiteUrl: 'site-1.example', websiteName: 'Site 0001' });
});

test('a list by external id has the group, or nothing; a direct customer may not ask', async () => {
  const id = await organization.addGroup({ externalId: 'mine' });
  const find = async (key: string, externalId: string) =>
    rest(key, `GET /api/v1/groups?external_id=${encodeURIComponent(externalId)}`);
  expect((await find(organization.key, 'mine')).body.groups).toMatchObject([{ id }]);
  expect((await find(organization.key, 'Mine')).body).toEqual({ groups: [] });
  const direct = await TestOrganization.create({ partner: false });
  expect(refusal(await find(direct.key, 'mine'))).toEqual([403, 'FORBIDDEN']);
});

test('a new group has the websites and values that were sent', async () => {
  const input = { name: ' New ', website_ids: websites, billing_enabled: true, external_id: 'mine' };
  const { status, body } = await rest(organization.key, 'POST /api/v1/groups', input);
  expect(status).toBe(201);
  expect(body).toEqual({
    group: {
      id: expect.any(String),
      name: 'New',
      orgId: organization.id,
      billingEnabled: true,
      createdAt: expect.any(String),
      websiteIds: websites,
      externalId: 'mine',
    },
  });
  expect(Object.keys(await organization.entities())).toEqual([body.group.id]);
  const again = await rest(organization.key, 'POST /api/v1/groups', input);
  expect(refusal(again)).toEqual([409, 'GROUP_EXTERNAL_ID_TAKEN']);
  expect(again.body.existing_resource).toMatchObject({ id: body.group.id, websites: [{}, {}, {}] });
});

test('credits are those of the group, with the next reset in milliseconds', async () => {
  const input = { name: 'New', website_ids: websites, billing_enabled: true };
  const { body } = await rest(organization.key, 'POST /api/v1/groups', input);
  await organization.query(
    'UPDATE sandbox_billing_entities SET monthly = 300, one_off = 200 WHERE organization_id = $1',
    [organization.id],
  );
  const now = new Date();
  const path = `GET /api/v1/credits/group?group_id=${body.group.id}`;
  expect((await rest(organization.key, path)).body).toEqual({
    credits: {
      total: 500,
      monthly: { balance: 300, next_reset_at: Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1) },
      one_off: { balance: 200 },
    },
  });
  const confined = await organization.createKey({ websiteIds: [websites[0] as string] });
  expect(refusal(await rest(confined, path))).toEqual([403, 'FORBIDDEN']);
  const unbilled = await organization.addGroup();
  for (const id of [unbilled, randomUUID(), 'no id'])
    expect(refusal(await rest(organization.key, `GET /api/v1/credits/group?group_id=${id}`))).toEqual([
      404,
      'RESOURCE_NOT_FOUND',
    ]);
  expect(refusal(await rest(organization.key, 'GET /api/v1/credits/group'))).toEqual([400, 'INVALID_PARAMETER']);
});

test('credits of a website and of the organization are their own, and 404 until they are set', async () => {
  const website = await organization.addWebsite({});
  const paths = [`GET /api/v1/credits/website?website_id=${website}`, 'GET /api/v1/credits/organization'];
  const fresh = await TestOrganization.create();
  for (const path of paths) expect(refusal(await rest(fresh.key, path))).toEqual([404, 'RESOURCE_NOT_FOUND']);
  for (const [n, id] of [website, organization.id].entries())
    await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, $3, 2)', [organization.id, id, n]);
  for (const [n, path] of paths.entries())
    expect((await rest(organization.key, path)).body).toEqual({
      credits: {
        total: n + 2,
        monthly: { balance: n, next_reset_at: n > 0 ? expect.any(Number) : null },
        one_off: { balance: 2 },
      },
    });
});

test('credits that the billing provider does not tell are 502', async () => {
  const outage = await TestOrganization.create({ billingOutage: true });
  const id = await outage.addGroup();
  expect(refusal(await rest(outage.key, `GET /api/v1/credits/group?group_id=${id}`))).toEqual([
    502,
    'BILLING_PROVIDER_FAILED',
  ]);
});

test('a website is created, deleted, and restored with its groups; each twice is once', async () => {
  const created = await rest(organization.key, 'POST /api/v1/websites', {
    url: 'HTTPS://Blog.Northwind.example/',
    external_id: 'mine',
  });
  const { website } = created.body;
  expect([created.status, website]).toEqual([
    201,
    {
      id: expect.any(String),
      websiteUrl: 'blog.northwind.example',
      websiteName: null,
      orgId: organization.id,
      onboardingStep: null,
      deletedAt: null,
      externalId: 'mine',
    },
  ]);
  const group = await organization.addGroup({ websiteIds: [website.id] });
  const members = async () => {
    const { body } = await rest(organization.key, 'GET /api/v1/groups');
    return body.groups.find(({ id }: { id: string }) => id === group).websites.length;
  };
  for (const _ of [1, 2]) {
    const { status, body } = await rest(organization.key, `DELETE /api/v1/websites/${website.id}`);
    expect([status, body.website.deletedAt, body.website.externalId]).toEqual([200, expect.any(String), null]);
    expect(await members()).toBe(0);
  }
  for (const _ of [1, 2]) {
    const { status, body } = await rest(organization.key, `POST /api/v1/websites/${website.id}/restore`);
    expect([status, body.website]).toEqual([200, website]);
    expect(await members()).toBe(1);
  }
});

test('a website is not restored while another one has its external id', async () => {
  const deleted = await organization.addWebsite({ externalId: 'mine', deleted: true });
  const holder = await organization.addWebsite({ externalId: 'mine' });
  const answer = await rest(organization.key, `POST /api/v1/websites/${deleted}/restore`);
  expect(refusal(answer)).toEqual([409, 'WEBSITE_EXTERNAL_ID_TAKEN']);
  expect(answer.body.existing_resource.id).toBe(holder);
});

test('a key that is confined to websites sees these alone, and the groups that hold one', async () => {
  const [own, other] = websites as [string, string];
  const visible = await organization.addGroup({ name: 'Visible', websiteIds: [own, other] });
  await organization.addGroup({ name: 'Hidden', websiteIds: [other] });
  const key = await organization.createKey({ websiteIds: [own] });
  const { body } = await rest(key, 'GET /api/v1/groups');
  expect(body.groups).toMatchObject([{ id: visible, websites: [{ id: own }] }]);
  expect(body.groups[0].websites).toHaveLength(1);
  expect(refusal(await rest(key, 'POST /api/v1/websites', { url: 'a.example' }))).toEqual([403, 'FORBIDDEN']);
});

test('read-only keys read, and write nothing', async () => {
  const group = await organization.addGroup({ websiteIds: websites });
  const key = await organization.createKey({ readOnly: true });
  const before = await organization.snapshot();
  const requests: [string, object?][] = [
    [`PATCH /api/v1/groups/${group}`, { name: 'New' }],
    ['POST /api/v1/groups', { name: 'New', website_ids: websites }],
    ['POST /api/v1/websites', { url: 'a.example' }],
    [`DELETE /api/v1/websites/${websites[0]}`],
    [`POST /api/v1/websites/${websites[0]}/restore`],
  ];
  for (const [request, body] of requests) expect(refusal(await rest(key, request, body))).toEqual([403, 'FORBIDDEN']);
  expect(await organization.snapshot()).toBe(before);
  expect((await rest(key, 'GET /api/v1/groups')).status).toBe(200);
});

test('ids of another organization answer like ids that do not exist', async () => {
  const stranger = await TestOrganization.create();
  const [website] = (await stranger.addWebsites(1)) as [string];
  const group = await stranger.addGroup({ websiteIds: [website], externalId: 'theirs' });
  const before = await stranger.snapshot();
  const answers = async (groupId: string, websiteId: string) => {
    const requests: [string, object?][] = [
      [`PATCH /api/v1/groups/${groupId}`, { name: 'New' }],
      [`PATCH /api/v1/groups/${groupId}`, { billing_enabled: true, external_id: 'x' }],
      [`GET /api/v1/credits/group?group_id=${groupId}`],
      [`DELETE /api/v1/websites/${websiteId}`],
      [`POST /api/v1/websites/${websiteId}/restore`],
      ['POST /api/v1/groups', { name: 'New', website_ids: [websiteId] }],
    ];
    const all = [];
    for (const [request, body] of requests) {
      const { status, text } = await rest(organization.key, request, body);
      all.push([status, text.replaceAll(groupId, 'id').replaceAll(websiteId, 'id')]);
    }
    return all;
  };
  expect(await answers(group, website)).toEqual(await answers(randomUUID(), randomUUID()));
  expect((await rest(organization.key, 'GET /api/v1/groups?external_id=theirs')).body).toEqual({ groups: [] });
  expect(await stranger.snapshot()).toBe(before);
});

test('what cannot be read is refused in the form of this API, and names what is wrong', async () => {
  const group = await organization.addGroup();
  const path = `PATCH /api/v1/groups/${group}`;
  const cases: [request: string, body: object | string | undefined, status: number, code: string, path?: string[]][] = [
    [path, '{', 400, 'BAD_REQUEST'],
    [path, '', 400, 'BAD_REQUEST'],
    [path, undefined, 400, 'MISSING_BODY'],
    [path, '[]', 400, 'INVALID_BODY', []],
    [path, '{"__proto__": {}}', 400, 'BAD_REQUEST'],
    [path, { name: 5 }, 400, 'INVALID_BODY', ['name']],
    [path, { name: null }, 400, 'INVALID_BODY', ['name']],
    [path, { name: ' ' }, 400, 'INVALID_RESOURCE_INPUT', ['name']],
    [path, { nam: 'x' }, 400, 'INVALID_BODY', ['nam']],
    [path, { addWebsiteIds: [] }, 400, 'INVALID_BODY', ['addWebsiteIds']],
    [path, { add_website_ids: [] }, 400, 'INVALID_RESOURCE_INPUT', ['add_website_ids']],
    [path, { add_website_ids: [1] }, 400, 'INVALID_BODY', ['add_website_ids', '0']],
    [path, { billing_enabled: 'true' }, 400, 'INVALID_BODY', ['billing_enabled']],
    [`${path}?dry=1`, { name: 'x' }, 400, 'INVALID_PARAMETER', ['dry']],
    ['POST /api/v1/groups', { name: 'x' }, 400, 'INVALID_BODY', ['website_ids']],
    ['POST /api/v1/websites', { url: 'localhost' }, 400, 'INVALID_RESOURCE_INPUT', ['url']],
    ['GET /api/v1/nothing', undefined, 404, 'NOT_FOUND'],
    ['GET /api/v1', undefined, 404, 'NOT_FOUND'],
    [`GET /api/v1/groups/${group}`, undefined, 405, 'BAD_REQUEST'],
    ['PUT /api/v1/groups', {}, 405, 'BAD_REQUEST'],
    ['GET /api/v1/groups/%E0%A4', undefined, 400, 'BAD_REQUEST'],
  ];
  for (const [request, body, status, code, issue] of cases) {
    const answer = await rest(organization.key, request, body);
    expect([request, body, ...refusal(answer)]).toEqual([request, body, status, code]);
    expect(Object.keys(answer.body)).toEqual(['error']);
    expect(answer.body.error.message.length).toBeGreaterThan(20);
    if (issue) expect(answer.body.error.issues[0].path).toEqual(issue);
  }
  const { status } = await rest(organization.key, path, 'name=x', { headers: { 'content-type': 'text/plain' } });
  expect(status).toBe(415);
});

test('an empty body is none, whatever its type', async () => {
  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
    const path = `/api/v1/websites/${websites[0]}`;
    const headers = { 'content-type': type };
    expect((await rest(organization.key, `DELETE ${path}`, undefined, { headers })).status).toBe(200);
    expect((await rest(organization.key, `POST ${path}/restore`, '', { headers })).status).toBe(200);
  }
});

test('a method that an address does not take is told which ones it does', async () => {
  const { status, headers } = await rest(organization.key, 'DELETE /api/v1/groups');
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});

test('a request without a valid key gets 401 in the form of this API', async () => {
  for (const key of ['', 'gg_0000000000000000000000000000000000000000'])
    expect(refusal(await rest(key, 'GET /api/v1/groups'))).toEqual([401, 'UNAUTHENTICATED']);
  const authorization = `Bearer ${organization.key}`;
  expect((await rest('', 'GET /api/v1/groups', undefined, { headers: { authorization } })).status).toBe(200);
  const basic = `Basic ${Buffer.from(`x:${organization.key}`).toString('base64')}`;
  expect((await rest('', 'GET /api/v1/groups', undefined, { headers: { authorization: basic } })).status).toBe(401);
});
