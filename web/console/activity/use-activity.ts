import { useApolloClient, useQuery } from '@apollo/client/react';
import { failureOf, LabelLanguagesDocument, OrganizationChangesDocument } from '@group-gateway/client';
import { useCallback, useState } from 'react';
import { toastProblem } from '../parts/toast.tsx';
import { useViewer } from '../session/viewer.ts';
import { type ActivityFilter, type Entry, fieldOf, listOf, type ResourceType } from './entry.ts';
import { isList } from './field-texts.ts';
import { ChangedResourcesDocument } from './generated/operations.ts';

/** The service answers with so many at once. */
const mostAtOnce = 100;

/** Entries that were asked for beyond the first ones, together with those, and where they go on. */
interface Kept {
  shown: string;
  entries: readonly Entry[];
  cursor: string | null;
  hasMore: boolean;
}

/** The newest entries before those that are known already, as entries never change; undefined if there is a gap between. */
function joined(newest: readonly Entry[], known: readonly Entry[]): readonly Entry[] | undefined {
  const ids = new Set(newest.map(({ id }) => id));
  const others = known.filter(({ id }) => !ids.has(id));
  return others.length < known.length ? [...newest, ...others] : undefined;
}

/** What changed, the newest first. The first ones are asked for again after each change, and what follows them stays. */
export function useActivity(filter: ActivityFilter, step: number) {
  const client = useApolloClient();
  const shown = JSON.stringify(filter);
  const [longer, setLonger] = useState({ shown, first: step });
  const [kept, setKept] = useState<Kept>();
  const first = longer.shown === shown ? longer.first : step;
  const {
    data: current,
    previousData,
    error,
    refetch,
  } = useQuery(OrganizationChangesDocument, {
    variables: { first, filter },
    // What operators and other nodes do does not always come as an event.
    fetchPolicy: 'cache-and-network',
  });
  const list = (current ?? previousData)?.organizationChanges;
  const known = kept?.shown === shown ? kept : undefined;
  const entries = known && list ? joined(list.nodes, known.entries) : undefined;
  if (known && current && !entries) setKept(undefined);
  else if (known && entries && entries.length > known.entries.length) setKept({ ...known, entries });

  async function loadOlder() {
    const after = known?.cursor ?? list?.pageInfo.endCursor ?? null;
    const { data } = await client.query({
      query: OrganizationChangesDocument,
      variables: { first: mostAtOnce, after, filter },
      fetchPolicy: 'no-cache',
    });
    const older = data?.organizationChanges;
    if (!older) return;
    const { endCursor, hasNextPage } = older.pageInfo;
    const before = entries ?? list?.nodes ?? [];
    setKept({ shown, entries: [...before, ...older.nodes], cursor: endCursor, hasMore: hasNextPage });
  }

  return {
    entries: entries ?? list?.nodes,
    total: list?.totalCount ?? 0,
    hasMore: known ? known.hasMore : (list?.pageInfo.hasNextPage ?? false),
    loadMore: () =>
      first < mostAtOnce
        ? setLonger({ shown, first: Math.min(mostAtOnce, first + Math.max(step, 25)) })
        : loadOlder().catch((failure) => toastProblem(failureOf(failure).message)),
    fresh: current !== undefined,
    error,
    refetch,
  };
}

/** The service looks up so many at once; a list of an entry shows the first ones. */
const mostIds = 1000;
const mostOfList = 20;

/** The ids that a value of an entry is, or that it lists. */
function idsIn(field: string, value: string | null): string[] {
  if (isList(field)) return listOf(value).slice(0, mostOfList).map(String);
  return value === null ? [] : [value];
}

/** The ids of all resources of a type that the entries are about, or that these fields name. */
function idsOf(entries: readonly Entry[], type: ResourceType, ...fields: string[]): string[] {
  const ids = entries.flatMap((entry) => [
    ...(entry.resourceType === type ? [entry.resourceId] : []),
    ...fields.flatMap((name) => {
      const { from = null, to = null } = fieldOf(entry, name) ?? {};
      return [...idsIn(name, from), ...idsIn(name, to)];
    }),
  ]);
  return [...new Set(ids)].slice(0, mostIds);
}

/** What resources are called now; undefined for those that are deleted. */
export function useNames(entries: readonly Entry[]) {
  const { canReadStaff } = useViewer();
  const { data: current, previousData } = useQuery(ChangedResourcesDocument, {
    variables: {
      groups: idsOf(entries, 'GROUP'),
      websites: idsOf(entries, 'WEBSITE', 'websitesAdded', 'websitesRemoved', 'websiteIds'),
      accountGroups: idsOf(entries, 'ACCOUNT_GROUP', 'accountGroupId'),
      staffAccounts: idsOf(entries, 'STAFF_ACCOUNT'),
      withStaff: canReadStaff,
    },
    skip: entries.length === 0,
  });
  const { data: languages } = useQuery(LabelLanguagesDocument);
  const data = current ?? previousData;
  const nameOf = useCallback(
    (id: string): string | undefined => {
      const has = (one: { id: string } | null) => one?.id === id;
      const website = data?.websitesById.find(has);
      return (
        data?.groupsById.find(has)?.name ??
        website?.name ??
        website?.url ??
        data?.accountGroupsById?.find(has)?.lookupName ??
        data?.staffAccountsById?.find(has)?.displayName
      );
    },
    [data],
  );
  return { nameOf, languages: languages?.labelLanguages ?? [] };
}

export type Names = ReturnType<typeof useNames>;
