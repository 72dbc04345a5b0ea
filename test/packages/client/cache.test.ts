import 'reflect-metadata';
import { gql } from '@apollo/client';
import { type FragmentDefinitionNode, isObjectType } from 'graphql';
import { effects, eventEffects } from '../../../client/src/cache/effects.ts';
import {
  createCache,
  DeleteGroupDocument,
  GroupDocument,
  type GroupItemFragment,
  GroupsDocument,
  possibleTypes,
  UpdateGroupDocument,
  ViewerDocument,
} from '../../../client/src/index.ts';
import { buildSchemas } from '../../../src/schema/build-schema.ts';
import { eventually } from '../../support/eventually.ts';
import { TestOrganization } from '../../support/organization.ts';
import { apolloClient, recordingFetch } from './apollo.ts';

test('a fragment on the interface of all errors is there in what the cache answers', async () => {
  const organization = await TestOrganization.create();
  const [id] = await organization.addGroups(2, (n) => ({ externalId: `taken-${n}` }));
  const client = apolloClient(organization.key);
  let fromCache: unknown;
  const { data } = await client.mutate({
    mutation: UpdateGroupDocument,
    variables: { input: { id: id as string, externalId: 'taken-1' } },
    // Gets what the cache answers, not what the service sent.
    update: (_cache, result) => {
      fromCache = result.data?.updateGroup;
    },
  });
  expect(fromCache).toMatchObject({ __typename: 'GroupExternalIdTaken', message: expect.any(String) });
  expect(fromCache).toEqual(data?.updateGroup);
});

test('a group is one object wherever it shows up: a change shows in lists, look-ups and conflicts', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Before' });
  const client = apolloClient(organization.key);
  await client.query({ query: GroupsDocument });
  await client.mutate({ mutation: UpdateGroupDocument, variables: { input: { id, name: 'After' } } });
  const variables = { id };
  const { data } = await client.query({ query: OnlyGroup, variables, fetchPolicy: 'cache-only' });
  expect(data).toMatchObject({ group: { name: 'After', revision: 2 } });
  expect((await client.query({ query: GroupsDocument })).data?.groups.nodes[0]).toMatchObject({ name: 'After' });
});

const OnlyGroup = gql`query OnlyGroup($id: ID!) { group(id: $id) { id name revision } }`;

test('a look-up by id finds what a list has brought, without a request', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Known' });
  const recorded = recordingFetch();
  const client = apolloClient(organization.key, recorded);
  await client.query({ query: GroupsDocument });
  const name = gql`query Name($id: ID!) { group(id: $id) { id name } }`;
  expect((await client.query({ query: name, variables: { id } })).data).toMatchObject({ group: { name: 'Known' } });
  expect(recorded.sent).toEqual(['Groups']);
});

test('a look-up of what does not exist is null, also from the cache', async () => {
  const { key } = await TestOrganization.create();
  const recorded = recordingFetch();
  const client = apolloClient(key, recorded);
  const look = { query: GroupDocument, variables: { id: 'none' } };
  expect((await client.query(look)).data).toEqual({ group: null });
  expect((await client.query(look)).data).toEqual({ group: null });
  expect(recorded.sent).toEqual(['Group']);
});

test('answers about what is missing do not overwrite each other', async () => {
  const { key } = await TestOrganization.create();
  const client = apolloClient(key);
  const answers = ['one', 'two'].map((id) =>
    client.mutate({ mutation: UpdateGroupDocument, variables: { input: { id, name: 'New' } } }),
  );
  for (const [index, { data }] of (await Promise.all(answers)).entries())
    expect(data?.updateGroup).toMatchObject({ __typename: 'ResourceNotFound', missingId: ['one', 'two'][index] });
  expect(Object.keys(client.cache.extract() as object).filter((id) => id.startsWith('ResourceNotFound'))).toEqual([]);
});

test('one build serves partners and direct customers, who have no external ids', async () => {
  for (const partner of [true, false]) {
    const organization = await TestOrganization.create({ partner });
    const id = await organization.addGroup({ name: 'Group', externalId: 'mine' });
    const client = apolloClient(organization.key);
    const { data: viewer } = await client.query({ query: ViewerDocument });
    expect(viewer?.viewer.organization.isPartner).toBe(partner);
    const { data } = await client.query({ query: GroupDocument, variables: { id } });
    expect(data?.group?.externalId).toBe(partner ? 'mine' : null);
    const renamed = await client.mutate({
      mutation: UpdateGroupDocument,
      variables: { input: { id, name: 'Renamed', ...(partner && { externalId: 'ours' }) } },
    });
    expect(renamed.data?.updateGroup).toMatchObject({
      group: { name: 'Renamed', externalId: partner ? 'ours' : null },
    });
  }
});

test('no success passes for an error, and whatever a newer service answers with does', () => {
  const { policies } = createCache();
  const [fragment] = gql`fragment Any on ResourceError { __typename }`.definitions as [FragmentDefinitionNode];
  const isError = (name: string) => policies.fragmentMatches(fragment, name, { __typename: name }, {});
  const members = new Set(Object.values(possibleTypes).flat());
  const successes = [...members].filter((name) => name.endsWith('Success'));
  expect(successes.length).toBeGreaterThan(12);
  expect([...successes, 'FreezeGroupSuccess'].filter(isError)).toEqual([]);
  expect([...members, 'GroupFrozen'].filter((name) => !isError(name))).toEqual(successes);
});

test('the cache knows of each mutation what it makes unknown', () => {
  const mutations = Object.keys(buildSchemas().partner.getMutationType()?.getFields() ?? {});
  expect(Object.keys(effects).sort()).toEqual(mutations.sort());
  const events = Object.keys(buildSchemas().partner.getSubscriptionType()?.getFields() ?? {});
  expect(Object.keys(eventEffects)).toEqual(expect.arrayContaining(events));
});

test('a mutation that this build does not know may have changed anything', async () => {
  const organization = await TestOrganization.create();
  await organization.addGroup({ name: 'A' });
  const recorded = recordingFetch();
  const client = apolloClient(organization.key, recorded);
  await client.query({ query: GroupsDocument });
  client.cache.write({
    dataId: 'ROOT_MUTATION',
    query: gql`mutation { freezeEverything { __typename } }`,
    result: { freezeEverything: { __typename: 'FreezeEverythingSuccess' } },
  });
  await client.query({ query: GroupsDocument });
  expect(recorded.sent).toEqual(['Groups', 'Groups']);
});

test('what a dry run says would be is not taken for what is', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Before' });
  const client = apolloClient(organization.key);
  const query = gql`query ($id: ID!) { group(id: $id) { id name revision } }`;
  const before = { id, name: 'Before', revision: 1 };
  const update = (fields: string) =>
    client.mutate({
      mutation: gql`mutation ($id: ID!, $isDry: Boolean = true) { ${fields} }`,
      variables: { id },
    });
  const rename = (dryRun: string) =>
    `updateGroup(input: { id: $id, name: "After" }${dryRun}) { ... on UpdateGroupSuccess { group { id name revision } } }`;
  await client.query({ query, variables: { id } });
  await update(rename(', dryRun: $isDry'));
  expect((await client.query({ query, variables: { id } })).data).toMatchObject({ group: before });
  // Beside a change that is made, all is asked for again.
  await update(`dry: ${rename(', dryRun: $isDry')} createWebsite(input: { url: "new.example" }) { __typename }`);
  expect((await client.query({ query, variables: { id } })).data).toMatchObject({ group: before });
});

test('a refusal makes nothing unknown, but that somebody else changed or deleted it does', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'A' });
  const recorded = recordingFetch();
  const client = apolloClient(organization.key, recorded);
  const update = (input: object) =>
    client.mutate({ mutation: UpdateGroupDocument, variables: { input: { id, ...input } } });
  const requests = async () => {
    recorded.sent.length = 0;
    await client.query({ query: GroupsDocument });
    return recorded.sent.length;
  };
  await client.query({ query: GroupsDocument });
  await update({ name: '' });
  expect(await requests()).toBe(0);
  await update({ name: 'B', expectedRevision: 7 });
  expect(await requests()).toBe(1);
  await organization.query('DELETE FROM groups WHERE id = $1', [id]);
  await update({ name: 'B' });
  expect(await requests()).toBe(1);
  expect(client.cache.extract()).not.toHaveProperty([`Group:${id}`]);
});

test('what is only expected makes no request: lists stay until the mutation is answered', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'A' });
  const recorded = recordingFetch();
  const client = apolloClient(organization.key, recorded);
  const list = client.watchQuery({ query: GroupsDocument });
  const subscription = list.subscribe({});
  const name = () => list.getCurrentResult().data?.groups?.nodes?.[0]?.name;
  await eventually('the list is there', name);
  const group = { ...(list.getCurrentResult().data?.groups?.nodes?.[0] as GroupItemFragment), name: 'B' };
  const answer = client.mutate({
    mutation: UpdateGroupDocument,
    variables: { input: { id, name: 'B' } },
    optimisticResponse: { updateGroup: { __typename: 'UpdateGroupSuccess', group } },
  });
  await eventually('the expected name is there', () => name() === 'B');
  await answer;
  await eventually('the list is read again', () => recorded.sent.length === 3);
  expect(recorded.sent).toEqual(['Groups', 'UpdateGroup', 'Groups']);
  subscription.unsubscribe();
});

test('an answer that was on its way when something changed is not trusted', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'A' });
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  let first = true;
  let read = false;
  const client = apolloClient(organization.key, {
    fetch: async (address, init) => {
      const response = await fetch(address, init);
      if (first && String(init?.body).includes('query Groups')) {
        first = false;
        read = true;
        await held;
      }
      return response;
    },
  });
  const old = client.query({ query: GroupsDocument });
  await eventually('the service has answered', () => read);
  await client.mutate({ mutation: DeleteGroupDocument, variables: { input: { id } } });
  release();
  expect((await old).data?.groups.totalCount).toBe(1);
  expect((await client.query({ query: GroupsDocument })).data?.groups).toMatchObject({ nodes: [], totalCount: 0 });
});

test('an answer that came after that of a later mutation is not trusted', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Before' });
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  let done = false;
  const client = apolloClient(organization.key, {
    fetch: async (address, init) => {
      const response = await fetch(address, init);
      if (String(init?.body).includes('"One"')) {
        done = true;
        await held;
      }
      return response;
    },
  });
  const mutation = gql`mutation ($input: UpdateGroupInput!) {
    updateGroup(input: $input) { ... on UpdateGroupSuccess { group { id name } } }
  }`;
  const query = gql`query ($id: ID!) { group(id: $id) { id name } }`;
  const rename = (name: string) => client.mutate({ mutation, variables: { input: { id, name } } });
  const one = rename('One');
  await eventually('the first is done', () => done);
  await rename('Two');
  release();
  expect((await one).data).toMatchObject({ updateGroup: { group: { name: 'One' } } });
  expect((await client.query({ query, variables: { id } })).data).toMatchObject({ group: { name: 'Two' } });
});

test('an event that is older than what is known changes nothing', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Before' });
  const client = apolloClient(organization.key);
  await client.mutate({ mutation: UpdateGroupDocument, variables: { input: { id, name: 'After' } } });
  const before = { __typename: 'Group', id, name: 'Before', revision: 1 };
  client.cache.write({
    dataId: 'ROOT_SUBSCRIPTION',
    query: gql`subscription { groupChanged { groupId group { id name revision } } }`,
    result: { groupChanged: { __typename: 'GroupChangedEvent', groupId: id, group: before } },
  });
  await Promise.resolve(); // until it is delivered
  expect((await client.query({ query: OnlyGroup, variables: { id } })).data).toMatchObject({
    group: { name: 'After', revision: 2 },
  });
});

test('of several mutations in one document, the answer of the first does not hide what the others did', async () => {
  const organization = await TestOrganization.create();
  const [website = '', other = ''] = await organization.addWebsites(2);
  const id = await organization.addGroup({ name: 'Before', websiteIds: [website, other] });
  const client = apolloClient(organization.key);
  await client.mutate({
    mutation: gql`mutation ($id: ID!, $website: ID!) {
      updateGroup(input: { id: $id, name: "After" }) {
        ... on UpdateGroupSuccess { group { id websites { totalCount } } }
      }
      deleteWebsite(input: { id: $website }) { __typename }
    }`,
    variables: { id, website },
  });
  const query = gql`query ($id: ID!) { group(id: $id) { id websites { totalCount } } }`;
  const { data } = await client.query({ query, variables: { id } });
  expect(data).toMatchObject({ group: { websites: { totalCount: 1 } } });
});

test('two deletions in one document show in lists and counts', async () => {
  const organization = await TestOrganization.create();
  const ids = await organization.addGroups(3, (n) => ({ name: `${n}` }));
  const client = apolloClient(organization.key);
  await client.query({ query: GroupsDocument });
  await client.mutate({
    mutation: gql`mutation ($a: ID!, $b: ID!) {
      a: deleteGroup(input: { id: $a }) { __typename } b: deleteGroup(input: { id: $b }) { __typename }
    }`,
    variables: { a: ids[0], b: ids[1] },
  });
  const { data } = await client.query({ query: GroupsDocument });
  expect(data?.groups).toMatchObject({ nodes: [{ name: '2' }], totalCount: 1 });
});

test('what was selected without an id is forgotten with any change that it may show', async () => {
  const organization = await TestOrganization.create();
  const from = await organization.addAccountGroup({ names: { 1: 'Before' } });
  await organization.addStaffAccounts(from, 1);
  const query = gql`{ staffAccounts { nodes { id login staffGroup { lookupName } } } }`;
  const client = apolloClient(organization.key);
  await client.query({ query });
  await client.mutate({
    mutation: gql`mutation ($input: UpdateAccountGroupInput!) { updateAccountGroup(input: $input) { __typename } }`,
    variables: { input: { id: from, names: [{ language: { id: 1 }, labelText: 'After' }] } },
  });
  const { data } = await client.query({ query });
  expect(data).toMatchObject({ staffAccounts: { nodes: [{ staffGroup: { lookupName: 'After' } }] } });
});

test('two pages of one list in one document are two answers', async () => {
  const organization = await TestOrganization.create();
  await organization.addGroups(3, (n) => ({ name: `${n}` }));
  const query = gql`{ one: groups(first: 1) { nodes { id name } } two: groups(first: 2) { nodes { id name } } }`;
  const client = apolloClient(organization.key);
  await client.query({ query });
  const { data } = await client.query({ query, fetchPolicy: 'cache-only' });
  expect(data).toMatchObject({ one: { nodes: [{ name: '0' }] }, two: { nodes: [{ name: '0' }, { name: '1' }] } });
});

test('every resource has a key, and no outcome has one', () => {
  const cache = createCache();
  const outcomes = new Set(possibleTypes.ResourceError);
  const withId = Object.values(buildSchemas().partner.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__') && 'id' in type.getFields(),
  );
  expect(withId.length).toBeGreaterThan(6);
  for (const { name } of withId)
    expect([name, cache.identify({ __typename: name, id: 'x' })]).toEqual([
      name,
      outcomes.has(name) ? undefined : `${name}:x`,
    ]);
});
