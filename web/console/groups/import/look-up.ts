import type { ApolloClient } from '@apollo/client';
import {
  CreateWebsitesDocument,
  type GroupItemFragment,
  GroupsByExternalIdDocument,
  GroupsDocument,
  WebsitesByUrlDocument,
  WebsitesDocument,
} from '@group-gateway/client';
import { explainOutcome } from '../../parts/explain-outcome.ts';
import { loadAll } from '../../parts/load-all.ts';
import { groupOf, type Known } from './plan.ts';
import type { GivenRow } from './read-rows.ts';

export function inChunks<Item>(items: Iterable<Item>, size: number): Item[][] {
  const all = [...items];
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** What addresses become when websites are created with them: the service says so in a dry run. */
async function readAddresses(client: ApolloClient, urls: Set<string>) {
  const addresses = new Map<string, { url: string } | { problem: string }>();
  for (const chunk of inChunks(urls, 500)) {
    const inputs = chunk.map((url) => ({ url }));
    const { data } = await client.mutate({
      mutation: CreateWebsitesDocument,
      variables: { inputs, dryRun: true },
      fetchPolicy: 'no-cache',
    });
    for (const [n, url] of chunk.entries()) {
      const result = data?.createWebsites[n] ?? { __typename: 'Nothing' as const };
      if (result.__typename === 'CreateWebsiteSuccess') addresses.set(url, { url: result.website.url });
      else addresses.set(url, { problem: Object.values(explainOutcome(result, ['url']).fields)[0] ?? 'is refused.' });
    }
  }
  return addresses;
}

type Websites = Map<string, { id: string; groupIds: Set<string> }[]>;

async function findWebsites(client: ApolloClient, addresses: Known['addresses']) {
  const urls = new Set([...addresses.values()].flatMap((address) => ('url' in address ? [address.url] : [])));
  const websites: Websites = new Map();
  for (const chunk of inChunks(urls, 100)) {
    const { data } = await client.query({
      query: WebsitesByUrlDocument,
      variables: { urls: chunk },
      fetchPolicy: 'no-cache',
    });
    for (const [n, url] of chunk.entries())
      websites.set(
        url,
        (data?.websitesByUrl[n] ?? []).map(({ id }) => ({ id, groupIds: new Set() })),
      );
  }
  return websites;
}

/** The service takes 50 filters in one. */
const idsInFilter = 40;
const lookUpsAtOnce = 3;

/** Notes which websites of a row its group has; those that no row asks for stay unknown. */
async function findMembers(client: ApolloClient, rows: readonly GivenRow[], known: Known, websites: Websites) {
  const lookUps = rows.flatMap((row) => {
    const group = groupOf(row, known);
    if (group === undefined || group === 'several') return [];
    const found = row.urls.flatMap((given) => {
      const address = known.addresses.get(given);
      return (address && 'url' in address && websites.get(address.url)) || [];
    });
    return inChunks(new Set(found), idsInFilter).map((chunk) => ({ groupId: group.id, chunk }));
  });
  const work = async () => {
    for (let next = lookUps.shift(); next; next = lookUps.shift()) {
      const { groupId, chunk } = next;
      const filter = { groupId, or: chunk.map(({ id }) => ({ id })) };
      const { data } = await client.query({
        query: WebsitesDocument,
        variables: { first: chunk.length, filter },
        fetchPolicy: 'no-cache',
      });
      const members = new Set(data?.websites.nodes.map(({ id }) => id));
      for (const { id, groupIds } of chunk) if (members.has(id)) groupIds.add(groupId);
    }
  };
  await Promise.all(Array.from({ length: lookUpsAtOnce }, work));
}

async function findByExternalId(client: ApolloClient, rows: readonly GivenRow[]) {
  const found = new Map<string, GroupItemFragment>();
  const externalIds = new Set(rows.map(({ externalId }) => externalId).filter(Boolean));
  for (const chunk of inChunks(externalIds, 500)) {
    const { data } = await client.query({
      query: GroupsByExternalIdDocument,
      variables: { externalIds: chunk },
      fetchPolicy: 'no-cache',
    });
    for (const [n, externalId] of chunk.entries()) {
      const group = data?.groupsByExternalId[n];
      if (group) found.set(externalId, group);
    }
  }
  return found;
}

async function findByName(client: ApolloClient, rows: readonly GivenRow[]) {
  const found = new Map<string, GroupItemFragment[]>();
  const names = new Set(rows.filter(({ externalId }) => externalId === '').map(({ name }) => name));
  for (const chunk of inChunks(names, 500)) {
    const groups = await loadAll(async (after) => {
      const variables = { first: 100, after, filter: { name: { in: chunk } } };
      const { data } = await client.query({ query: GroupsDocument, variables, fetchPolicy: 'no-cache' });
      return data?.groups;
    });
    for (const group of groups) found.set(group.name, [...(found.get(group.name) ?? []), group]);
  }
  return found;
}

/** Asks the service for what the rows are about; writes nothing. */
export async function lookUp(client: ApolloClient, all: readonly GivenRow[]): Promise<Known> {
  const rows = all.filter(({ problem }) => problem === undefined);
  const addresses = await readAddresses(client, new Set(rows.flatMap(({ urls }) => urls)));
  const websites = await findWebsites(client, addresses);
  const known: Known = {
    addresses,
    websites,
    groupsByExternalId: await findByExternalId(client, rows),
    groupsByName: await findByName(client, rows),
  };
  await findMembers(client, rows, known, websites);
  return known;
}
