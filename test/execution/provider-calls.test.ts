import { scrape, sum } from '../metrics/scrape.ts';
import { data, send } from '../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../support/organization.ts';
import { type ServiceProcess, startService } from '../support/service.ts';

let service: ServiceProcess;

beforeAll(async () => {
  service = await startService({ DATABASE_URL: databaseUrl(), BILLING_PROVIDER: 'sandbox' });
});

afterAll(() => service.stop());

const callsOf = async () => sum(await scrape(service.url), 'group_gateway_billing_call_duration_seconds_count');

test('the billing provider is asked as often for a query that comes again as the first time, also when it fails', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Billed' });
  const enable = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
  await data(organization.key, enable, { input: { id, billingEnabled: true } }, service);
  const query = '{ groups(first: 10) { nodes { id credits { total } } } }';
  const asked = async () => {
    const before = await callsOf();
    const { errors } = await send(organization.key, query, {}, service);
    return { failed: errors !== undefined, calls: (await callsOf()) - before };
  };
  for (let n = 1; n <= 6; n++) expect(await asked()).toEqual({ failed: false, calls: 1 });
  await organization.setBillingOutage(true);
  const first = await asked();
  expect(first.failed).toBe(true);
  for (let n = 2; n <= 4; n++) expect(await asked()).toEqual(first);
});
