import { useQuery } from '@apollo/client/react';
import { AccountGroupsDocument } from '@group-gateway/client';
import { useEffect } from 'react';

/** All account groups, to choose one from; undefined while they are on their way. */
export function useAccountGroups() {
  const { data, fetchMore } = useQuery(AccountGroupsDocument, { variables: { first: 100 } });
  const { hasNextPage, endCursor: after } = data?.accountGroups.pageInfo ?? {};
  useEffect(() => {
    // Those that are there can be chosen, also if the next page does not come.
    if (hasNextPage) fetchMore({ variables: { after } }).catch(() => {});
  }, [hasNextPage, after, fetchMore]);
  return data?.accountGroups.nodes;
}
