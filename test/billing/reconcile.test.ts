import { type CommandRun, documentOf, runCommand } from '../support/admin.ts';
import { TestOrganization } from '../support/organization.ts';
import { createDatabase, serverUrl } from '../support/postgres.ts';
import { autumnHarness } from './autumn-harness.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let harness: Awaited<ReturnType<typeof autumnHarness>>;

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  harness = await autumnHarness();
  await runCommand('migrate', [], { DATABASE_URL: database.url });
});
afterAll(async () => {
  await harness.close();
  await database.drop();
});

const check = (organization: TestOrganization, args: string[] = [], env = {}): Promise<CommandRun> =>
  runCommand('admin', ['billing', 'check', '--organization', organization.id, '--json', ...args], {
    DATABASE_URL: database.url,
    ...harness.env,
    ...env,
  });

/** What a check that finds something to mend prints. */
const findings = ({ code, stdout }: CommandRun) => {
  expect(code).toBe(1);
  return JSON.parse(stdout);
};

const makeEntity = (organization: TestOrganization, groupId: string) =>
  harness.autumn.books.answer(
    '/v1/entities.create',
    { customer_id: organization.id, entity_id: groupId, feature_id: 'groups' },
    undefined,
  );

async function prepare() {
  const organization = await TestOrganization.create({ database: database.url });
  const fine = await organization.addGroup({ billingEnabled: true });
  const lacking = await organization.addGroup({ billingEnabled: true });
  const switchedOff = await organization.addGroup();
  await organization.addGroup();
  for (const groupId of [fine, switchedOff]) await makeEntity(organization, groupId);
  return { organization, fine, lacking, switchedOff };
}

test('a check finds what differs, and repairs what is missing', async () => {
  const { organization, lacking, switchedOff } = await prepare();
  const off = { organizationId: organization.id, groupId: switchedOff, kind: 'entity-without-flag' };
  const missing = { organizationId: organization.id, groupId: lacking, kind: 'flag-without-entity' };

  const before = await organization.snapshot({ history: false });
  const found = findings(await check(organization));
  expect(found).toMatchObject({ provider: 'autumn', checked: 4, complete: true, givenUp: null, next: null });
  expect(found.differences).toHaveLength(2);
  expect(found.differences).toEqual(expect.arrayContaining([off, missing]));
  expect(harness.autumn.books.count(organization.id, lacking)).toBe(0);

  const repaired = documentOf(await check(organization, ['--repair', '--as', 'Ada']));
  expect(repaired.differences).toEqual(expect.arrayContaining([off, { ...missing, repaired: true }]));
  expect(harness.autumn.books.count(organization.id, lacking)).toBe(1);
  expect(documentOf(await check(organization, ['--repair'])).differences).toEqual([off]);
  expect(await organization.snapshot({ history: false })).toBe(before);
  expect(
    await organization.query(
      'SELECT resource_type, resource_id, details, author_name FROM organization_changes WHERE organization_id = $1',
      [organization.id],
    ),
  ).toEqual([
    {
      resource_type: 'GROUP',
      resource_id: lacking,
      details: { billingEntity: { from: null, to: 'autumn' } },
      author_name: 'Ada',
    },
  ]);
});

test('many groups are gone through in batches, with few calls, and from a position on', async () => {
  const organization = await TestOrganization.create({ database: database.url });
  const groups = await Promise.all(Array.from({ length: 60 }, () => organization.addGroup({ billingEnabled: true })));
  for (const groupId of groups) await makeEntity(organization, groupId);
  const callsBefore = harness.autumn.calls.length;
  expect(documentOf(await check(organization))).toMatchObject({ checked: 60, complete: true, differences: [] });
  expect(harness.autumn.calls.length - callsBefore).toBe(3);

  const middle = groups.sort()[39];
  const rest = documentOf(await check(organization, ['--after', `${organization.id}/${middle}`]));
  expect(rest).toMatchObject({ checked: 20, complete: true });
});

test('a long check tells how far it is, can be interrupted, and goes on where it stopped', async () => {
  const organization = await TestOrganization.create({ database: database.url });
  const groups = await organization.addGroups(250, () => ({ billingEnabled: true }));
  for (const groupId of groups) await makeEntity(organization, groupId);
  harness.autumn.latencyMs = 300;
  const told: string[] = [];
  const run = await runCommand(
    'admin',
    ['billing', 'check', '--organization', organization.id],
    { DATABASE_URL: database.url, ...harness.env },
    (chunk, child) => {
      told.push(chunk);
      child.kill('SIGINT');
    },
  );
  harness.autumn.latencyMs = 0;
  expect(told[0]).toMatch(/^\d+ of 250 groups, 0 differ; to continue from here: --after /);
  expect(run.code).toBe(1);
  const [, checked, next] = /^Checked (\d+) groups: 0 differ.*^To continue: --after (\S+)$/ms.exec(run.stdout) ?? [];
  expect(Number(checked)).toBeGreaterThan(0);
  expect(Number(checked)).toBeLessThan(250);
  const rest = await check(organization, ['--after', next as string]);
  expect(rest.code).toBe(0);
  expect(JSON.parse(rest.stdout)).toMatchObject({ checked: 250 - Number(checked), complete: true });
}, 60_000);

test('a provider that does not answer is told as such, group by group', async () => {
  const { organization } = await prepare();
  harness.autumn.arm(organization.id, { kind: 'hang' });
  const found = findings(await check(organization, [], { BILLING_TIMEOUT_MS: '400' }));
  expect(found).toMatchObject({ checked: 4, complete: true });
  expect(found.differences).toEqual(
    Array.from({ length: 4 }, () => expect.objectContaining({ kind: 'unreachable', reason: 'timeout' })),
  );
  harness.autumn.mend(organization.id);
});

test('a wrong key stops the check, which says where to go on', async () => {
  const { organization } = await prepare();
  const run = await check(organization, [], { AUTUMN_SECRET_KEY: 'am_sk_wrong' });
  const found = findings(run);
  expect(found).toMatchObject({ complete: false, givenUp: 'bad_key' });
  expect(found.next).toMatch(new RegExp(`^${organization.id}/`));
  expect(run.stdout + run.stderr).not.toContain('am_sk_wrong');
});

test('a position that is none is refused', async () => {
  const { organization } = await prepare();
  const { code, stderr } = await check(organization, ['--after', 'page-2']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/two UUIDs/);
});
