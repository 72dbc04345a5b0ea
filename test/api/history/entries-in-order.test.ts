import { Client } from 'pg';
import { eventually } from '../../support/eventually.ts';
import { data } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';

let organization: TestOrganization;
let holder: Client;

beforeEach(async () => {
  organization = await TestOrganization.create();
  holder = new Client({ connectionString: databaseUrl() });
  await holder.connect();
});

afterEach(() => holder.end());

/** Sends a mutation while another change raises the revision of a row, which ends only when the mutation waits for it. */
async function duringChange(table: string, id: string, document: string, variables: object) {
  await holder.query('BEGIN');
  await holder.query(`UPDATE ${table} SET revision = revision + 1 WHERE organization_id = $1 AND id = $2`, [
    organization.id,
    id,
  ]);
  const sent = data(organization.key, document, { ...variables });
  await eventually('the mutation waits', async () => {
    const waiting = await organization.query(
      'SELECT FROM pg_stat_activity WHERE $1::int = ANY(pg_blocking_pids(pid))',
      [(holder as unknown as { processID: number }).processID],
    );
    return waiting.length > 0;
  });
  await holder.query('COMMIT');
  await sent;
}

const revisions = async (table: string, column: string, id: string) => {
  const rows = await organization.query(
    `SELECT revision FROM ${table} WHERE organization_id = $1 AND ${column} = $2 ORDER BY id`,
    [organization.id, id],
  );
  return rows.map(({ revision }) => revision);
};

test('the deletion of a website is told of its group as it is after a change that goes on', async () => {
  const [website = ''] = await organization.addWebsites(1);
  const group = await organization.addGroup({ websiteIds: [website] });
  const document = 'mutation ($id: ID!) { deleteWebsite(input: { id: $id }) { __typename } }';
  await duringChange('groups', group, document, { id: website });
  expect(await revisions('group_changes', 'group_id', group)).toEqual([2]);
});

test('credits are told of their group as it is after a change that goes on', async () => {
  const group = await organization.addGroup({});
  const on = 'mutation ($id: ID!) { updateGroup(input: { id: $id, billingEnabled: true }) { __typename } }';
  await data(organization.key, on, { id: group });
  const document = 'mutation ($id: ID!) { setGroupCredits(input: { groupId: $id, monthly: 5 }) { __typename } }';
  await duringChange('groups', group, document, { id: group });
  expect((await revisions('group_changes', 'group_id', group)).at(-1)).toBe(3);
});

test('accounts that move are told of their account groups as they are after a change that goes on', async () => {
  const [from, to] = [await organization.addAccountGroup(), await organization.addAccountGroup()];
  const accountIds = await organization.addStaffAccounts(from, 2);
  const document = `mutation ($accountIds: [ID!]!, $to: ID!) {
    moveStaffAccounts(input: { accountIds: $accountIds, accountGroupId: $to }) { __typename } }`;
  await duringChange('account_groups', from, document, { accountIds, to });
  expect(await revisions('account_group_changes', 'account_group_id', from)).toEqual([2]);
});
