import { data, send } from '../../support/graphql.ts';
import type { Member } from '../../support/operation.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { roomForRaces, type ServiceProcess, startService } from '../../support/service.ts';
import { label, mutate, type mutations, places, read } from './operations.ts';

const nodes: ServiceProcess[] = [];
beforeAll(async () => {
  nodes.push(...(await Promise.all([1, 2].map(() => startService({ DATABASE_URL: databaseUrl(), ...roomForRaces })))));
});
afterAll(() => Promise.all(nodes.map((node) => node.kill())));

/** Runs as many mutations at once as there are inputs, on one node and the other in turns. */
function race(organization: TestOrganization, name: keyof typeof mutations, inputs: object[]): Promise<Member[]> {
  return Promise.all(inputs.map((input, index) => mutate(organization, name, input, nodes[index % 2]?.url)));
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

function expectAll(results: Member[], typename: string): void {
  expect(results.filter((result) => result.__typename !== typename)).toEqual([]);
}

/** Adds account groups on the places from 1 on; their ids. */
async function addGroups(organization: TestOrganization, count: number): Promise<string[]> {
  const ids = [];
  for (let place = 1; place <= count; place++) ids.push(await organization.addAccountGroup({ displayOrder: place }));
  return ids;
}

const isTotal = (order: [id: string, place: number][]) =>
  new Set(order.map(([, place]) => place)).size === order.length;

test('100 creations without a place get the places from 1 to 100', async () => {
  const organization = await TestOrganization.create();
  const results = await race(
    organization,
    'createAccountGroup',
    times(100, () => ({ names: [label(1, 'x')] })),
  );
  expectAll(results, 'CreateAccountGroupSuccess');
  const taken = results.map(({ accountGroup }) => accountGroup.displayOrder);
  expect(taken.sort((a, b) => a - b)).toEqual(times(100, (index) => index + 1));
  expect((await places(organization)).map(([, place]) => place)).toEqual(taken);
});

test('50 moves to one place: each group gets it in its turn, and the order stays total', async () => {
  const organization = await TestOrganization.create();
  const ids = await addGroups(organization, 50);
  const results = await race(
    organization,
    'updateAccountGroup',
    ids.map((id) => ({ id, displayOrder: 1 })),
  );
  expectAll(results, 'UpdateAccountGroupSuccess');
  for (const { accountGroup } of results) expect(accountGroup.displayOrder).toBe(1);
  const order = await places(organization);
  expect(order).toHaveLength(50);
  expect(isTotal(order)).toBe(true);
  expect(order[0]?.[1]).toBe(1);
  // What was told of the others is what happened to them: each change is one revision.
  const changes = new Map(ids.map((id) => [id, 1]));
  for (const { accountGroup, displaced } of results)
    for (const { id } of [...displaced, ...(accountGroup.revision > 1 ? [accountGroup] : [])])
      changes.set(id, (changes.get(id) as number) + 1);
  for (const id of ids) expect((await read(organization, id)).revision).toBeLessThanOrEqual(changes.get(id) as number);
});

test('creations, moves and deletions at once keep a total order', async () => {
  const organization = await TestOrganization.create();
  const ids = await addGroups(organization, 30);
  const answers = await Promise.all([
    race(
      organization,
      'createAccountGroup',
      times(20, () => ({ names: [label(1, 'x')], displayOrder: 3 })),
    ),
    race(
      organization,
      'updateAccountGroup',
      ids.slice(0, 20).map((id, index) => ({ id, displayOrder: 1 + (index % 5) })),
    ),
    race(
      organization,
      'deleteAccountGroup',
      ids.slice(10).map((id) => ({ id })),
    ),
  ]);
  expectAll(answers[0], 'CreateAccountGroupSuccess');
  for (const { __typename } of answers[1])
    expect(['UpdateAccountGroupSuccess', 'ResourceNotFound']).toContain(__typename);
  expectAll(answers[2], 'DeleteAccountGroupSuccess');
  const order = await places(organization);
  expect(order).toHaveLength(30);
  expect(isTotal(order)).toBe(true);
});

test('50 renames are 50 revisions, and the last one told is the one that stays', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  const results = await race(
    organization,
    'updateAccountGroup',
    times(50, (n) => ({ id, names: [label(1, `name ${n}`)] })),
  );
  expectAll(results, 'UpdateAccountGroupSuccess');
  const revisions = results.map(({ accountGroup }) => accountGroup.revision).sort((a, b) => a - b);
  expect(revisions).toEqual(times(50, (index) => index + 2));
  const last = results.find(({ accountGroup }) => accountGroup.revision === 51);
  expect(await read(organization, id)).toMatchObject({ lookupName: last?.accountGroup.lookupName, revision: 51 });
});

test('of 30 changes that expect one revision, one is made', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  const change = (n: number) => (n % 2 ? { displayOrder: n + 10 } : { names: [label(1, `name ${n}`)] });
  const results = await race(
    organization,
    'updateAccountGroup',
    times(30, (n) => ({ id, expectedRevision: 1, ...change(n) })),
  );
  const won = results.filter(({ __typename }) => __typename === 'UpdateAccountGroupSuccess');
  expect(won).toHaveLength(1);
  expectAll(
    results.filter((result) => result !== won[0]),
    'AccountGroupRevisionConflict',
  );
  expect((await read(organization, id)).revision).toBe(2);
});

test('the last two names, removed by two requests: one stays', async () => {
  const organization = await TestOrganization.create();
  for (let round = 0; round < 25; round++) {
    const id = await organization.addAccountGroup({ names: { 1: 'a', 3: 'b' } });
    const results = await race(organization, 'updateAccountGroup', [
      { id, removeNames: [{ id: 1 }] },
      { id, removeNames: [{ id: 3 }] },
    ]);
    expect(results.map(({ __typename }) => __typename).sort()).toEqual([
      'InvalidResourceInput',
      'UpdateAccountGroupSuccess',
    ]);
    const { names, lookupName } = await read(organization, id);
    expect(names).toHaveLength(1);
    expect(lookupName).toBe(names[0].labelText);
  }
});

test('names that are added while others are removed: all additions stay, and lookupName follows', async () => {
  const organization = await TestOrganization.create();
  for (let round = 0; round < 10; round++) {
    const id = await organization.addAccountGroup({ names: { 1: 'en', 3: 'de' } });
    const changes = [
      { removeNames: [{ id: 1 }] },
      { removeNames: [{ id: 3 }] },
      ...[4, 5, 6, 7].map((language) => ({ names: [label(language, `name ${language}`)] })),
      { descriptions: [label(1, 'text')] },
      { attributes: { customerCareAccess: true } },
    ];
    const results = await race(
      organization,
      'updateAccountGroup',
      changes.map((change) => ({ id, ...change })),
    );
    const accountGroup = await read(organization, id);
    const made = results.filter(({ __typename }) => __typename === 'UpdateAccountGroupSuccess');
    // Nothing is refused but a removal that came to the last name.
    expect(results.slice(2).every((result) => made.includes(result))).toBe(true);
    const kept = [1, 3].filter((_, index) => !made.includes(results[index] as Member));
    expect(accountGroup.names.map((name: { language: { id: number } }) => name.language.id)).toEqual([
      ...kept,
      4,
      5,
      6,
      7,
    ]);
    expect(accountGroup).toMatchObject({
      lookupName: accountGroup.names[0].labelText,
      revision: made.length + 1,
      attributes: { customerCareAccess: true },
    });
    expect(accountGroup.descriptions).toHaveLength(1);
  }
});

test('moves lose no change of labels, and changes of labels lose no move', async () => {
  const organization = await TestOrganization.create();
  const ids = await addGroups(organization, 10);
  const renames = ids.flatMap((id) => [1, 3, 4].map((language) => ({ id, names: [label(language, `${language}`)] })));
  const moves = ids.flatMap((id) => [1, 2].map((displayOrder) => ({ id, displayOrder })));
  const all = times(50, (index) => (index % 5 < 3 ? renames.shift() : moves.shift())) as object[];
  const results = await race(organization, 'updateAccountGroup', all);
  expectAll(results, 'UpdateAccountGroupSuccess');
  expect(isTotal(await places(organization))).toBe(true);
  for (const id of ids)
    expect(await read(organization, id)).toMatchObject({
      lookupName: '1',
      names: [{ labelText: '1' }, { labelText: '3' }, { labelText: '4' }],
    });
  // Each change of a group is one revision, and each was told to somebody: its own, and its displacements.
  const told = new Map<string, number>();
  for (const { accountGroup, displaced } of results)
    for (const { id, revision } of [accountGroup, ...displaced]) told.set(id, Math.max(told.get(id) ?? 1, revision));
  for (const id of ids) expect((await read(organization, id)).revision).toBe(told.get(id));
});

test('accounts that move while account groups are deleted always have one, and readers see no error', async () => {
  const organization = await TestOrganization.create();
  const accountIds = await organization.addStaffAccounts(await organization.addAccountGroup(), 10);
  const query = '{ staffAccounts(first: 100) { nodes { id staffGroup { id names { labelText } } } } }';
  for (let round = 0; round < 20; round++) {
    const [from] = (await data(organization.key, query)).staffAccounts.nodes;
    const to = await organization.addAccountGroup();
    const [moves, deletions, reads] = await Promise.all([
      race(organization, 'moveStaffAccounts', [
        { accountIds: accountIds.slice(0, 5), accountGroupId: to },
        { accountIds: accountIds.slice(5), accountGroupId: to },
      ]),
      race(organization, 'deleteAccountGroup', [
        { id: to },
        { id: from.staffGroup.id },
        { id: to },
        { id: from.staffGroup.id },
      ]),
      Promise.all(times(8, (index) => send(organization.key, query, {}, { url: nodes[index % 2]?.url as string }))),
    ]);
    for (const { __typename } of moves) expect(['MoveStaffAccountsSuccess', 'ResourceNotFound']).toContain(__typename);
    for (const { __typename } of deletions)
      expect(['DeleteAccountGroupSuccess', 'AccountGroupNotEmpty', 'ResourceNotFound']).toContain(__typename);
    for (const { errors, data: answer } of reads) {
      expect(errors).toBeUndefined();
      expect(answer.staffAccounts.nodes).toHaveLength(10);
    }
    const [first] = (await data(organization.key, query)).staffAccounts.nodes;
    // All in one again, for the next round.
    await mutate(organization, 'moveStaffAccounts', { accountIds, accountGroupId: first.staffGroup.id });
  }
});
