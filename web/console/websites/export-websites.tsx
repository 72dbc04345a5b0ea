import { useApolloClient } from '@apollo/client/react';
import { WebsitesDocument, type WebsitesQueryVariables } from '@group-gateway/client';
import { ExportButton } from '../parts/export-button.tsx';
import { loadAll } from '../parts/load-all.ts';
import { useViewer } from '../session/viewer.ts';

/** Exports the websites of the list. */
export function ExportWebsites({ variables, disabled }: { variables: WebsitesQueryVariables; disabled: boolean }) {
  const client = useApolloClient();
  const { isPartner } = useViewer();
  async function load(onProgress: (count: number) => void) {
    const websites = await loadAll(async (after) => {
      const { data } = await client.query({
        query: WebsitesDocument,
        variables: { ...variables, after },
        fetchPolicy: 'no-cache',
      });
      return data?.websites;
    }, onProgress);
    return [
      ['url', 'name', ...(isPartner ? ['externalId'] : []), 'createdAt', 'deletedAt', 'id'],
      ...websites.map(({ url, name, externalId, createdAt, deletedAt, id }) => [
        url,
        name,
        ...(isPartner ? [externalId] : []),
        createdAt,
        deletedAt,
        id,
      ]),
    ];
  }
  return <ExportButton name="websites" disabled={disabled} load={load} />;
}
