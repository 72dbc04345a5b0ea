import type { ApolloCache } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef } from 'react';

interface Row {
  readonly id: string;
  readonly deletedAt?: string | null;
}

/** Whether the cache, which forgets what is deleted, has a resource. */
function isThere(cache: ApolloCache, id: string): boolean {
  let found = false;
  let deletedAt: unknown = null;
  cache.modify({
    id,
    optimistic: true,
    broadcast: false,
    fields(value: unknown, { fieldName }: { fieldName: string }) {
      found = true;
      if (fieldName === 'deletedAt') deletedAt = value;
      return value;
    },
  });
  return found && deletedAt === null;
}

/** Drops what is chosen once it is deleted, here or by somebody else; what a search leaves out stays chosen. */
export function useDropGone<Chosen extends Row>(
  typename: string,
  rows: readonly Chosen[],
  chosen: ReadonlyMap<string, Chosen>,
  drop: (ids: readonly string[]) => void,
): void {
  const { cache } = useApolloClient();
  /** The cache has what was shown; what came otherwise it does not know. */
  const wasShown = useRef(new Set<string>());
  const last = useRef({ chosen, drop });
  last.current = { chosen, drop };
  useEffect(() => {
    const shown = new Map(rows.map((row) => [row.id, row]));
    for (const id of shown.keys()) wasShown.current.add(id);
    const gone = [...last.current.chosen].flatMap(([id, row]) => {
      const now = shown.get(id);
      if (now) return now.deletedAt && !row.deletedAt ? [id] : [];
      return wasShown.current.has(id) && !row.deletedAt && !isThere(cache, `${typename}:${id}`) ? [id] : [];
    });
    if (gone.length > 0) last.current.drop(gone);
  }, [cache, typename, rows]);
}
