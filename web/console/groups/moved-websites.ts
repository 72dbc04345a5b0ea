import type { ApolloClient } from '@apollo/client';
import { GroupChangesDocument, GroupsByIdDocument } from '@group-gateway/client';

/** The revision of a group, as the service has it. */
export async function revisionOf(client: ApolloClient, id: string): Promise<number | undefined> {
  const { data } = await client.query({ query: GroupsByIdDocument, variables: { ids: [id] }, fetchPolicy: 'no-cache' });
  return data?.groupsById[0]?.revision;
}

/** The websites that a change moved in or out, as the history has it: some of those that were sent had been moved before. */
export async function movedWebsites(
  client: ApolloClient,
  { id, revision }: { id: string; revision: number },
  before: number | undefined,
  adds: boolean,
): Promise<Set<string>> {
  if (revision === before) return new Set();
  const { data } = await client.query({
    query: GroupChangesDocument,
    variables: { id, first: 10 },
    fetchPolicy: 'no-cache',
  });
  const change = data?.group?.changes.nodes.find((one) => one.revision === revision && one.kind === 'UPDATED');
  return new Set((adds ? change?.websitesAdded : change?.websitesRemoved)?.map((website) => website.id));
}
