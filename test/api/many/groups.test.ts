import { TestOrganization } from '../../support/organization.ts';
import { addGroups, attemptMany, many, membersOf } from './operations.ts';

let organization: TestOrganization;

beforeEach(async () => {
  organization = await TestOrganization.create();
});

const history = () =>
  organization.query(
    'SELECT group_id, kind, revision FROM group_changes WHERE organization_id = $1 ORDER BY group_id',
    [organization.id],
  );

test('1,000 groups are changed by one call, each with its result in its place and its entry of the history', async () => {
  const ids = await addGroups(organization, 1000);
  const results = await many(
    'updateGroups',
    organization.key,
    ids.map((id, n) => ({ id, name: `After ${n}` })),
  );
  expect(results.map(({ group }) => [group.id, group.name, group.revision])).toEqual(
    ids.map((id, n) => [id, `After ${n}`, 2]),
  );
  expect(await history()).toEqual([...ids].sort().map((group_id) => ({ group_id, kind: 'UPDATED', revision: 2 })));
});

test('a billed group is created beside others as often as it is asked for', async () => {
  const [website] = await organization.addWebsites(1);
  const inputs = [false, true, false].map((billingEnabled, n) => ({
    name: `Group ${n}`,
    websiteIds: [website],
    billingEnabled,
  }));
  const times = [];
  for (let n = 0; n < 3; n++) times.push(await many('createGroups', organization.key, inputs));
  expect(times.map(membersOf)).toEqual(times.map(() => Array(3).fill('CreateGroupSuccess')));
  expect(new Set(times.flat().map(({ group }) => group.id)).size).toBe(9);
});

test('each change is applied or refused by itself', async () => {
  const [site] = await organization.addWebsites(1);
  const [a, b, c, d, e, f, g] = await organization.addGroups(8, (n) => ({
    name: `Group ${n}`,
    externalId: `own ${n}`,
  }));
  const stranger = await TestOrganization.create();
  const foreign = await stranger.addGroup({ name: 'Foreign' });
  const results = await many('updateGroups', organization.key, [
    { id: a, name: 'Fine', addWebsiteIds: [site] },
    { id: b, externalId: 'own 0' },
    { id: c, name: 'x', expectedRevision: 7 },
    { id: d, addWebsiteIds: [site, a] },
    { id: foreign, name: 'x' },
    { id: 'none', name: 'x' },
    { id: e, name: ' ' },
    { id: f, externalId: 'new' },
    { id: g, externalId: 'new' },
    { id: String(a).toUpperCase(), name: 'Twice' },
  ]);
  expect(
    results.map(({ __typename, issues, existingGroup }) => [__typename, issues?.[0].path ?? existingGroup?.id]),
  ).toEqual([
    ['UpdateGroupSuccess', undefined],
    ['GroupExternalIdTaken', a],
    ['GroupRevisionConflict', undefined],
    ['InvalidResourceInput', ['addWebsiteIds', '1']],
    ['ResourceNotFound', undefined],
    ['ResourceNotFound', undefined],
    ['InvalidResourceInput', ['name']],
    ['UpdateGroupSuccess', undefined],
    ['InvalidResourceInput', ['externalId']],
    ['InvalidResourceInput', ['id']],
  ]);
  const names = await organization.query('SELECT name FROM groups WHERE id = ANY($1) ORDER BY name', [[a, b, c, d, e]]);
  expect(names.map(({ name }) => name)).toEqual(['Fine', 'Group 1', 'Group 2', 'Group 3', 'Group 4']);
});

test.each(['updateGroups', 'createGroups'])(
  'with atomic, the first refusal of %s leaves everything untouched',
  async (name) => {
    const [site] = await organization.addWebsites(1);
    await organization.addGroup({ externalId: 'taken' });
    const ids = await organization.addGroups(3, () => ({ name: 'Before' }));
    const inputs = ids.map((id, n) => ({
      ...(name === 'updateGroups' ? { id } : { websiteIds: [site] }),
      name: 'After',
      ...(n === 1 && { externalId: 'taken' }),
    }));
    const before = await organization.snapshot();
    const results = await many(name, organization.key, inputs, { atomic: true });
    expect(results.map(({ __typename, refusedIndex }) => [__typename, refusedIndex])).toEqual([
      ['NotAttempted', 1],
      ['GroupExternalIdTaken', undefined],
      ['NotAttempted', 1],
    ]);
    expect(await organization.snapshot()).toBe(before);
    const fine = await many(name, organization.key, [inputs[0] as object, inputs[2] as object], { atomic: true });
    expect(membersOf(fine)).toEqual(
      Array(2).fill(name.replace('Groups', 'GroupSuccess').replace(/^\w/, (c) => c.toUpperCase())),
    );
  },
);

test('1,000 groups are created by one call', async () => {
  const websiteIds = await organization.addWebsites(2);
  const inputs = Array.from({ length: 1000 }, (_, n) => ({ name: `New ${n}`, websiteIds, externalId: `new ${n}` }));
  const results = await many('createGroups', organization.key, inputs);
  expect(results.map(({ group }) => [group.name, group.externalId, group.websites.totalCount])).toEqual(
    inputs.map(({ name, externalId }) => [name, externalId, 2]),
  );
  expect((await history()).length).toBe(1000);
});

test('what the billing provider refuses is told of its group alone, and with atomic of all', async () => {
  const websiteIds = await organization.addWebsites(1);
  const id = await organization.addGroup({ name: 'Before' });
  await organization.setBillingOutage(true);
  const changes = [
    { id, billingEnabled: true },
    { id: await organization.addGroup({}), name: 'After' },
  ];
  const before = await organization.snapshot();
  expect(membersOf(await many('updateGroups', organization.key, changes, { atomic: true }))).toEqual([
    'BillingProviderFailed',
    'NotAttempted',
  ]);
  expect(await organization.snapshot()).toBe(before);
  expect(membersOf(await many('updateGroups', organization.key, changes))).toEqual([
    'BillingProviderFailed',
    'UpdateGroupSuccess',
  ]);
  const creations = [true, false].map((billingEnabled) => ({ name: 'New', websiteIds, billingEnabled }));
  expect(membersOf(await many('createGroups', organization.key, creations))).toEqual([
    'BillingProviderFailed',
    'CreateGroupSuccess',
  ]);
  await organization.setBillingOutage(false);
  expect(membersOf(await many('createGroups', organization.key, [...creations, creations[0] as object]))).toEqual([
    'CreateGroupSuccess',
    'CreateGroupSuccess',
    'InvalidResourceInput',
  ]);
  const entities = await organization.query(
    'SELECT FROM sandbox_billing_entities e JOIN groups g USING (organization_id) WHERE g.id = group_id AND organization_id = $1 AND g.billing_enabled',
    [organization.id],
  );
  expect(entities.length).toBe(1);
});

test('no inputs are no mistake, and more than 1,000 are one error', async () => {
  const inputs = Array.from({ length: 1001 }, () => ({ id: 'x', name: 'x' }));
  expect(await many('updateGroups', organization.key, [])).toEqual([]);
  const { data, errors } = await attemptMany('updateGroups', organization.key, inputs);
  expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([null, ['BAD_USER_INPUT']]);
});

test('a direct customer is told of the inputs with external ids, a read-only key of all', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const id = await direct.addGroup({});
  const other = await direct.addGroup({});
  const inputs = [
    { id, externalId: null },
    { id: other, name: 'After' },
  ];
  expect(membersOf(await many('updateGroups', direct.key, inputs))).toEqual(['PartnerOnlyField', 'UpdateGroupSuccess']);
  const reader = await direct.createKey({ readOnly: true });
  const { errors } = await attemptMany('updateGroups', reader, inputs);
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('a repeat with the same idempotency key gets every first result', async () => {
  const ids = await organization.addGroups(3, (n) => ({ name: `Before ${n}` }));
  const inputs = [...ids.map((id) => ({ id, name: 'After' })), { id: 'none', name: 'x' }];
  const headers = { 'idempotency-key': 'many' };
  const first = await attemptMany('updateGroups', organization.key, inputs, { headers });
  const again = await attemptMany('updateGroups', organization.key, inputs, { headers });
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.data).toEqual(first.data);
  expect((await history()).length).toBe(3);
});

test('calls that change the same groups in other orders all succeed, one after the other', async () => {
  const ids = await organization.addGroups(50, () => ({ name: 'Before' }));
  const orders = Array.from({ length: 6 }, (_, n) => (n % 2 ? [...ids].reverse() : ids));
  const all = await Promise.all(
    orders.map((order, n) =>
      many(
        'updateGroups',
        organization.key,
        order.map((id) => ({ id, name: `By ${n}` })),
      ),
    ),
  );
  expect(all.flat().every(({ __typename }) => __typename === 'UpdateGroupSuccess')).toBe(true);
  const rows = await organization.query('SELECT DISTINCT name, revision FROM groups WHERE organization_id = $1', [
    organization.id,
  ]);
  expect(rows).toEqual([{ name: expect.stringMatching(/^By \d$/), revision: 7 }]);
});

test('calls that want the same new external ids at once: each is had by one group', async () => {
  const websiteIds = await organization.addWebsites(1);
  const inputs = Array.from({ length: 20 }, (_, n) => ({ name: 'New', websiteIds, externalId: `raced ${n}` }));
  const all = await Promise.all(
    Array.from({ length: 4 }, (_, n) => many('createGroups', organization.key, n % 2 ? [...inputs].reverse() : inputs)),
  );
  const created = all.flat().filter(({ __typename }) => __typename === 'CreateGroupSuccess');
  expect(new Set(membersOf(all.flat()))).toEqual(new Set(['CreateGroupSuccess', 'GroupExternalIdTaken']));
  expect(created.map(({ group }) => group.externalId).sort()).toEqual(
    inputs.map(({ externalId }) => externalId).sort(),
  );
});
