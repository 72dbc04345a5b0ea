import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { connect, refusal, rest } from '../../support/rest.ts';

let organization: TestOrganization;

beforeEach(async () => {
  organization = await TestOrganization.create();
});

const withKey = (idempotencyKey: string) => ({ headers: { 'idempotency-key': idempotencyKey } });
const isReplay = ({ headers }: { headers: Headers }) => headers.get('idempotent-replayed') === 'true';

test('a creation that is sent twice with one key is made once, and answered alike', async () => {
  const websites = await organization.addWebsites(2);
  const input = { name: 'New', website_ids: websites, external_id: 'mine' };
  const first = await rest(organization.key, 'POST /api/v1/groups', input, withKey('one'));
  const second = await rest(organization.key, 'POST /api/v1/groups', input, withKey('one'));
  expect([first, second].map(({ status }) => status)).toEqual([201, 201]);
  expect([first, second].map(isReplay)).toEqual([false, true]);
  expect(second.body).toEqual(first.body);
  expect(await organization.query('SELECT FROM groups WHERE organization_id = $1', [organization.id])).toHaveLength(1);
});

test('at the same time as well, with ids beyond 2^53 in it', async () => {
  const id = '9007199254740995';
  await organization.addAccountGroup({ id });
  const account = `{"login":"l","displayName":"d","staffGroup":{"id":${id}}}`;
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => rest(organization.key, `POST ${connect}/accounts`, account, withKey('one'))),
  );
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.text).toContain(`"staffGroup":{"id":${id},`);
  expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1);
});

test('a refusal is repeated, too, with what it is about', async () => {
  const group = await organization.addGroup();
  const holder = await organization.addGroup({ externalId: 'taken' });
  const change = () =>
    rest(organization.key, `PATCH /api/v1/groups/${group}`, { external_id: 'taken' }, withKey('one'));
  const first = await change();
  await organization.query('UPDATE groups SET external_id = NULL WHERE id = $1', [holder]);
  const second = await change();
  expect(first.status).toBe(409);
  expect([second.status, second.body]).toEqual([409, first.body]);
});

test('a provider that failed is asked again', async () => {
  const outage = await TestOrganization.create({ billingOutage: true });
  const group = await outage.addGroup();
  const change = () => rest(outage.key, `PATCH /api/v1/groups/${group}`, { billing_enabled: true }, withKey('one'));
  expect((await change()).status).toBe(502);
  await outage.setBillingOutage(false);
  expect((await change()).status).toBe(200);
});

test('a key that was used for something else is refused with 422, also between the APIs', async () => {
  const group = await organization.addGroup();
  const path = `PATCH /api/v1/groups/${group}`;
  expect((await rest(organization.key, path, { name: 'A' }, withKey('one'))).status).toBe(200);
  expect(refusal(await rest(organization.key, path, { name: 'B' }, withKey('one')))).toEqual([
    422,
    'IDEMPOTENCY_KEY_REUSED',
  ]);
  const answer = await send(
    organization.key,
    'mutation ($id: ID!) { updateGroup(input: { id: $id, name: "A" }) { __typename } }',
    { id: group },
    withKey('one'),
  );
  expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  const path2 = `DELETE ${connect}/accountGroups/1`;
  expect(refusal(await rest(organization.key, path2, undefined, withKey('one')))).toEqual([422, 'OSC-CREST-00009']);
});

test('a key that can be none is refused, and nothing is written', async () => {
  const group = await organization.addGroup();
  const before = await organization.snapshot();
  const answer = await rest(organization.key, `PATCH /api/v1/groups/${group}`, { name: 'A' }, withKey('x'.repeat(256)));
  expect(refusal(answer)).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
  expect(await organization.snapshot()).toBe(before);
});
