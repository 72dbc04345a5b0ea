import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { startService } from '../../support/service.ts';
import { WireCounter } from '../../support/wire-counter.ts';
import { addGroups, many, membersOf } from './operations.ts';

let organization: TestOrganization;

beforeEach(async () => {
  organization = await TestOrganization.create();
});

const names = (text: string) => [{ language: { id: 1 }, labelText: text }];

test('1,000 websites are created by one call, each with its entry of the history', async () => {
  const inputs = Array.from({ length: 1000 }, (_, n) => ({ url: `https://site-${n}.example/` }));
  const results = await many('createWebsites', organization.key, inputs);
  expect(results.map(({ website }) => website.url)).toEqual(inputs.map((_, n) => `site-${n}.example`));
  const entries = await organization.query(
    "SELECT FROM website_changes WHERE organization_id = $1 AND kind = 'CREATED'",
    [organization.id],
  );
  expect(entries.length).toBe(1000);
});

test('each website is created or refused by itself, and with atomic all or none', async () => {
  const [holder] = await organization.addWebsites(1, { externalId: 'taken' });
  const inputs = [
    { url: 'a.example', externalId: 'a' },
    { url: 'localhost' },
    { url: 'b.example', externalId: 'taken' },
    { url: 'c.example', externalId: 'a' },
  ];
  const before = await organization.snapshot();
  const none = await many('createWebsites', organization.key, inputs, { atomic: true });
  expect(none.map(({ __typename, refusedIndex }) => [__typename, refusedIndex])).toEqual([
    ['NotAttempted', 1],
    ['InvalidResourceInput', undefined],
    ['NotAttempted', 1],
    ['NotAttempted', 1],
  ]);
  expect(await organization.snapshot()).toBe(before);
  const results = await many('createWebsites', organization.key, inputs);
  expect(membersOf(results)).toEqual([
    'CreateWebsiteSuccess',
    'InvalidResourceInput',
    'WebsiteExternalIdTaken',
    'InvalidResourceInput',
  ]);
  expect(results[2]?.existingWebsite.id).toBe(holder);
});

test('account groups change labels together, then their places one after the other', async () => {
  const ids: string[] = [];
  for (const name of ['A', 'B', 'C', 'D']) ids.push(await organization.addAccountGroup({ names: { 1: name } }));
  const [a, b, c, d] = ids;
  const results = await many('updateAccountGroups', organization.key, [
    { id: c, displayOrder: 1 },
    { id: a, names: names('A 2') },
    { id: d, displayOrder: 1, names: names('D 2') },
    { id: b, names: names('B 2'), expectedRevision: 1 },
    { id: '999999', names: names('x') },
    { id: b, names: names('Twice') },
  ]);
  expect(
    results.map(({ __typename, accountGroup, displaced }) => [
      __typename,
      accountGroup?.lookupName,
      displaced?.map(({ id }: { id: string }) => id),
    ]),
  ).toEqual([
    ['UpdateAccountGroupSuccess', 'C', [a, b]],
    ['UpdateAccountGroupSuccess', 'A 2', []],
    ['UpdateAccountGroupSuccess', 'D 2', [c, a, b]],
    ['UpdateAccountGroupSuccess', 'B 2', []],
    ['ResourceNotFound', undefined, undefined],
    ['InvalidResourceInput', undefined, undefined],
  ]);
  const order = await organization.query(
    'SELECT id::text FROM account_groups WHERE organization_id = $1 ORDER BY display_order',
    [organization.id],
  );
  expect(order.map(({ id }) => id)).toEqual([d, c, a, b]);
});

test('with atomic, one account group that is refused leaves the labels and places of all', async () => {
  const ids: string[] = [];
  for (const name of ['A', 'B', 'C']) ids.push(await organization.addAccountGroup({ names: { 1: name } }));
  const before = await organization.snapshot();
  const inputs = [
    { id: ids[0], names: names('A 2') },
    { id: ids[2], displayOrder: 1 },
    { id: ids[1], displayOrder: 1, expectedRevision: 7 },
  ];
  const results = await many('updateAccountGroups', organization.key, inputs, { atomic: true });
  expect(membersOf(results)).toEqual(['NotAttempted', 'NotAttempted', 'AccountGroupRevisionConflict']);
  expect(await organization.snapshot()).toBe(before);
});

test('expected revisions are those before the call, and results show the end of it', async () => {
  const ids: string[] = [];
  for (const name of ['A', 'B', 'C', 'D']) ids.push(await organization.addAccountGroup({ names: { 1: name } }));
  const [a, b, c, d] = ids;
  const results = await many('updateAccountGroups', organization.key, [
    { id: d, displayOrder: 1, expectedRevision: 1 }, // displaces A, B and C
    { id: c, displayOrder: 1, expectedRevision: 1 }, // displaces D, A and B
    { id: a, displayOrder: 9, expectedRevision: 3 },
    { id: b, names: names('B 2'), expectedRevision: 1 },
  ]);
  expect(membersOf(results)).toEqual([
    'UpdateAccountGroupSuccess',
    'UpdateAccountGroupSuccess',
    'AccountGroupRevisionConflict',
    'UpdateAccountGroupSuccess',
  ]);
  const stored = await organization.query(
    'SELECT id::text, revision, display_order AS "displayOrder" FROM account_groups WHERE organization_id = $1',
    [organization.id],
  );
  const byId = new Map(stored.map((row) => [row.id, row]));
  for (const [index, id] of [d, c, undefined, b].entries())
    if (id) expect(results[index]?.accountGroup).toMatchObject(byId.get(id) as object);
  expect(results[2]?.currentAccountGroup.revision).toBe(byId.get(a)?.revision);
  expect(results[1]?.displaced.map(({ id }: { id: string }) => id)).toEqual([d, a, b]);
});

test('1,000 account groups get new places by one call', async () => {
  const count = 1000;
  await organization.query(
    `INSERT INTO account_groups (organization_id, display_order, lookup_name)
     SELECT $1, n, 'x' FROM generate_series(1, $2::int) AS n`,
    [organization.id, count],
  );
  const order = async () =>
    (
      await organization.query(
        'SELECT id::text FROM account_groups WHERE organization_id = $1 ORDER BY display_order',
        [organization.id],
      )
    ).map(({ id }) => id as string);
  const ids = await order();
  await organization.query(
    `INSERT INTO account_group_labels (organization_id, account_group_id, kind, language_id, label_text)
     SELECT organization_id, id, 'NAME', 1, 'x' FROM account_groups WHERE organization_id = $1`,
    [organization.id],
  );
  const inputs = ids.map((id, n) => ({ id, displayOrder: 2 * count - n }));
  const results = await many('updateAccountGroups', organization.key, inputs);
  expect(new Set(membersOf(results))).toEqual(new Set(['UpdateAccountGroupSuccess']));
  expect(await order()).toEqual([...ids].reverse());
}, 60_000);

test('a thousand inputs are a few statements', async () => {
  const database = await createDatabase(serverUrl());
  const { counter, url } = await WireCounter.open(database.url);
  const service = await startService({ DATABASE_URL: url });
  try {
    const own = await TestOrganization.create({ database: database.url });
    const websiteIds = await own.addWebsites(1);
    const groupIds = await addGroups(own, 1000);
    const accountGroup = await own.addAccountGroup({ names: { 1: 'A' } });
    const calls: [string, (n: number) => object][] = [
      ['updateGroups', (n) => ({ id: groupIds[n], name: 'After' })],
      ['createGroups', (n) => ({ name: `New ${n}`, websiteIds })],
      ['createWebsites', (n) => ({ url: `site-${n}.example` })],
      ['updateAccountGroups', (n) => ({ id: n === 0 ? accountGroup : String(n + 1e6), names: names('B') })],
    ];
    for (const [name, input] of calls) {
      const inputs = Array.from({ length: 1000 }, (_, n) => input(n));
      const call = () => many(name, own.key, inputs, { url: service.url });
      await call();
      // Its own, those that read what is selected of the results, and what the node asks for at the same time.
      expect(await counter.during(async () => void (await call()))).toBeLessThan(30);
    }
  } finally {
    await service.kill();
    await counter.close();
    await database.drop();
  }
}, 60_000);
