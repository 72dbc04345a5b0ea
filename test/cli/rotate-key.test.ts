import { accepts, admin, adminDocument } from '../support/admin.ts';
import { eventually } from '../support/eventually.ts';
import { TestOrganization } from '../support/organization.ts';

const create = (organization: TestOrganization, ...options: string[]) =>
  adminDocument('key', 'create', '--organization', organization.id, '--name', 'Backend', ...options);

test('a successor may do what the key may, and the key stops', async () => {
  const organization = await TestOrganization.create();
  const websites = await organization.addWebsites(2);
  const old = await create(
    organization,
    ...websites.flatMap((id) => ['--website', id]),
    ...['--permission', 'STAFF_ADMINISTRATION', '--expires', '30d'],
  );
  expect(await accepts(old.key)).toBe(true);
  const successor = await adminDocument('key', 'rotate', old.id);
  const { organizationId, name, scope, websiteIds, permissions, expiresAt } = old;
  expect(successor).toMatchObject({
    organizationId,
    name,
    scope,
    websiteIds,
    permissions,
    expiresAt,
    status: 'ACTIVE',
  });
  expect(successor.previous).toMatchObject({ id: old.id, status: 'REVOKED' });
  expect(successor.key).not.toBe(old.key);
  expect(await accepts(successor.key)).toBe(true);
  await eventually('the key stops', async () => !(await accepts(old.key)), 2100);
});

test('both keys work during the overlap, and then the successor alone', async () => {
  const organization = await TestOrganization.create();
  const old = await create(organization);
  const successor = await adminDocument('key', 'rotate', old.id, '--overlap', '8s');
  expect(successor).toMatchObject({ expiresAt: null, previous: { id: old.id, status: 'ACTIVE' } });
  expect(await Promise.all([accepts(old.key), accepts(successor.key)])).toEqual([true, true]);
  await eventually('the key stops', async () => !(await accepts(old.key)), 11_000);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(successor.previous.expiresAt));
  expect(await accepts(successor.key)).toBe(true);
});

test('an overlap does not prolong a key, and the successor may be given another end', async () => {
  const organization = await TestOrganization.create();
  const old = await create(organization, '--expires', '1h');
  const successor = await adminDocument(
    'key',
    'rotate',
    old.id,
    '--overlap',
    '2d',
    '--expires',
    '2090-01-01T00:00:00Z',
  );
  expect(successor.previous.expiresAt).toBe(old.expiresAt);
  expect(successor.expiresAt).toBe('2090-01-01T00:00:00.000Z');
});

test('a key that has ended has no successor', async () => {
  const organization = await TestOrganization.create();
  const { id } = await create(organization);
  await adminDocument('key', 'revoke', id);
  const before = await organization.snapshot();
  const run = await admin('key', 'rotate', id);
  expect(run).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^group-gateway: The key .* was revoked at .*\n$/),
  });
  expect(await organization.snapshot()).toBe(before);
});

test('of several rotations at once one succeeds', async () => {
  const organization = await TestOrganization.create();
  const { id } = await create(organization);
  const runs = await Promise.all(Array.from({ length: 4 }, () => admin('key', 'rotate', id, '--json')));
  expect(runs.map(({ code }) => code).sort()).toEqual([0, 2, 2, 2]);
  const list = await adminDocument('key', 'list', '--organization', organization.id);
  const named = list.filter(({ name }: { name: string }) => name === 'Backend');
  expect(named.map(({ status }: { status: string }) => status).sort()).toEqual(['ACTIVE', 'REVOKED']);
});
