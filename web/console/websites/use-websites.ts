import { useQuery } from '@apollo/client/react';
import {
  type WebsiteFilter,
  type WebsiteItemFragment,
  type WebsiteOrder,
  WebsitesDocument,
  type WebsitesQuery,
} from '@group-gateway/client';
import { startsOf } from '../parts/initial-select.tsx';
import { useViewer } from '../session/viewer.ts';

export interface WebsiteSearch {
  /** A part of the name or the address, an external id or an id. */
  search: string;
  /** What the name or the address starts with. */
  initial?: string;
  groupId?: string;
  notInGroup?: string;
  includeDeleted?: boolean;
}

/** The variables of the list, always in one form, so that each search is one list in the cache. */
export const websiteFilter = (
  { search, initial, groupId, notInGroup, includeDeleted }: WebsiteSearch,
  isPartner: boolean,
): WebsiteFilter => ({
  ...(search && {
    or: [
      { name: { contains: search } },
      { url: { contains: search } },
      { id: search },
      ...(isPartner ? [{ externalId: search }] : []),
    ],
  }),
  ...(initial && {
    and: [{ or: startsOf(initial).flatMap((startsWith) => [{ name: { startsWith } }, { url: { startsWith } }]) }],
  }),
  ...(groupId && { groupId }),
  ...(notInGroup && { not: { groupId: notInGroup } }),
  ...(includeDeleted && { includeDeleted }),
});

/** Joins pages that no cache joins. */
function appendPage({ websites: list }: WebsitesQuery, { fetchMoreResult }: { fetchMoreResult: WebsitesQuery }) {
  const { websites: page } = fetchMoreResult;
  return { websites: { ...page, nodes: [...list.nodes, ...page.nodes] } };
}

interface Options {
  skip?: boolean;
  /**
   * Without it the list is read anew each time, and stays quick at any length: at each page that arrives the cache reads
   * all that is before it, too.
   */
  cached?: boolean;
  orderBy?: WebsiteOrder;
}

/** Websites by search, page by page; while the next search is on its way, those of the last one. */
export function useWebsites(search: WebsiteSearch, { skip = false, cached = true, orderBy }: Options = {}) {
  const { isPartner } = useViewer();
  const variables = { first: 100, filter: websiteFilter(search, isPartner), ...(orderBy && { orderBy }) };
  const { data, previousData, error, refetch, fetchMore } = useQuery(WebsitesDocument, {
    variables,
    skip,
    fetchPolicy: cached ? 'cache-first' : 'no-cache',
  });
  const list = (data ?? previousData)?.websites;
  return {
    rows: list?.nodes as WebsiteItemFragment[] | undefined,
    total: list?.totalCount ?? 0,
    hasMore: list?.pageInfo.hasNextPage ?? false,
    loadMore: () =>
      fetchMore({
        variables: { after: list?.pageInfo.endCursor },
        ...(!cached && { updateQuery: appendPage }),
      }),
    fresh: data !== undefined,
    error,
    refetch,
    variables,
  };
}
