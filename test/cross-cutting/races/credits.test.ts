import { randomUUID } from 'node:crypto';
import { data } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { startService } from '../../support/service.ts';
import { TwoNodes, tally, times } from './two-nodes.ts';

const nodes = new TwoNodes();
beforeAll(() => nodes.start({ BILLING_TIMEOUT_MS: '25000' }));
afterAll(() => nodes.stop());

let organization: TestOrganization;
let groupId: string;
beforeEach(async () => {
  organization = await TestOrganization.create();
  groupId = await organization.addGroup({ billingEnabled: true });
  await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 0, 0)', [organization.id, groupId]);
});

test('of credits that are set on two nodes at once, each change starts from the one before', async () => {
  const results = await times(16, (n) =>
    nodes.mutate(organization.key, 'setGroupCredits', { groupId, monthly: n + 1 }),
  );
  expect(tally(results)).toEqual({ SetGroupCreditsSuccess: 16 });
  const changes = await organization.query(
    `SELECT (details -> 'monthlyCredits' ->> 'from')::int AS "from", (details -> 'monthlyCredits' ->> 'to')::int AS "to"
     FROM group_changes WHERE group_id = $1 AND details ? 'monthlyCredits' ORDER BY id`,
    [groupId],
  );
  expect(changes).toHaveLength(16);
  let balance = 0;
  for (const { from, to } of changes) {
    expect(from).toBe(balance);
    balance = to as number;
  }
  expect((await organization.entities())[groupId]?.monthly).toBe(balance);
  expect(await organization.query('SELECT FROM credit_turns WHERE organization_id = $1', [organization.id])).toEqual(
    [],
  );
});

test('one who waits too long for the turn of another gets BillingProviderFailed; a turn that was left ends', async () => {
  const service = await startService({ DATABASE_URL: databaseUrl(), BILLING_TIMEOUT_MS: '2000' });
  try {
    const leave = (seconds: number) =>
      organization.query(
        `INSERT INTO credit_turns VALUES ($1, $2, $3, now() + $4 * interval '1 s')
         ON CONFLICT (organization_id, entity_id) DO UPDATE SET ends_at = excluded.ends_at`,
        [organization.id, groupId, randomUUID(), seconds],
      );
    const set = async () => {
      const document = `mutation ($groupId: ID!) { setGroupCredits(input: { groupId: $groupId, monthly: 5 }) {
        __typename ... on BillingProviderFailed { retryable } } }`;
      return (await data(organization.key, document, { groupId }, service)).setGroupCredits;
    };
    await leave(3600);
    expect(await set()).toEqual({ __typename: 'BillingProviderFailed', retryable: true });
    expect((await organization.entities())[groupId]?.monthly).toBe(0);
    await leave(-1);
    expect(await set()).toEqual({ __typename: 'SetGroupCreditsSuccess' });
    expect((await organization.entities())[groupId]?.monthly).toBe(5);
  } finally {
    await service.kill();
  }
});
