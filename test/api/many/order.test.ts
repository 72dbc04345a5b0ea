import { admin } from '../../support/admin.ts';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { addGroups, many } from './operations.ts';

let organization: TestOrganization;

beforeEach(async () => {
  organization = await TestOrganization.create();
});

const numbers = Array.from({ length: 100 }, (_, n) => n);
const names = (text: string) => [{ language: { id: 1 }, labelText: text }];

/** What the history tells of a kind of resource, from the first entry to the last. */
async function told(resource: string): Promise<unknown[]> {
  const rows = await organization.query(
    `SELECT ${resource}_id::text AS id FROM ${resource}_changes WHERE organization_id = $1 ORDER BY ${resource}_changes.id`,
    [organization.id],
  );
  return rows.map(({ id }) => id);
}

test('the history tells of many groups in the order in which they were created and changed', async () => {
  const websiteIds = await organization.addWebsites(1);
  const results = await many(
    'createGroups',
    organization.key,
    numbers.map((n) => ({ name: `New ${n}`, websiteIds })),
  );
  const created = results.map(({ group }) => group.id);
  const changed = (await addGroups(organization, 100)).sort().reverse();
  // By which the planner may come to read the groups in another order.
  await organization.query('ANALYZE groups');
  await many(
    'updateGroups',
    organization.key,
    changed.map((id) => ({ id, name: 'After' })),
  );
  expect(await told('group')).toEqual([...created, ...changed]);
});

test('the history tells of many websites in the order in which they were created', async () => {
  const results = await many(
    'createWebsites',
    organization.key,
    numbers.map((n) => ({ url: `site-${n}.example` })),
  );
  expect(await told('website')).toEqual(results.map(({ website }) => website.id));
});

test('the history tells of many account groups in the order in which they were changed', async () => {
  const ids: string[] = [];
  for (const n of numbers.slice(0, 30)) ids.unshift(await organization.addAccountGroup({ names: { 1: `${n}` } }));
  await organization.query('ANALYZE account_groups');
  await many(
    'updateAccountGroups',
    organization.key,
    ids.map((id) => ({ id, names: names(`After ${id}`) })),
  );
  expect(await told('account_group')).toEqual(ids);
});

test('the history tells of many staff accounts in the order in which they were moved', async () => {
  const from = await organization.addAccountGroup();
  const to = await organization.addAccountGroup();
  const ids = (await organization.addStaffAccounts(from, 30)).reverse();
  await organization.query('ANALYZE staff_accounts');
  await data(
    organization.key,
    `mutation ($input: MoveStaffAccountsInput!) { moveStaffAccounts(input: $input) { __typename } }`,
    { input: { accountIds: ids, accountGroupId: to } },
  );
  const rows = await organization.query(
    "SELECT resource_id FROM organization_changes WHERE organization_id = $1 AND resource_type = 'STAFF_ACCOUNT' ORDER BY id",
    [organization.id],
  );
  expect(rows.map(({ resource_id }) => resource_id)).toEqual(ids);
});

test('the history tells of the account groups that a new default language renames in the order of their ids', async () => {
  const ids: string[] = [];
  for (const n of numbers.slice(0, 30))
    ids.push(await organization.addAccountGroup({ names: { 1: `Group ${n}`, 3: `Gruppe ${n}` } }));
  // By which they lie in the table in another order.
  for (const id of ids.toReversed())
    await organization.query(
      'UPDATE account_groups SET customer_care_access = true WHERE organization_id = $1 AND id = $2',
      [organization.id, id],
    );
  const run = await admin('organization', 'edit', organization.id, '--default-language', 'de_DE');
  expect(run.code).toBe(0);
  expect(await told('account_group')).toEqual(ids);
});
