import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import {
  GroupDocument,
  type GroupsQueryVariables,
  GroupsWithAddressesDocument,
  type GroupsWithAddressesQuery,
} from '@group-gateway/client';
import { ExportButton } from '../parts/export-button.tsx';
import { loadAll } from '../parts/load-all.ts';
import { useViewer } from '../session/viewer.ts';

type Group = GroupsWithAddressesQuery['groups']['nodes'][number];

/** With up to 100 addresses each: one page costs as much as its addresses. */
const groupsAtOnce = 20;

async function addressesOf(client: ApolloClient, { id, websites: { nodes, pageInfo } }: Group): Promise<string[]> {
  const rest = pageInfo.hasNextPage
    ? await loadAll(async (after) => {
        const { data } = await client.query({
          query: GroupDocument,
          variables: { id, firstWebsites: 100, afterWebsite: after ?? pageInfo.endCursor },
          fetchPolicy: 'no-cache',
        });
        return data?.group?.websites;
      })
    : [];
  return [...nodes, ...rest].map(({ url }) => url);
}

/** Exports the groups of the list, in the form that an import takes. */
export function ExportGroups({ variables, disabled }: { variables: GroupsQueryVariables; disabled: boolean }) {
  const client = useApolloClient();
  const { isPartner } = useViewer();
  async function load(onProgress: (count: number) => void) {
    const groups = await loadAll(async (after) => {
      const { data } = await client.query({
        query: GroupsWithAddressesDocument,
        variables: { ...variables, first: groupsAtOnce, after },
        fetchPolicy: 'no-cache',
      });
      return data?.groups;
    }, onProgress);
    const rows: (string | boolean | null)[][] = [
      ['name', ...(isPartner ? ['externalId'] : []), 'urls', 'billingEnabled', 'id'],
    ];
    for (const group of groups) {
      const urls = await addressesOf(client, group);
      const externalId = isPartner ? [group.externalId] : [];
      rows.push([group.name, ...externalId, urls.join(' '), group.billingEnabled, group.id]);
    }
    return rows;
  }
  return <ExportButton name="groups" disabled={disabled} load={load} />;
}
