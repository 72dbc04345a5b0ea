import type { ApolloClient } from '@apollo/client';
import { StaffAccountsByIdDocument } from '@group-gateway/client';
import type { Refusal } from '../parts/explain-outcome.ts';

/** Accounts have no revision: what was changed since is known from how they are now. */
export const changedSince: Refusal = { __typename: 'ChangedSince' };

/** The accounts as the service has them; null for those that are deleted. */
export async function accountsNow(client: ApolloClient, ids: string[]) {
  const { data } = await client.query({
    query: StaffAccountsByIdDocument,
    variables: { ids },
    fetchPolicy: 'network-only',
  });
  return data?.staffAccountsById ?? [];
}
