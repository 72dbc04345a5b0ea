import fc from 'fast-check';
import { data } from '../../support/graphql.ts';
import type { Member } from '../../support/operation.ts';
import { TestOrganization } from '../../support/organization.ts';
import { label, mutate } from '../account-groups/operations.ts';
import { accountGroupChanged, Stream } from '../subscriptions/stream.ts';
import { accountGroupHistory } from './history.ts';

/** An organization with account groups at the places from 1 on; their ids. */
async function createRun(length: number): Promise<{ organization: TestOrganization; ids: string[] }> {
  const organization = await TestOrganization.create();
  const rows = await organization.query(
    `WITH created AS (
       INSERT INTO account_groups (organization_id, display_order, lookup_name)
       SELECT $1, n, 'Group ' || n FROM generate_series(1, $2::int) AS n RETURNING *
     ), named AS (
       INSERT INTO account_group_labels SELECT organization_id, id, 'NAME', 1, lookup_name FROM created
     ) SELECT id::text FROM created ORDER BY display_order`,
    [organization.id, length],
  );
  return { organization, ids: rows.map(({ id }) => id as string) };
}

const historyRows = async (organization: TestOrganization) => {
  const [row] = await organization.query(
    `SELECT (SELECT count(*) FROM account_group_changes WHERE organization_id = $1)::int
       + (SELECT count(*) FROM account_group_displacements WHERE organization_id = $1)::int AS count`,
    [organization.id],
  );
  return row?.count;
};

const moveToFront = (organization: TestOrganization, id: string | undefined) =>
  mutate(organization, 'updateAccountGroup', { id, displayOrder: 1 });

test('a move past 1,000 siblings writes two rows of history, and is told of each of them', async () => {
  const { organization, ids } = await createRun(1001);
  const { displaced } = await moveToFront(organization, ids[1000]);
  expect(await historyRows(organization)).toBe(2);
  expect(displaced).toMatchObject(ids.slice(0, 1000).map((id, n) => ({ id, displayOrder: n + 2, revision: 2 })));
  for (const n of [0, 1, 499, 999])
    expect(await accountGroupHistory(organization.key, ids[n] as string)).toMatchObject([
      { kind: 'UPDATED', revision: 2, displayOrder: { from: n + 1, to: n + 2 }, changedBy: { name: 'test' } },
    ]);
});

test('of a longer run each thousand is a row', async () => {
  const { organization, ids } = await createRun(2501);
  await moveToFront(organization, ids[2500]);
  expect(await historyRows(organization)).toBe(4);
  for (const n of [999, 1000, 2499])
    expect(await accountGroupHistory(organization.key, ids[n] as string)).toMatchObject([
      { revision: 2, displayOrder: { from: n + 1, to: n + 2 } },
    ]);
});

const pageQuery = `query ($id: ID!, $first: Int, $after: String) { accountGroup(id: $id) {
  changes(first: $first, after: $after) {
    totalCount nodes { id revision displayOrder { from to } names { to } } pageInfo { hasNextPage endCursor }
  } } }`;

test('pages of a history go through own changes, runs, and changes of before there were runs', async () => {
  const { organization, ids } = await createRun(3);
  const [one = '', , three = ''] = ids;
  await organization.query(
    `INSERT INTO account_group_changes (organization_id, account_group_id, kind, revision, details, author_name)
     VALUES ($1, $2, 'UPDATED', 2, '{"displayOrder": {"from": 7, "to": 1}}', 'operator')`,
    [organization.id, one],
  );
  await organization.query('UPDATE account_groups SET revision = 2 WHERE organization_id = $1 AND id = $2', [
    organization.id,
    one,
  ]);
  await moveToFront(organization, three);
  await mutate(organization, 'updateAccountGroup', { id: one, names: [label(1, 'Named')] });
  await mutate(organization, 'createAccountGroup', { names: [label(1, 'New')], displayOrder: 2 });
  const nodes: Member[] = [];
  for (let after: string | null = null; ; ) {
    const { changes }: Member = (await data(organization.key, pageQuery, { id: one, first: 1, after })).accountGroup;
    expect(changes.totalCount).toBe(4);
    nodes.push(...changes.nodes);
    if (!changes.pageInfo.hasNextPage) break;
    after = changes.pageInfo.endCursor;
  }
  expect(nodes).toMatchObject([
    { revision: 5, displayOrder: { from: 2, to: 3 } },
    { revision: 4, displayOrder: null, names: [{ to: 'Named' }] },
    { revision: 3, displayOrder: { from: 1, to: 2 } },
    { revision: 2, displayOrder: { from: 7, to: 1 } },
  ]);
});

test('each entry has an id of its own, the same in the history and in its event', async () => {
  const { organization, ids } = await createRun(4);
  const query = 'subscription { accountGroupChanged { accountGroupId change { id } } }';
  const stream = await Stream.open(organization.key, query);
  await moveToFront(organization, ids[3]);
  const events = await stream.next(4);
  stream.close();
  const told = new Map(events.map(({ accountGroupId, change }) => [accountGroupId, change.id]));
  expect(new Set(told.values()).size).toBe(4);
  for (const id of ids) {
    const { changes } = (await data(organization.key, pageQuery, { id })).accountGroup;
    expect(changes.nodes.map((node: Member) => node.id)).toEqual([told.get(id)]);
  }
});

test('an account group that was deleted while its run moved is not told of, and the others keep their places', async () => {
  const { organization, ids } = await createRun(3);
  const stream = await Stream.open(organization.key, accountGroupChanged);
  await organization.query(
    `INSERT INTO account_group_displacements (organization_id, id, first_place, account_group_ids, revisions, author_name)
     VALUES ($1, nextval('account_group_changes_id_seq'), 1, ARRAY[$2::bigint, NULL, $3::bigint], ARRAY[2, NULL, 2], 'x')`,
    [organization.id, ids[0], ids[2]],
  );
  await mutate(organization, 'updateAccountGroup', { id: ids[1], displayOrder: 9 });
  const events = await stream.next(3);
  stream.close();
  expect(events.map(({ accountGroupId, change }) => [accountGroupId, change.displayOrder])).toEqual([
    [ids[0], { from: 1, to: 2 }],
    [ids[2], { from: 3, to: 4 }],
    [ids[1], { from: 2, to: 9 }],
  ]);
  expect(await accountGroupHistory(organization.key, ids[2] as string)).toMatchObject([
    { revision: 2, displayOrder: { from: 3, to: 4 } },
  ]);
});

test('a stream tells a long run in its order, each once, from wherever it broke', async () => {
  const { organization, ids } = await createRun(1201);
  const whole = await Stream.open(organization.key, accountGroupChanged);
  const start = whole.lastEventId;
  const some = await Stream.open(organization.key, accountGroupChanged, { ids: [ids[7], ids[1150], ids[1200]] });
  await moveToFront(organization, ids[1200]);
  await moveToFront(organization, ids[1199]);
  const expected = [ids[1200], ...ids.slice(0, 1200), ids[1199], ids[1200], ...ids.slice(0, 1199)];
  const byGroup = (events: Member[]) =>
    events.map(({ accountGroupId, change }) => `${accountGroupId} ${change.revision}`);
  const events = await whole.next(expected.length);
  whole.close();
  const told = byGroup(events);
  expect(new Set(told).size).toBe(told.length);
  const places = new Map<string, number>();
  for (const { accountGroupId, change } of events) {
    const before = places.get(accountGroupId);
    if (before !== undefined) expect(change.displayOrder.from).toBe(before);
    places.set(accountGroupId, change.displayOrder.to);
  }
  expect([...told].sort()).toEqual(
    [
      ...ids.slice(0, 1199).flatMap((id) => [`${id} 2`, `${id} 3`]),
      `${ids[1199]} 2`,
      `${ids[1199]} 3`,
      `${ids[1200]} 2`,
      `${ids[1200]} 3`,
    ].sort(),
  );
  const followed = byGroup(
    events.filter(({ accountGroupId }) => [ids[7], ids[1150], ids[1200]].includes(accountGroupId)),
  );
  expect(byGroup(await some.next(followed.length))).toEqual(followed);
  some.close();
  for (const n of [0, 1, 49, 50, 51, 700, 1001, 1002, 1200, 1201, 1202, 2400]) {
    const again = await Stream.open(organization.key, accountGroupChanged, {
      after: n === 0 ? start : events[n - 1]?.position,
    });
    const rest = await again.next(Math.min(60, told.length - n));
    again.close();
    expect(byGroup(rest).slice(0, 60)).toEqual(told.slice(n, n + Math.min(60, rest.length)));
  }
}, 60_000);

test('the histories lead to the places and revisions that the account groups have, whoever moves them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 8 }), fc.boolean()), { minLength: 1, maxLength: 12 }),
      async (moves) => {
        const { organization, ids } = await createRun(6);
        const move = (which: number, displayOrder: number) =>
          mutate(organization, 'updateAccountGroup', { id: ids[which], displayOrder });
        for (const [which, place, twice] of moves)
          await Promise.all([move(which, place), ...(twice ? [move((which + 1) % 6, place)] : [])]);
        for (const [n, id] of ids.entries()) {
          const state = { displayOrder: n + 1, revision: 1 };
          for (const change of (await accountGroupHistory(organization.key, id)).reverse()) {
            expect(change).toMatchObject({ displayOrder: { from: state.displayOrder }, revision: state.revision + 1 });
            Object.assign(state, { displayOrder: change.displayOrder.to, revision: change.revision });
          }
          const query = 'query ($id: ID!) { accountGroup(id: $id) { displayOrder revision } }';
          expect((await data(organization.key, query, { id })).accountGroup).toEqual(state);
        }
      },
    ),
    { numRuns: 20 },
  );
}, 60_000);
