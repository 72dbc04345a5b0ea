import type { ApolloClient } from '@apollo/client';
import {
  CreateGroupsDocument,
  CreateWebsitesDocument,
  UpdateGroupsDocument,
  WebsitesDocument,
} from '@group-gateway/client';
import { once, type RowOutcome, refusedRow } from '../../parts/bulk.ts';
import { inChunks } from './look-up.ts';
import type { PlannedRow } from './plan.ts';

const atOnce = 100;
/** The service takes so many ids in one request, and each group has its own as well. */
const idsAtOnce = 9000;

/** Rows that go into one request: not too many, and not with too many websites together. */
function inRequests(rows: readonly PlannedRow[], idsOf: (row: PlannedRow) => readonly string[] | undefined) {
  const requests: PlannedRow[][] = [];
  let ids = 0;
  for (const row of rows) {
    const own = idsOf(row)?.length ?? 0;
    const open = requests.at(-1);
    const fits = open && open.length < atOnce && ids + own <= idsAtOnce;
    ids = fits ? ids + own : own;
    if (fits) open.push(row);
    else requests.push([row]);
  }
  return requests;
}

interface Run {
  client: ApolloClient;
  rows: readonly PlannedRow[];
  onOutcome: (row: PlannedRow, outcome: RowOutcome) => void;
}

/** A request of a dry run, or one that is carried out once, however often it is sent. */
const options = (key: string | undefined) =>
  key === undefined ? { fetchPolicy: 'no-cache' as const } : { context: once(key) };

/** Creates and changes groups. @param idsOf the websites of a row; undefined for a row that is left out */
async function writeGroups(
  { client, rows, onOutcome }: Run,
  idsOf: (row: PlannedRow) => string[] | undefined,
  importKey?: string,
): Promise<void> {
  const dryRun = importKey === undefined;
  const keyOf = (step: string) => (dryRun ? undefined : `${importKey} ${step}`);
  const wanted = (action: PlannedRow['action']) => rows.filter((row) => row.action === action && idsOf(row));
  for (const [n, chunk] of inRequests(wanted('create'), idsOf).entries()) {
    const inputs = chunk.map((row) => ({
      name: row.name,
      websiteIds: idsOf(row) ?? [],
      ...(row.externalId && { externalId: row.externalId }),
    }));
    const { data } = await client.mutate({
      mutation: CreateGroupsDocument,
      variables: { inputs, dryRun },
      ...options(keyOf(`create ${n}`)),
    });
    for (const [index, row] of chunk.entries()) {
      const result = data?.createGroups[index];
      if (result?.__typename === 'CreateGroupSuccess') onOutcome(row, { state: 'done', message: 'Created.' });
      else onOutcome(row, refusedRow(result ?? { __typename: 'Nothing' }));
    }
  }
  for (const [n, chunk] of inRequests(wanted('change'), idsOf).entries()) {
    const inputs = chunk.map((row) => {
      const addWebsiteIds = idsOf(row) ?? [];
      return {
        id: row.group?.id ?? '',
        name: row.name,
        expectedRevision: row.group?.revision,
        ...(addWebsiteIds.length > 0 && { addWebsiteIds }),
      };
    });
    const { data } = await client.mutate({
      mutation: UpdateGroupsDocument,
      variables: { inputs, dryRun },
      ...options(keyOf(`change ${n}`)),
    });
    for (const [index, row] of chunk.entries()) {
      const result = data?.updateGroups[index];
      if (result?.__typename === 'UpdateGroupSuccess') onOutcome(row, { state: 'done', message: 'Changed.' });
      else onOutcome(row, refusedRow(result ?? { __typename: 'Nothing' }));
    }
  }
}

/** Asks what would come of the rows, and writes nothing. */
export async function tryOut(run: Run): Promise<void> {
  const { client, rows } = run;
  const known = rows.flatMap(({ websites }) => websites.flatMap(({ id }) => id ?? []));
  // A new group needs a website, and its own may be new, too: any other one does for the question.
  const [other] = known.length > 0 ? known : await anyWebsite(client);
  await writeGroups(run, (row) => {
    const ids = row.websites.flatMap(({ id, isIn }) => (id && !isIn ? [id] : []));
    if (row.action === 'change' || ids.length > 0) return ids;
    return other ? [other] : undefined;
  });
}

async function anyWebsite(client: ApolloClient): Promise<string[]> {
  const { data } = await client.query({ query: WebsitesDocument, variables: { first: 1 }, fetchPolicy: 'no-cache' });
  return (data?.websites.nodes ?? []).map(({ id }) => id);
}

/**
 * Adds the websites that are new, then creates and changes the groups.
 *
 * @param importKey with the same one, what was done is not done again, so an import that was cut off can be repeated
 */
export async function carryOut(run: Run, importKey: string): Promise<void> {
  const { client, rows, onOutcome } = run;
  const writes = rows.filter(({ action }) => action === 'create' || action === 'change');
  const added = new Map<string, string>();
  const failed = new Map<string, RowOutcome>();
  const urls = new Set(writes.flatMap(({ websites }) => websites.flatMap(({ id, url }) => (id ? [] : [url]))));
  for (const [n, chunk] of inChunks(urls, 500).entries()) {
    const { data } = await client.mutate({
      mutation: CreateWebsitesDocument,
      variables: { inputs: chunk.map((url) => ({ url })) },
      context: once(`${importKey} websites ${n}`),
    });
    for (const [index, url] of chunk.entries()) {
      const result = data?.createWebsites[index];
      if (result?.__typename === 'CreateWebsiteSuccess') added.set(url, result.website.id);
      else failed.set(url, refusedRow(result ?? { __typename: 'Nothing' }));
    }
  }
  for (const row of writes) {
    const failure = row.websites.map(({ url }) => failed.get(url)).find((one) => one !== undefined);
    if (failure) onOutcome(row, failure);
  }
  await writeGroups(
    run,
    (row) =>
      row.websites.some(({ url }) => failed.has(url))
        ? undefined
        : row.websites.filter(({ isIn }) => !isIn).map(({ id, url }) => id ?? (added.get(url) as string)),
    importKey,
  );
}
