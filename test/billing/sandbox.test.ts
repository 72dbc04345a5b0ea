import { describeProvider } from './provider-suite.ts';

describeProvider('sandbox', async () => ({
  env: { BILLING_PROVIDER: 'sandbox' },
  secrets: [],
  ownTables: ['sandbox_billing_entities'],
  entities: async (organization) => Object.keys(await organization.entities()),
  async balances(organization, groupId) {
    const [row] = await organization.query(
      'SELECT monthly, one_off AS "oneOff" FROM sandbox_billing_entities WHERE group_id = $1',
      [groupId],
    );
    return (row ?? { monthly: null, oneOff: null }) as { monthly: number | null; oneOff: number | null };
  },
  faults: {
    outage: {
      arm: (organization) => organization.setBillingOutage(true),
      expect: { fails: { retryable: true, reason: 'outage' } },
    },
  },
  mend: (organization) => organization.setBillingOutage(false),
  async close() {},
}));
