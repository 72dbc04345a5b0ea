import { useQuery } from '@apollo/client/react';
import {
  type WebsiteFilter,
  type WebsiteItemFragment,
  WebsitesDocument,
  type WebsitesQuery,
} from '@group-gateway/client';

export interface WebsiteSearch {
  /** A part of the address. */
  search: string;
  groupId?: string;
  includeDeleted?: boolean;
}

/** The variables of the list, always in one form, so that each search is one list in the cache. */
export const websiteFilter = ({ search, groupId, includeDeleted }: WebsiteSearch): WebsiteFilter => ({
  ...(search && { url: { contains: search } }),
  ...(groupId && { groupId }),
  ...(includeDeleted && { includeDeleted }),
});

/** Joins pages that no cache joins. */
function appendPage({ websites: list }: WebsitesQuery, { fetchMoreResult }: { fetchMoreResult: WebsitesQuery }) {
  const { websites: page } = fetchMoreResult;
  return { websites: { ...page, nodes: [...list.nodes, ...page.nodes] } };
}

/**
 * Websites by search, page by page; while the next search is on its way, those of the last one.
 *
 * @param cached without it the list is read anew each time, and stays quick at any length: at each page that arrives the
 * cache reads all that is before it, too
 */
export function useWebsites(search: WebsiteSearch, { skip = false, cached = true } = {}) {
  const { data, previousData, error, refetch, fetchMore } = useQuery(WebsitesDocument, {
    variables: { first: 100, filter: websiteFilter(search) },
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
  };
}
