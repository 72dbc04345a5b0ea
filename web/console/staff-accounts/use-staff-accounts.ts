import { useQuery } from '@apollo/client/react';
import { type StaffAccountFilter, type StaffAccountItemFragment, StaffAccountsDocument } from '@group-gateway/client';

export type StaffAccount = StaffAccountItemFragment;

interface StaffSearch {
  /** A part of the name or the login. */
  search: string;
  /** Only those of this account group. */
  groupId?: string | undefined;
}

const filterOf = ({ search, groupId }: StaffSearch): StaffAccountFilter => ({
  ...(search && { or: [{ displayName: { contains: search } }, { login: { contains: search } }] }),
  ...(groupId && { accountGroupId: groupId }),
});

/** Staff accounts by search, page by page; while the next search is on its way, those of the last one. */
export function useStaffAccounts(search: StaffSearch, { skip = false } = {}) {
  const { data, previousData, error, refetch, fetchMore } = useQuery(StaffAccountsDocument, {
    variables: { first: 100, filter: filterOf(search) },
    skip,
  });
  const list = (data ?? previousData)?.staffAccounts;
  return {
    rows: list?.nodes as StaffAccount[] | undefined,
    total: list?.totalCount ?? 0,
    hasMore: list?.pageInfo.hasNextPage ?? false,
    loadMore: () => fetchMore({ variables: { after: list?.pageInfo.endCursor } }),
    fresh: data !== undefined,
    error,
    refetch,
  };
}
