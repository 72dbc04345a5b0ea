import { randomUUID } from 'node:crypto';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

let organization: TestOrganization;

beforeEach(async () => {
  organization = await TestOrganization.create();
});

/** Sends a document, and makes sure that it changed nothing. */
async function tried(document: string, variables: Record<string, unknown> = {}) {
  const before = await organization.snapshot();
  const answer = await data(organization.key, document, variables);
  expect(await organization.snapshot()).toBe(before);
  return answer;
}

test('a dry run answers with the group as it would be, its websites and its entry of the history among it', async () => {
  const [kept, added] = await organization.addWebsites(2);
  const id = await organization.addGroup({ name: 'Before', websiteIds: [kept as string] });
  const { updateGroup } = await tried(
    `mutation ($input: UpdateGroupInput!) { updateGroup(input: $input, dryRun: true) { ... on UpdateGroupSuccess { group {
      name revision websites { totalCount nodes { id } } changes { nodes { kind name { from to } websitesAdded { id } } }
    } } } }`,
    { input: { id, name: 'After', addWebsiteIds: [added] } },
  );
  expect(updateGroup.group).toEqual({
    name: 'After',
    revision: 2,
    websites: { totalCount: 2, nodes: [{ id: kept }, { id: added }] },
    changes: {
      nodes: [{ kind: 'UPDATED', name: { from: 'Before', to: 'After' }, websitesAdded: [{ id: added }] }],
    },
  });
  const { group } = await data(organization.key, 'query ($id: ID!) { group(id: $id) { name revision } }', { id });
  expect(group).toEqual({ name: 'Before', revision: 1 });
});

test('a dry run tells the conflict that would come', async () => {
  await organization.addGroup({ externalId: 'taken' });
  const id = await organization.addGroup({});
  const document = `mutation ($id: ID!, $websiteIds: [ID!]!) {
    taken: updateGroup(input: { id: $id, externalId: "taken" }, dryRun: true) { __typename }
    late: updateGroup(input: { id: $id, name: "x", expectedRevision: 7 }, dryRun: true) { __typename }
    wrong: createGroup(input: { name: "x", websiteIds: $websiteIds }, dryRun: true) { __typename }
    site: createWebsite(input: { url: "a.example", externalId: "site" }, dryRun: true) { __typename }
  }`;
  await organization.addWebsites(1, { externalId: 'site' });
  expect(await tried(document, { id, websiteIds: ['none'] })).toEqual({
    taken: { __typename: 'GroupExternalIdTaken' },
    late: { __typename: 'GroupRevisionConflict' },
    wrong: { __typename: 'InvalidResourceInput' },
    site: { __typename: 'WebsiteExternalIdTaken' },
  });
});

test('a dry run tells which account groups would be displaced', async () => {
  const ids = [];
  for (const name of ['A', 'B', 'C']) ids.push(await organization.addAccountGroup({ names: { 1: name } }));
  const { updateAccountGroup } = await tried(
    `mutation ($id: ID!) { updateAccountGroup(input: { id: $id, displayOrder: 1 }, dryRun: true) {
      ... on UpdateAccountGroupSuccess { accountGroup { displayOrder names { labelText } } displaced { id displayOrder } } } }`,
    { id: ids[2] },
  );
  expect(updateAccountGroup).toEqual({
    accountGroup: { displayOrder: 1, names: [{ labelText: 'C' }] },
    displaced: [
      { id: ids[0], displayOrder: 2 },
      { id: ids[1], displayOrder: 3 },
    ],
  });
});

test('mutations of one document see nothing of the dry runs before them', async () => {
  const id = await organization.addGroup({ name: 'Before' });
  const answer = await data(
    organization.key,
    `mutation ($id: ID!) {
      tried: updateGroup(input: { id: $id, name: "Tried" }, dryRun: true) { ... on UpdateGroupSuccess { group { name } } }
      done: updateGroup(input: { id: $id, billingEnabled: false }) { ... on UpdateGroupSuccess { group { name revision } } }
      again: updateGroup(input: { id: $id, name: "Again" }, dryRun: true) { ... on UpdateGroupSuccess { group { revision } } }
    }`,
    { id },
  );
  expect(answer).toEqual({
    tried: { group: { name: 'Tried' } },
    done: { group: { name: 'Before', revision: 1 } },
    again: { group: { revision: 2 } },
  });
});

test('the billing provider is not told, and counts as willing', async () => {
  const [websiteId] = await organization.addWebsites(1);
  const id = await organization.addGroup({});
  const answer = await tried(
    `mutation ($id: ID!, $websiteIds: [ID!]!) {
      on: updateGroup(input: { id: $id, billingEnabled: true }, dryRun: true) { ... on UpdateGroupSuccess { group { billingEnabled } } }
      new: createGroup(input: { name: "x", websiteIds: $websiteIds, billingEnabled: true }, dryRun: true) { __typename }
      credits: setGroupCredits(input: { groupId: $id, monthly: 5 }, dryRun: true) { __typename }
    }`,
    { id, websiteIds: [websiteId] },
  );
  expect(answer).toEqual({
    on: { group: { billingEnabled: true } },
    new: { __typename: 'CreateGroupSuccess' },
    credits: { __typename: 'GroupBillingNotProvisioned' },
  });
});

test('credits are shown as they would be, and the next dry run knows nothing of it', async () => {
  const id = await organization.addGroup({ billingEnabled: true });
  await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 0, 20)', [organization.id, id]);
  const unbilled = await organization.addGroup({});
  const credits = 'credits { total monthly { balance nextResetAt } oneOff { balance } }';
  const answer = await tried(
    `mutation ($id: ID!, $unbilled: ID!) {
      monthly: setGroupCredits(input: { groupId: $id, monthly: 5 }, dryRun: true) { ... on SetGroupCreditsSuccess { group { ${credits} } } }
      oneOff: setGroupCredits(input: { groupId: $id, oneOff: 0 }, dryRun: true) { ... on SetGroupCreditsSuccess { group { ${credits} } } }
      billed: updateGroup(input: { id: $unbilled, billingEnabled: true }, dryRun: true) { ... on UpdateGroupSuccess { group { ${credits} } } }
    }`,
    { id, unbilled },
  );
  const of = (monthly: number, oneOff: number) => ({
    total: monthly + oneOff,
    monthly: { balance: monthly, nextResetAt: monthly > 0 ? expect.any(String) : null },
    oneOff: { balance: oneOff },
  });
  expect(answer).toEqual({
    monthly: { group: { credits: of(5, 20) } },
    oneOff: { group: { credits: of(0, 0) } },
    billed: { group: { credits: of(0, 0) } },
  });
});

test('a dry run leaves the idempotency key to the request that does it', async () => {
  const id = await organization.addGroup({ name: 'Before' });
  const document = `mutation ($id: ID!, $dryRun: Boolean) {
    updateGroup(input: { id: $id, name: "After" }, dryRun: $dryRun) { ... on UpdateGroupSuccess { group { name revision } } }
  }`;
  const headers = { 'idempotency-key': randomUUID() };
  const update = async (dryRun: boolean) => {
    const { status, headers: told, data: answer } = await send(organization.key, document, { id, dryRun }, { headers });
    return { status, replayed: told.get('idempotent-replayed'), name: answer.updateGroup.group };
  };
  const after = { name: 'After', revision: 2 };
  expect(await update(true)).toEqual({ status: 200, replayed: null, name: after });
  expect(await update(true)).toEqual({ status: 200, replayed: null, name: after });
  expect(await update(false)).toEqual({ status: 200, replayed: null, name: after });
  expect(await update(false)).toEqual({ status: 200, replayed: 'true', name: after });
  expect(await update(true)).toEqual({ status: 200, replayed: null, name: after });
});

test('a dry run needs the same key as the change', async () => {
  const id = await organization.addGroup({});
  const document = 'mutation ($id: ID!) { deleteGroup(input: { id: $id }, dryRun: true) { __typename } }';
  const reader = await organization.createKey({ readOnly: true });
  const { errors } = await send(reader, document, { id });
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect(await tried(document, { id })).toEqual({ deleteGroup: { __typename: 'DeleteGroupSuccess' } });
});

test('as many dry runs as there are connections go on beside each other', async () => {
  const ids = await organization.addGroups(40, () => ({ name: 'Before' }));
  const names = await Promise.all(
    ids.map(async (id) => {
      const document = `mutation ($id: ID!) { updateGroup(input: { id: $id, name: "After" }, dryRun: true) {
        ... on UpdateGroupSuccess { group { name websites { totalCount } } } } }`;
      return (await data(organization.key, document, { id })).updateGroup.group.name;
    }),
  );
  expect(new Set(names)).toEqual(new Set(['After']));
});
