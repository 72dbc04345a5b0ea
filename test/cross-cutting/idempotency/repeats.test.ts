import { randomUUID } from 'node:crypto';
import { unchanged } from '../../support/expectations.ts';
import { data, post, send, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { codeOf, createGroup, isReplay, repeatable } from './request.ts';

async function arrange(options: Parameters<typeof TestOrganization.create>[0] = {}) {
  const organization = await TestOrganization.create(options);
  const websiteIds = await organization.addWebsites(2);
  const groups = async () =>
    (await organization.query('SELECT id, name FROM groups WHERE organization_id = $1', [organization.id])).length;
  return { organization, websiteIds, groups, input: { name: 'New', websiteIds, externalId: 'mine' } };
}

test('a repeat is told what the first one came to, and changes nothing', async () => {
  const { organization, input, groups } = await arrange();
  const key = randomUUID();
  const first = await repeatable(organization.key, key, createGroup, { input });
  expect(first.data.createGroup.__typename).toBe('CreateGroupSuccess');
  expect(isReplay(first)).toBe(false);
  const again = await unchanged(organization, () => repeatable(organization.key, key, createGroup, { input }));
  expect(again.data).toEqual(first.data);
  expect(isReplay(again)).toBe(true);
  expect(await groups()).toBe(1);
});

test('without the header each request is one of its own', async () => {
  const { organization, websiteIds, groups } = await arrange();
  const input = { name: 'New', websiteIds };
  for (let n = 0; n < 2; n++) expect(isReplay(await send(organization.key, createGroup, { input }))).toBe(false);
  expect(await groups()).toBe(2);
});

test('the replay tells the group as it was then, also when it was changed or deleted since', async () => {
  const { organization, input } = await arrange();
  const ask = () => repeatable(organization.key, 'then', createGroup, { input });
  const { group } = (await ask()).data.createGroup;
  await organization.query("UPDATE groups SET name = 'Renamed', revision = 2 WHERE id = $1", [group.id]);
  expect((await ask()).data.createGroup.group).toEqual(group);
  await organization.query('DELETE FROM groups WHERE organization_id = $1', [organization.id]);
  expect((await ask()).data.createGroup.group).toMatchObject({ name: 'New', revision: 1 });
});

test('expected outcomes are replayed like successes', async () => {
  const { organization, input } = await arrange();
  await organization.addGroup({ externalId: 'mine' });
  for (const [variables, type] of [
    [{ input }, 'GroupExternalIdTaken'],
    [{ input: { ...input, name: '' } }, 'InvalidResourceInput'],
    [{ input: { ...input, websiteIds: ['\0'] } }, 'InvalidResourceInput'],
  ] as const) {
    const key = randomUUID();
    const first = await repeatable(organization.key, key, createGroup, variables);
    expect(first.data.createGroup.__typename).toBe(type);
    await organization.query('UPDATE groups SET external_id = NULL WHERE organization_id = $1', [organization.id]);
    const again = await repeatable(organization.key, key, createGroup, variables);
    expect([again.data, isReplay(again)]).toEqual([first.data, true]);
  }
});

test('what the billing provider failed at can be sent again with the same key', async () => {
  const { organization, input, groups } = await arrange({ billingOutage: true });
  const billed = { input: { ...input, billingEnabled: true } };
  for (let n = 0; n < 2; n++) {
    const failed = await repeatable(organization.key, 'billed', createGroup, billed);
    expect([failed.data.createGroup.__typename, isReplay(failed)]).toEqual(['BillingProviderFailed', false]);
  }
  await organization.setBillingOutage(false);
  const first = await repeatable(organization.key, 'billed', createGroup, billed);
  expect(first.data.createGroup.__typename).toBe('CreateGroupSuccess');
  expect(isReplay(await repeatable(organization.key, 'billed', createGroup, billed))).toBe(true);
  expect(await groups()).toBe(1);
});

test.each([
  ['variables', createGroup, { name: 'Other' }],
  ['document', `${createGroup} # other`, {}],
])('the key with other %s is refused with 422, and nothing is written', async (_what, document, change) => {
  const { organization, input } = await arrange();
  await repeatable(organization.key, 'one', createGroup, { input });
  const other = await unchanged(organization, () =>
    repeatable(organization.key, 'one', document, { input: { ...input, ...change } }),
  );
  expect([other.status, codeOf(other), other.data]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED', undefined]);
});

test('another operation of the same document is another request', async () => {
  const { organization } = await arrange();
  const id = await organization.addGroup();
  const query = `mutation A { updateGroup(input: { id: "${id}", name: "A" }) { __typename } }
    mutation B { updateGroup(input: { id: "${id}", name: "B" }) { __typename } }`;
  const run = (operationName: string) =>
    post(JSON.stringify({ query, operationName }), { 'x-api-key': organization.key, 'idempotency-key': 'k' });
  expect((await run('A')).status).toBe(200);
  expect((await run('B')).status).toBe(422);
});

test('a key belongs to the API key that sent it', async () => {
  const { organization, websiteIds, groups } = await arrange();
  const stranger = await arrange();
  const input = { name: 'New', websiteIds };
  const second = await organization.createKey();
  for (const apiKey of [organization.key, second])
    expect(isReplay(await repeatable(apiKey, 'same', createGroup, { input }))).toBe(false);
  expect(await groups()).toBe(2);
  const answer = await repeatable(stranger.organization.key, 'same', createGroup, { input });
  expect([answer.data.createGroup.__typename, isReplay(answer)]).toEqual(['InvalidResourceInput', false]);
});

test.each([['x'.repeat(256)], ['ключ'], ['a\tb'], ['']])('the key %p is refused with 400', async (key) => {
  const { organization, input } = await arrange();
  // fetch refuses what is no Latin-1, as HTTP does.
  const header = Buffer.from(key).toString('latin1');
  const answer = await unchanged(organization, () => repeatable(organization.key, header, createGroup, { input }));
  expect([answer.status, codeOf(answer)]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
});

test('queries ignore the header', async () => {
  const { organization } = await arrange();
  const id = await organization.addGroup({ name: 'One' });
  const read = 'query ($id: ID!) { group(id: $id) { name } }';
  expect((await repeatable(organization.key, 'q', read, { id })).data.group.name).toBe('One');
  await organization.query("UPDATE groups SET name = 'Two' WHERE id = $1", [id]);
  const again = await repeatable(organization.key, 'q', read, { id });
  expect([again.data.group.name, isReplay(again)]).toEqual(['Two', false]);
  const url = `${serviceUrl()}/graphql?query=${encodeURIComponent('{ viewer { organization { id } } }')}`;
  const got = await fetch(url, { headers: { 'x-api-key': organization.key, 'idempotency-key': 'q' } });
  expect(((await got.json()) as { data: object }).data).toEqual({ viewer: { organization: { id: organization.id } } });
  expect(
    await organization.query('SELECT FROM idempotency_records WHERE organization_id = $1', [organization.id]),
  ).toEqual([]);
});

test('after 24 hours the key is as good as new', async () => {
  const { organization, websiteIds, groups } = await arrange();
  const age = (hours: number) =>
    organization.query(
      `UPDATE idempotency_records SET created_at = now() - $2 * interval '1 hour' WHERE organization_id = $1`,
      [organization.id, hours],
    );
  const ask = (name: string) => repeatable(organization.key, 'old', createGroup, { input: { name, websiteIds } });
  await ask('One');
  await age(23.9);
  expect(isReplay(await ask('One'))).toBe(true);
  await age(24.1);
  expect([(await ask('Two')).data.createGroup.group.name, await groups()]).toEqual(['Two', 2]);
  expect((await ask('One')).status).toBe(422);
});

test('a replay shows what the caller may see now', async () => {
  const { organization, input } = await arrange();
  const ask = () => repeatable(organization.key, 'partner', createGroup, { input });
  expect((await ask()).data.createGroup.group.externalId).toBe('mine');
  await organization.query('UPDATE organizations SET is_partner = false WHERE id = $1', [organization.id]);
  // The node remembers the key for 2 s.
  const answers = [];
  const deadline = Date.now() + 10_000;
  do answers.push((await ask()).data.createGroup.group.externalId);
  while (answers.at(-1) !== null && Date.now() < deadline);
  expect(answers.at(-1)).toBeNull();
});

test('a key whose rights changed is told nothing by a replay', async () => {
  const { organization } = await arrange();
  const document = `mutation { createAccountGroup(input: { names: [{ language: { id: 1 }, labelText: "A" }] }) {
    __typename ... on CreateAccountGroupSuccess { accountGroup { lookupName } } } }`;
  const ask = () => repeatable(organization.key, 'rights', document, {});
  expect((await ask()).data.createAccountGroup.__typename).toBe('CreateAccountGroupSuccess');
  await organization.query("UPDATE api_keys SET permissions = '{}' WHERE organization_id = $1", [organization.id]);
  let answer = await ask();
  for (const deadline = Date.now() + 10_000; !answer.errors && Date.now() < deadline; ) answer = await ask();
  expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
});

test('of several mutations in one request each is carried out once, in their order', async () => {
  const { organization } = await arrange();
  const id = await organization.addGroup({ name: 'Start' });
  const document = `mutation ($id: ID!) {
    a: updateGroup(input: { id: $id, name: "A", expectedRevision: 1 }) { ...Name }
    b: updateGroup(input: { id: $id, name: "B", expectedRevision: 2 }) { ...Name }
    c: updateGroup(input: { id: $id, name: "C", expectedRevision: 2 }) { ...Name }
  }
  fragment Name on UpdateGroupResult { __typename ... on UpdateGroupSuccess { group { name revision } } }`;
  const first = await repeatable(organization.key, 'several', document, { id });
  expect(first.data).toEqual({
    a: { __typename: 'UpdateGroupSuccess', group: { name: 'A', revision: 2 } },
    b: { __typename: 'UpdateGroupSuccess', group: { name: 'B', revision: 3 } },
    c: { __typename: 'GroupRevisionConflict' },
  });
  const again = await unchanged(organization, () => repeatable(organization.key, 'several', document, { id }));
  expect([again.data, isReplay(again)]).toEqual([first.data, true]);
  // As after a crash between them: what was carried out stays so, and the rest follows.
  await organization.query(
    `UPDATE idempotency_records SET outcomes = (outcomes::jsonb - 'b' - 'c')::text WHERE organization_id = $1`,
    [organization.id],
  );
  const partly = await repeatable(organization.key, 'several', document, { id });
  expect(isReplay(partly)).toBe(false);
  expect(partly.data.a).toEqual(first.data.a);
  expect(partly.data.b.__typename).toBe('GroupRevisionConflict');
});

test('a request that was refused for the rights of its key is not remembered', async () => {
  const { organization, input, websiteIds } = await arrange();
  const confined = await organization.createKey({ websiteIds });
  for (let n = 0; n < 2; n++) {
    const answer = await repeatable(confined, 'no', createGroup, { input });
    expect([codeOf(answer), isReplay(answer)]).toEqual(['FORBIDDEN', false]);
  }
  expect(await data(organization.key, '{ groups { totalCount } }')).toEqual({ groups: { totalCount: 0 } });
});

test('a mutation with a key costs two points more, as docs/schema.md says', async () => {
  const { key } = await TestOrganization.create();
  const document = 'mutation { deleteWebsite(input: { id: "1" }) { __typename } }';
  const costOf = async (headers: Record<string, string>) => {
    const { extensions } = await send(key, document, {}, { headers });
    return (extensions as { cost: { requested: number } }).cost.requested;
  };
  expect(await costOf({ 'idempotency-key': randomUUID() })).toBe((await costOf({})) + 2);
});
