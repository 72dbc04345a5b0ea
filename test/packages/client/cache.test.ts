import 'reflect-metadata';
import { gql } from '@apollo/client';
import { isObjectType } from 'graphql';
import {
  createCache,
  GroupDocument,
  GroupsDocument,
  possibleTypes,
  UpdateGroupDocument,
  ViewerDocument,
} from '../../../client/src/index.ts';
import { buildSchemas } from '../../../src/schema/build-schema.ts';
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
