import type { ApolloClient } from '@apollo/client';
import { gql } from '@apollo/client';
import {
  CreateGroupDocument,
  DeleteGroupDocument,
  GroupDocument,
  GroupsDocument,
  type GroupsQueryVariables,
  UpdateGroupDocument,
} from '../../../client/src/index.ts';
import { eventually } from '../../support/eventually.ts';
import { TestOrganization } from '../../support/organization.ts';
import { apolloClient, recordingFetch } from './apollo.ts';

const letters = (from: string, count: number) =>
  Array.from({ length: count }, (_, index) => String.fromCharCode(from.charCodeAt(0) + index));

async function organizationWithGroups(count: number): Promise<TestOrganization> {
  const organization = await TestOrganization.create();
  const names = letters('A', count);
  await organization.addGroups(count, (n) => ({ name: names[n] as string, billingEnabled: n % 2 === 1 }));
  return organization;
}

/** A list as a page of a frontend watches it. */
function watch(client: ApolloClient, variables: GroupsQueryVariables) {
  const query = client.watchQuery({ query: GroupsDocument, variables });
  const subscription = query.subscribe({});
  const names = () =>
    query
      .getCurrentResult()
      .data?.groups?.nodes?.map((group) => group?.name)
      .join('');
  return {
    query,
    names,
    shows: (expected: string) => eventually(`the list shows ${expected}`, () => names() === expected),
    pageInfo: () => query.getCurrentResult().data?.groups?.pageInfo,
    nextPage: () =>
      query.fetchMore({ variables: { after: query.getCurrentResult().data?.groups?.pageInfo?.endCursor } }),
    end: () => subscription.unsubscribe(),
  };
}

test('the next page joins on to the pages before it, up to the end', async () => {
  const { key } = await organizationWithGroups(5);
  const list = watch(apolloClient(key), { first: 2 });
  await list.shows('AB');
  await list.nextPage();
  await list.shows('ABCD');
  expect(list.pageInfo()).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  await list.nextPage();
  await list.shows('ABCDE');
  expect(list.pageInfo()).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  list.end();
});

test('paging backwards joins on to the front', async () => {
  const { key } = await organizationWithGroups(5);
  const list = watch(apolloClient(key), { last: 2 });
  await list.shows('DE');
  await list.query.fetchMore({ variables: { last: 2, before: list.pageInfo()?.startCursor } });
  await list.shows('BCDE');
  expect(list.pageInfo()).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  list.end();
});

test('each filter and each order is a list of its own, whose first page is still there when it is asked for again', async () => {
  const { key } = await organizationWithGroups(4);
  const recorded = recordingFetch();
  const client = apolloClient(key, recorded);
  const list = watch(client, { first: 2 });
  await list.shows('AB');
  await list.nextPage();
  await list.shows('ABCD');
  await list.query.setVariables({ first: 2, filter: { billingEnabled: true } });
  await list.shows('BD');
  await list.query.setVariables({ first: 2, orderBy: { field: 'NAME', direction: 'DESC' } });
  await list.shows('DC');
  const requests = recorded.sent.length;
  await list.query.setVariables({ first: 2 });
  await list.shows('AB');
  expect(recorded.sent).toHaveLength(requests);
  list.end();
});

test('a refetch starts the list anew, with the rows that were added and without those that are gone', async () => {
  const organization = await organizationWithGroups(4);
  const list = watch(apolloClient(organization.key), { first: 3 });
  await list.shows('ABC');
  await list.nextPage();
  await list.shows('ABCD');
  await organization.addGroup({ name: 'AA' });
  await organization.query("DELETE FROM groups WHERE organization_id = $1 AND name = 'C'", [organization.id]);
  await list.query.refetch();
  expect([...new Set([list.names()])]).toEqual(['AAAB']);
  await list.nextPage();
  await list.shows('AAABD');
  list.end();
});

test('rows that are added between two pages are neither repeated nor lost', async () => {
  const organization = await organizationWithGroups(4);
  const list = watch(apolloClient(organization.key), { first: 2 });
  await list.shows('AB');
  await organization.addGroup({ name: 'AA' });
  await organization.addGroup({ name: 'BB' });
  await list.nextPage();
  await list.shows('ABBBC');
  list.end();
});

test('a row that moved to a later page moves in the list, too', async () => {
  const organization = await organizationWithGroups(4);
  const list = watch(apolloClient(organization.key), { first: 2 });
  await list.shows('AB');
  await organization.query("UPDATE groups SET name = 'CC' WHERE organization_id = $1 AND name = 'A'", [
    organization.id,
  ]);
  await list.nextPage();
  await list.shows('BCCC');
  list.end();
});

test('a page that others ask for leaves a list as it is', async () => {
  const { key } = await organizationWithGroups(5);
  const client = apolloClient(key);
  const list = watch(client, { first: 1 });
  await list.shows('A');
  const after = list.pageInfo()?.endCursor as string;
  for (const variables of [{ first: 3 }, { first: 1, after }, { last: 2 }, { first: 2, after }]) {
    await client.query({ query: GroupsDocument, variables });
    expect([list.names(), list.pageInfo()]).toMatchObject(['A', { endCursor: after, hasNextPage: true }]);
  }
  await list.nextPage();
  await list.shows('AB');
  list.end();
});

test('a list that has grown does not show in other queries with the same arguments', async () => {
  const { key } = await organizationWithGroups(5);
  const client = apolloClient(key);
  const list = watch(client, { first: 2 });
  await list.shows('AB');
  await list.nextPage();
  await list.shows('ABCD');
  const { data } = await client.query({ query: GroupsDocument, variables: { first: 2 } });
  expect(data?.groups.nodes.map(({ name }) => name)).toEqual(['A', 'B']);
  const other = watch(client, { first: 2 });
  await other.shows('AB');
  expect(list.names()).toBe('ABCD');
  other.end();
  list.end();
});

test('nothing about a list that has grown is sent', async () => {
  const { key } = await organizationWithGroups(5);
  const bodies: { variables: object }[] = [];
  const client = apolloClient(key, {
    fetch: (address, init) => {
      bodies.push(JSON.parse(String(init?.body)));
      return fetch(address, init);
    },
  });
  const list = watch(client, { first: 1 });
  await list.shows('A');
  await list.nextPage();
  await list.shows('AB');
  await list.nextPage();
  await list.shows('ABC');
  await list.query.refetch();
  await list.shows('A');
  expect(bodies.map(({ variables }) => Object.keys(variables))).toEqual([
    ['first'],
    ['first', 'after'],
    ['first', 'after'],
    ['first'],
  ]);
  list.end();
});

test('what is deleted and evicted leaves its lists', async () => {
  const { key } = await organizationWithGroups(3);
  const client = apolloClient(key);
  const list = watch(client, { first: 3 });
  await list.shows('ABC');
  const [, second] = list.query.getCurrentResult().data?.groups?.nodes ?? [];
  await client.mutate({
    mutation: UpdateGroupDocument,
    variables: { input: { id: second?.id as string, billingEnabled: false } },
  });
  await client.mutate({
    mutation: DeleteGroupDocument,
    variables: { input: { id: second?.id as string } },
    update: (cache) => cache.evict({ id: cache.identify({ __typename: 'Group', id: second?.id as string }) as string }),
  });
  await list.shows('AC');
  list.end();
});

test('a new row shows once its lists are evicted', async () => {
  const organization = await organizationWithGroups(2);
  const [websiteId] = await organization.addWebsites(1);
  const client = apolloClient(organization.key);
  const list = watch(client, { first: 5 });
  await list.shows('AB');
  await client.mutate({
    mutation: CreateGroupDocument,
    variables: { input: { name: 'AA', websiteIds: [websiteId as string] } },
    update: (cache) => cache.evict({ id: 'ROOT_QUERY', fieldName: 'groups' }),
  });
  await list.shows('AAAB');
  list.end();
});

const pageOf = (items: string) => gql`
  query ($first: Int, $after: String) {
    groups(first: $first, after: $after) { ${items} pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
  }
`;

test('queries for nodes and queries for edges of one page share what they know', async () => {
  const { key } = await organizationWithGroups(5);
  const recorded = recordingFetch();
  const client = apolloClient(key, recorded);
  const ask = async (items: string) => {
    const { data } = await client.query({ query: pageOf(items), variables: { first: 2 } });
    return (data as { groups: Record<'nodes' | 'edges', { cursor: string; name: string; node: { name: string } }[]> })
      .groups;
  };
  const { edges } = await ask('edges { cursor node { id name } }');
  expect(edges.map(({ node }) => node.name)).toEqual(['A', 'B']);
  // Edges have their nodes, so this needs no request.
  expect((await ask('nodes { id name }')).nodes.map(({ name }) => name)).toEqual(['A', 'B']);
  expect(recorded.sent).toHaveLength(1);
});

test('a count of a list is not taken for the list', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ websiteIds: await organization.addWebsites(3) });
  const client = apolloClient(organization.key);
  const { data: counted } = await client.query({ query: GroupsDocument });
  expect(counted?.groups.nodes[0]?.websites.totalCount).toBe(3);
  const { data } = await client.query({ query: GroupDocument, variables: { id } });
  expect(data?.group?.websites.nodes).toHaveLength(3);
  const { data: again } = await client.query({ query: GroupsDocument, fetchPolicy: 'network-only' });
  expect(again?.groups.nodes[0]?.websites.totalCount).toBe(3);
  const { data: kept } = await client.query({ query: GroupDocument, variables: { id }, fetchPolicy: 'cache-only' });
  expect(kept?.group?.websites.nodes).toHaveLength(3);
});
