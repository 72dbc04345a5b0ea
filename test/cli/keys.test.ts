import { accepts, admin, adminDocument, documentOf } from '../support/admin.ts';
import { eventually } from '../support/eventually.ts';
import { data, send } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';

const create = (organization: TestOrganization, ...options: string[]) =>
  adminDocument('key', 'create', '--organization', organization.id, '--name', 'Backend', ...options);

test('a created key works at once, and is shown once', async () => {
  const organization = await TestOrganization.create();
  const { code, stdout, stderr } = await admin('key', 'create', '--organization', organization.id, '--name', 'Backend');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [key, ...more] = stdout.match(/gg_[0-9a-f]{40}/g) ?? [];
  expect(more).toEqual([]);
  const { viewer } = await data(
    key as string,
    '{ viewer { organization { id } apiKey { name permissions expiresAt } } }',
  );
  expect(viewer).toEqual({
    organization: { id: organization.id },
    apiKey: { name: 'Backend', permissions: [], expiresAt: null },
  });
});

test('scripts get the key and all about it in one document', async () => {
  const organization = await TestOrganization.create();
  const created = await create(
    organization,
    '--permission',
    'STAFF_ADMINISTRATION',
    '--expires',
    '2090-01-31T12:00:00+02:00',
  );
  expect(created).toEqual({
    id: expect.any(String),
    organizationId: organization.id,
    name: 'Backend',
    prefix: created.key.slice(0, 11),
    status: 'ACTIVE',
    scope: 'GLOBAL',
    websiteIds: null,
    permissions: ['STAFF_ADMINISTRATION'],
    readOnly: false,
    createdAt: expect.any(String),
    expiresAt: '2090-01-31T10:00:00.000Z',
    revokedAt: null,
    lastUsedAt: null,
    key: expect.stringMatching(/^gg_[0-9a-f]{40}$/),
  });
  const { viewer } = await data(created.key, '{ viewer { apiKey { permissions } } }');
  expect(viewer.apiKey.permissions).toEqual(['STAFF_ADMINISTRATION']);
});

test('no list shows a key, whatever its state', async () => {
  const organization = await TestOrganization.create();
  const active = await create(organization);
  const revoked = await create(organization);
  await adminDocument('key', 'revoke', revoked.id);
  const rotated = await adminDocument('key', 'rotate', active.id, '--overlap', '1h');
  const lists = await Promise.all([
    admin('key', 'list', '--organization', organization.id),
    admin('key', 'list', '--organization', organization.id, '--json'),
  ]);
  expect(documentOf(lists[1] as (typeof lists)[0])).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: active.id, prefix: active.prefix, status: 'ACTIVE' }),
      expect.objectContaining({ id: revoked.id, status: 'REVOKED', revokedAt: expect.any(String) }),
      expect.objectContaining({ id: rotated.id, status: 'ACTIVE' }),
    ]),
  );
  for (const { stdout } of lists)
    for (const { key } of [active, revoked, rotated]) {
      expect(stdout).toContain(key.slice(0, 11));
      expect(stdout).not.toContain(key.slice(11));
    }
});

test('a read-only key changes nothing, nor does its successor, and both are listed as read-only', async () => {
  const organization = await TestOrganization.create();
  const created = await create(organization, '--read-only', '--permission', 'STAFF_ADMINISTRATION');
  const successor = await adminDocument('key', 'rotate', created.id, '--overlap', '1h');
  for (const { key } of [created, successor]) {
    const { errors } = await send(key, 'mutation { createWebsite(input: { url: "a.example" }) { __typename } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(await data(key, '{ websites { totalCount } }')).toEqual({ websites: { totalCount: 0 } });
  }
  const list = await adminDocument('key', 'list', '--organization', organization.id);
  for (const { id } of [created, successor])
    expect(list).toContainEqual(expect.objectContaining({ id, readOnly: true }));
  const { stdout } = await admin('key', 'list', '--organization', organization.id);
  expect(stdout).toMatch(/^ID .* READ-ONLY /);
});

test('a key that is confined to a website reads that one alone', async () => {
  const organization = await TestOrganization.create();
  const [website, other] = (await organization.addWebsites(2)) as [string, string];
  const { key, ...record } = await create(organization, '--website', website, '--website', website.toUpperCase());
  expect(record).toMatchObject({ scope: 'WEBSITES', websiteIds: [website] });
  const { websites } = await data(key, '{ websites { nodes { id } } }');
  expect(websites.nodes).toEqual([{ id: website }]);
  const { errors } = await send(key, `mutation { deleteWebsite(input: { id: "${other}" }) { __typename } }`);
  expect(errors).toHaveLength(1);
});

test("a key is not confined to another organization's website, nor to a deleted one, and none is created", async () => {
  const organization = await TestOrganization.create();
  const [foreign] = await (await TestOrganization.create()).addWebsites(1);
  const [deleted] = await organization.addWebsites(1);
  await organization.query('UPDATE websites SET deleted_at = now() WHERE id = $1', [deleted]);
  const before = await organization.snapshot();
  for (const website of [foreign, deleted] as string[]) {
    const run = await admin('key', 'create', '--organization', organization.id, '--name', 'x', '--website', website);
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(website) });
  }
  expect(await organization.snapshot()).toBe(before);
});

test('a key stops when it expires, and the list says so', async () => {
  const organization = await TestOrganization.create();
  const created = await create(organization, '--expires', '8s');
  expect(await accepts(created.key)).toBe(true);
  await eventually('the key stops', async () => !(await accepts(created.key)), 10_000);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(created.expiresAt));
  const list = await adminDocument('key', 'list', '--organization', organization.id);
  expect(list).toContainEqual(expect.objectContaining({ id: created.id, status: 'EXPIRED' }));
});

test('a revoked key stops within 2 seconds, and revoking it again changes nothing', async () => {
  const organization = await TestOrganization.create();
  const { id, key } = await create(organization);
  expect(await accepts(key)).toBe(true);
  const revoked = await adminDocument('key', 'revoke', id);
  expect(revoked).toMatchObject({ id, status: 'REVOKED', changed: true });
  await eventually('the key stops', async () => !(await accepts(key)), 2100);
  expect(await adminDocument('key', 'revoke', id)).toMatchObject({ revokedAt: revoked.revokedAt, changed: false });
  const { code, stdout } = await admin('key', 'revoke', id);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^Nothing changed/) });
});
