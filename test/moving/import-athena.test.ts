import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Athena } from '../stand-ins/athena.ts';
import { temporaryFolder } from '../support/folder.ts';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { groupsOf, importAthena, reportOf } from './support.ts';

// Each command is a process of its own, which a busy machine is slow to start.
import.meta.jest.setTimeout(120_000);

let athena: Athena;
let organization: TestOrganization;
beforeEach(async () => {
  athena = await new Athena().start();
  organization = await TestOrganization.create();
});
afterEach(() => athena.stop());

const run = async (...args: string[]) => reportOf(await importAthena(athena, organization, [...args, '--json']));

test('groups and websites come over with their ids, external ids and times, and the history says that it was an import', async () => {
  const [blog, shop] = [
    athena.addWebsite('blog.example', { websiteName: 'Blog' }),
    athena.addWebsite('https://Shop.example/'),
  ];
  const both = athena.addGroup('Both', [blog, shop], { externalId: 'acct_1' });
  const empty = athena.addGroup(' Empty ', []);
  expect(await run('--as', 'Ada')).toMatchObject({
    code: 0,
    complete: true,
    counts: { groups: { read: 2, created: 2, changed: 0, left: 0 }, websites: { read: 2, created: 2 } },
    problems: [],
  });
  const createdAt = new Date('2025-03-01T08:30:00.000Z');
  expect(await groupsOf(organization)).toEqual([
    {
      id: both,
      name: 'Both',
      external_id: 'acct_1',
      billing_enabled: false,
      created_at: createdAt,
      revision: 1,
      urls: ['blog.example', 'shop.example'],
    },
    {
      id: empty,
      name: 'Empty',
      external_id: null,
      billing_enabled: false,
      created_at: createdAt,
      revision: 1,
      urls: [],
    },
  ]);
  const { organizationChanges } = await data(
    organization.key,
    '{ organizationChanges(first: 10) { nodes { resourceType resourceId operator } } }',
  );
  const operator = 'import athena by Ada';
  expect(organizationChanges.nodes).toHaveLength(4);
  for (const [resourceType, resourceId] of [
    ['GROUP', both],
    ['GROUP', empty],
    ['WEBSITE', blog],
    ['WEBSITE', shop],
  ])
    expect(organizationChanges.nodes).toContainEqual({ resourceType, resourceId, operator });
});

test('a second import writes nothing, and a later one writes only what differs', async () => {
  const websites = ['a.example', 'b.example', 'c.example'].map((url) => athena.addWebsite(url));
  const [a = '', b = '', c = ''] = websites;
  const first = athena.addGroup('First', [a, b], { externalId: 'one' });
  athena.addGroup('Second', [c]);
  await run();
  const before = await organization.snapshot();
  expect(await run()).toMatchObject({
    code: 0,
    counts: { groups: { read: 2, created: 0, changed: 0 }, websites: { created: 0 } },
  });
  expect(await organization.snapshot()).toBe(before);

  Object.assign(athena.groups.get(first) as object, { name: 'Renamed', externalId: null, websiteIds: [b, c] });
  expect(await run()).toMatchObject({
    counts: { groups: { created: 0, changed: 1 }, websites: { created: 0, changed: 0 } },
    changes: [
      {
        id: first,
        action: 'change',
        details: {
          name: { from: 'First', to: 'Renamed' },
          externalId: { from: 'one', to: null },
          websitesAdded: { to: [c] },
          websitesRemoved: { to: [a] },
        },
      },
    ],
  });
  expect((await groupsOf(organization))[0]).toMatchObject({
    name: 'Renamed',
    external_id: null,
    urls: ['b.example', 'c.example'],
    revision: 2,
  });
});

test('a group that is here under another id is found by its external id', async () => {
  const here = await organization.addGroup({ name: 'Here', externalId: 'acct_1' });
  athena.addGroup('There', [athena.addWebsite('a.example')], { externalId: 'acct_1' });
  expect(await run()).toMatchObject({ code: 0, counts: { groups: { created: 0, changed: 1 } } });
  expect(await groupsOf(organization)).toMatchObject([{ id: here, name: 'There', urls: ['a.example'] }]);
});

test('external ids that groups of the list pass on to each other come over, also those of groups that are new here', async () => {
  const website = athena.addWebsite('a.example');
  const [a, b, c] = ['A', 'B', 'C'].map((name) => athena.addGroup(name, [website], { externalId: name }));
  await run();
  const change = (id: string | undefined, externalId: string | null) =>
    Object.assign(athena.groups.get(id as string) as object, { externalId });
  change(a, 'B');
  change(b, 'A');
  change(c, null);
  const d = athena.addGroup('D', [website], { externalId: 'C' });
  expect(await run()).toMatchObject({ code: 0, counts: { groups: { created: 1, changed: 3 } } });
  expect((await groupsOf(organization)).map(({ id, external_id }) => [id, external_id])).toEqual([
    [a, 'B'],
    [b, 'A'],
    [c, null],
    [d, 'C'],
  ]);
  const before = await organization.snapshot();
  expect(await run()).toMatchObject({ code: 0, counts: { groups: { created: 0, changed: 0 } } });
  expect(await organization.snapshot()).toBe(before);
});

test('a group and a website with the same id that is no UUID are two things', async () => {
  athena.addGroup('One', [athena.addWebsite('a.example', { id: '1' })], { id: '1' });
  await run();
  const [group] = await groupsOf(organization);
  const websites = await organization.query('SELECT id::text FROM websites WHERE organization_id = $1', [
    organization.id,
  ]);
  expect(websites).toHaveLength(1);
  expect(websites[0]?.id).not.toBe(group?.id);
});

test('a website that cannot be restored is left out, and its groups come over without it', async () => {
  const website = await organization.addWebsite({ url: 'a.example', externalId: 'taken', deleted: true });
  await organization.addWebsite({ url: 'b.example', externalId: 'taken' });
  athena.addWebsite('a.example', { id: website, websiteName: 'A' });
  athena.addGroup('G', [website]);
  const report = await run();
  expect(report).toMatchObject({ code: 1, complete: true, counts: { groups: { created: 1 }, websites: { left: 1 } } });
  expect(report.problems).toEqual([
    { kind: 'websites', id: website, problem: expect.stringContaining('it cannot be restored') },
  ]);
  expect(await groupsOf(organization)).toMatchObject([{ name: 'G', urls: [] }]);
});

test('an answer without the list of groups is told as one', async () => {
  athena.listName = 'items';
  const { code, stderr } = await importAthena(athena, organization);
  expect(code).toBe(1);
  expect(stderr).toContain('is no list of groups');
});

test('an id that is no UUID stands for the same group each time', async () => {
  athena.addGroup('Odd', [athena.addWebsite('a.example', { id: 'site-1' })], { id: 'group-1' });
  await run();
  const before = await organization.snapshot();
  await run();
  expect(await organization.snapshot()).toBe(before);
  expect(await groupsOf(organization)).toMatchObject([{ name: 'Odd', urls: ['a.example'] }]);
});

test('a website that was deleted here is restored if a group there has it, and a new name follows', async () => {
  const website = athena.addWebsite('a.example', { websiteName: 'New' });
  athena.addGroup('G', [website]);
  await organization.query(
    "INSERT INTO websites (organization_id, id, url, name, deleted_at) VALUES ($1, $2, 'a.example', 'Old', now())",
    [organization.id, website],
  );
  expect(await run()).toMatchObject({ code: 0, counts: { websites: { created: 0, changed: 2 } } });
  expect(await organization.query('SELECT name, deleted_at FROM websites WHERE id = $1', [website])).toEqual([
    { name: 'New', deleted_at: null },
  ]);
});

test('what breaks a rule is in the report, and the rest comes over', async () => {
  const [good, bad] = [athena.addWebsite('good.example'), athena.addWebsite('localhost')];
  const long = athena.addGroup('x'.repeat(256), [good]);
  athena.addGroup('Kept', [good, bad], { externalId: 'same' });
  const twin = athena.addGroup('Twin', [good], { externalId: 'same' });
  const other = await organization.addWebsite({ url: 'other.example' });
  await organization.query('UPDATE websites SET id = $2 WHERE id = $1', [other, good]);
  const report = await run();
  expect(report).toMatchObject({
    code: 1,
    complete: true,
    problemCount: 4,
    counts: { groups: { read: 3, created: 1, left: 2 } },
  });
  expect(report.problems).toEqual(
    expect.arrayContaining([
      { kind: 'websites', id: bad, problem: expect.stringContaining('url must have a public host name') },
      {
        kind: 'websites',
        id: good,
        isPart: true,
        problem: expect.stringContaining('addresses of websites cannot change'),
      },
      { kind: 'groups', id: long, problem: expect.stringContaining('name must have at most 255 characters') },
      { kind: 'groups', id: twin, problem: expect.stringContaining('has its external id same') },
    ]),
  );
  expect(await groupsOf(organization)).toMatchObject([{ name: 'Kept', urls: ['other.example'] }]);
});

test('for a direct customer external ids stay behind, and the report says so', async () => {
  organization = await TestOrganization.create({ partner: false });
  athena.addGroup('G', [athena.addWebsite('a.example')], { externalId: 'one' });
  expect(await run()).toMatchObject({ code: 1, problems: [{ problem: expect.stringContaining('only partners') }] });
  athena.isPartner = false;
  expect(await run()).toMatchObject({ code: 0, problems: [] });
  expect(await groupsOf(organization)).toMatchObject([{ name: 'G', external_id: null }]);
});

test('a group keeps more websites than one change takes', async () => {
  const websites = Array.from({ length: 2500 }, (_, n) => athena.addWebsite(`site-${n}.example`));
  const id = athena.addGroup('Large', websites);
  expect(await run()).toMatchObject({ code: 0, counts: { groups: { created: 1 }, websites: { created: 2500 } } });
  expect((await groupsOf(organization))[0]?.urls).toHaveLength(2500);
  const group = athena.groups.get(id) as { websiteIds: string[] };
  group.websiteIds = websites.slice(0, 1);
  expect(await run()).toMatchObject({ code: 0, counts: { groups: { changed: 1 } } });
  expect((await groupsOf(organization))[0]?.urls).toEqual(['site-0.example']);
});

test('billing flags and credits come over only by choice', async () => {
  const website = athena.addWebsite('a.example');
  const billed = athena.addGroup('Billed', [website], { billingEnabled: true });
  const plain = athena.addGroup('Plain', [website]);
  athena.credits.set(billed, { monthly: 300, oneOff: 200 });
  await run();
  expect(await groupsOf(organization)).toMatchObject([{ billing_enabled: false }, { billing_enabled: false }]);
  expect(await organization.entities()).toEqual({});

  expect(await run('--billing', '--credits')).toMatchObject({
    code: 0,
    counts: { groups: { changed: 1 }, credits: { read: 1, changed: 1 } },
  });
  expect(await organization.entities()).toEqual({ [billed]: { monthly: 300, oneOff: 200 } });
  expect((await groupsOf(organization)).map(({ id, billing_enabled }) => [id, billing_enabled])).toEqual([
    [billed, true],
    [plain, false],
  ]);
  const before = await organization.snapshot();
  expect(await run('--billing', '--credits')).toMatchObject({ code: 0, counts: { credits: { changed: 0 } } });
  expect(await organization.snapshot()).toBe(before);
});

test('if the billing provider fails, billed groups are left out, and the next import brings them', async () => {
  await organization.setBillingOutage(true);
  const billed = athena.addGroup('Billed', [athena.addWebsite('a.example')], { billingEnabled: true });
  athena.addGroup('Plain', []);
  expect(await run('--billing')).toMatchObject({
    code: 1,
    problems: [{ kind: 'groups', id: billed }],
    counts: { groups: { created: 1, left: 1 } },
  });
  await organization.setBillingOutage(false);
  expect(await run('--billing')).toMatchObject({ code: 0, counts: { groups: { created: 1 } } });
});

test('if the billing provider does not give balances, none is set, and the report says so', async () => {
  const billed = athena.addGroup('Billed', [athena.addWebsite('a.example')], { billingEnabled: true });
  athena.credits.set(billed, { monthly: 300, oneOff: 200 });
  await run('--billing', '--credits');
  await organization.setBillingOutage(true);
  expect(await run('--credits')).toMatchObject({
    code: 1,
    counts: { credits: { read: 1, changed: 0, left: 1 } },
    problems: [{ kind: 'credits', id: billed, problem: expect.stringContaining('is left out') }],
  });
});

test('a dry run writes nothing, and shows what an import would do', async () => {
  const [a, b] = [athena.addWebsite('a.example'), athena.addWebsite('b.example')];
  const known = await organization.addGroup({ name: 'Old name', externalId: 'one' });
  athena.addGroup('New name', [a], { externalId: 'one' });
  const created = athena.addGroup('Created', [a, b], { externalId: 'two' });
  const before = await organization.snapshot();
  const { code, stdout } = await importAthena(athena, organization, ['--dry-run']);
  expect(await organization.snapshot()).toBe(before);
  expect(code).toBe(0);
  const lines = stdout.split('\n');
  expect(lines).toContain(`+ website ${a} url "a.example"`);
  expect(lines).toContain(`~ group ${known} name "Old name" -> "New name", websitesAdded ["${a}"]`);
  expect(lines).toContain(`+ group ${created} name "Created", externalId "two", websites 2`);
  expect(lines).toContain('groups: 2 read, 1 to create, 1 to change, 0 left out');
  expect(lines.at(-2)).toBe('Nothing was written.');
  const report = await run();
  expect(report.counts).toMatchObject({ groups: { created: 1, changed: 1 }, websites: { created: 2 } });
});

test('--out has all changes and problems, one on a line', async () => {
  const { path, remove } = await temporaryFolder();
  for (let n = 0; n < 150; n++) athena.addGroup(n === 0 ? '' : `Group ${n}`, []);
  const file = join(path, 'import.jsonl');
  const report = await run('--out', file);
  expect(report.changes).toHaveLength(100);
  const lines = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ type }) => type === 'change')).toHaveLength(149);
  expect(lines.filter(({ type }) => type === 'problem')).toHaveLength(1);
  await remove();
});

test('wrong use is one line, and tells no secret', async () => {
  const id = organization.id;
  for (const [args, message] of [
    [['--url', 'x'], /must be an address/],
    [['--url', 'http://ada:secret@localhost'], /must be an address/],
    [['--organization', randomUUID()], /There is no organization/],
    [['--key-from-env', 'NOT_SET'], /is missing. Put it into the environment variable NOT_SET/],
  ] as const) {
    const { code, stdout, stderr } = await importAthena(athena, organization, [...args]);
    expect({ args, code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      args,
      code: 2,
      stdout: '',
      lines: 1,
    });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('secret');
  }
  expect(await organization.query('SELECT FROM groups WHERE organization_id = $1', [id])).toEqual([]);
});
