import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { GroupsCreditsDocument } from '@group-gateway/client';
import { useEffect, useState } from 'react';
import { counted } from '../parts/format.ts';

/** Rows that pass by while somebody scrolls do not ask. */
const restMs = 250;

type Tell = (total: number | undefined) => void;
const waiting = new Map<string, Tell>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks for the credits of the rows that are on the screen: in one request. */
async function ask(client: ApolloClient): Promise<void> {
  const rows = new Map(waiting);
  waiting.clear();
  if (rows.size === 0) return;
  const answer = await client
    .query({ query: GroupsCreditsDocument, variables: { ids: [...rows.keys()] }, fetchPolicy: 'no-cache' })
    // The billing provider may be down. The page of the group says so.
    .catch(() => undefined);
  for (const group of answer?.data?.groupsById ?? []) if (group) rows.get(group.id)?.(group.credits?.total);
}

function useTotal(groupId: string): number | undefined {
  const client = useApolloClient();
  const [total, setTotal] = useState<number>();
  useEffect(() => {
    waiting.set(groupId, setTotal);
    clearTimeout(timer);
    timer = setTimeout(ask, restMs, client);
    return () => {
      waiting.delete(groupId);
    };
  }, [client, groupId]);
  return total;
}

/** The credits of a group in a list; nothing until they are known. */
export function RowCredits({ groupId }: { groupId: string }) {
  const total = useTotal(groupId);
  return total === undefined ? null : counted(total, 'credit');
}
