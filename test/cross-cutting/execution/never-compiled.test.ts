import { data, send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { scrape, sum } from '../metrics/scrape.ts';

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

test('a query of a time that moves on is never compiled, as two answers to it never are the same', async () => {
  const { key } = await TestOrganization.create();
  const answersOf = async () => sum(await scrape(service.url), 'group_gateway_fast_path_answers_total');
  const ask = async (field: string) => {
    const before = await answersOf();
    const query = `{ viewer { apiKey { ${field} } } groups(first: 10) { nodes { id websites(first: 3) { nodes { id } } } } }`;
    for (let n = 1; n <= 6; n++) await data(key, query, {}, service);
    return (await answersOf()) - before;
  };
  expect(await ask('lastUsedAt')).toBe(0);
  expect(await ask('createdAt')).toBeGreaterThan(0);
});
