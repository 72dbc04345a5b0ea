import { useQuery } from '@apollo/client/react';
import { type WebsiteFilter, type WebsiteItemFragment, WebsitesDocument } from 'group-gateway/client';

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

/** Websites by search, page by page; while the next search is on its way, those of the last one. */
export function useWebsites(search: WebsiteSearch, { skip = false } = {}) {
  const { data, previousData, error, refetch, fetchMore } = useQuery(WebsitesDocument, {
    variables: { first: 100, filter: websiteFilter(search) },
    skip,
  });
  const list = (data ?? previousData)?.websites;
  return {
    rows: list?.nodes as WebsiteItemFragment[] | undefined,
    total: list?.totalCount ?? 0,
    hasMore: list?.pageInfo.hasNextPage ?? false,
    loadMore: () => fetchMore({ variables: { after: list?.pageInfo.endCursor } }),
    fresh: data !== undefined,
    error,
    refetch,
  };
}
