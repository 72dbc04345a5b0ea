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

test('each filter and each order is a list of its own, which is still there when it is asked for again', async () => {
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
  await list.shows('ABCD');
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

test('a page that joins on to nothing starts the list anew, so that there is no gap', async () => {
  const { key } = await organizationWithGroups(5);
  const client = apolloClient(key);
  const list = watch(client, { first: 1 });
  await list.shows('A');
  const ahead = await apolloClient(key).query({ query: GroupsDocument, variables: { first: 3 } });
  await client.query({
    query: GroupsDocument,
    variables: { first: 1, after: ahead.data?.groups.pageInfo.endCursor },
    fetchPolicy: 'network-only',
  });
  await list.shows('D');
  expect(list.pageInfo()).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
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

test('queries for nodes and queries for edges read and prolong one list', async () => {
  const { key } = await organizationWithGroups(5);
  const recorded = recordingFetch();
  const client = apolloClient(key, recorded);
  const ask = async (items: string, first: number, after?: string) => {
    const { data } = await client.query({ query: pageOf(items), variables: { first, after } });
    return (data as { groups: Record<'nodes' | 'edges', { cursor: string; name: string; node: { name: string } }[]> })
      .groups;
  };
  const byNodes = async (...page: [first: number, after?: string]) =>
    (await ask('nodes { id name }', ...page)).nodes.map(({ name }) => name).join('');
  const byEdges = async (...page: [first: number, after?: string]) =>
    (await ask('edges { cursor node { id name } }', ...page)).edges;

  const edges = await byEdges(2);
  expect(edges.map(({ node }) => node.name)).toEqual(['A', 'B']);
  // Edges have their nodes, so this needs no request.
  expect(await byNodes(2)).toBe('AB');
  expect(recorded.sent).toHaveLength(1);
  expect(await byNodes(2, edges[0]?.cursor)).toBe('AB');
  await client.query({
    query: pageOf('nodes { id name }'),
    variables: { first: 2, after: edges[1]?.cursor },
    fetchPolicy: 'network-only',
  });
  expect(await byNodes(2)).toBe('ABCD');
  // What came by nodes has no edges, so they are asked for.
  expect((await byEdges(3)).map(({ node, cursor }) => [node.name, typeof cursor])).toEqual([
    ['A', 'string'],
    ['B', 'string'],
    ['C', 'string'],
  ]);
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
