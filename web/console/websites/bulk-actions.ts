import type { ApolloClient } from '@apollo/client';
import {
  DeleteWebsiteDocument,
  RestoreWebsiteDocument,
  UpdateGroupDocument,
  type WebsiteItemFragment,
} from '@group-gateway/client';
import type { ChosenGroup } from '../groups/group-choice.tsx';
import { movedWebsites, revisionOf } from '../groups/moved-websites.ts';
import { type BulkAction, once, type RowOutcome, refusedRow } from '../parts/bulk.ts';
import { counted } from '../parts/format.ts';

type Row = WebsiteItemFragment;

/** The service takes so many in one request. */
const movedAtOnce = 1000;

interface Move {
  client: ApolloClient;
  group: ChosenGroup;
  adds: boolean;
  /** The revision of the group before the first try. */
  before: number | undefined;
}

const inputOf = (adds: boolean) => (adds ? 'addWebsiteIds' : 'removeWebsiteIds');
const isGone: RowOutcome = { state: 'refused', message: 'Is deleted.' };
const isLeft: RowOutcome = { state: 'refused', message: 'Is as it was, as others were deleted meanwhile: try again.' };

type Issues = readonly { readonly path: readonly string[] }[];

/** The rows that issues name by their place in the input. */
const namedBy = (issues: Issues, input: string, rows: readonly Row[]) =>
  issues.flatMap(({ path: [name, index] }) => (name === input && rows[Number(index)]) || []);

/** Sends one request. Where the service names websites that are gone, it moves none, and only these have an outcome. */
async function sendMove({ client, group, adds, before }: Move, rows: readonly Row[], key: string) {
  const input = inputOf(adds);
  const { data } = await client.mutate({
    mutation: UpdateGroupDocument,
    variables: { input: { id: group.id, [input]: rows.map(({ id }) => id) } },
    context: once(key),
  });
  const result = data?.updateGroup ?? { __typename: 'Nothing' as const };
  if (result.__typename === 'UpdateGroupSuccess') {
    const moved = await movedWebsites(client, result.group, before, adds);
    const done: RowOutcome = { state: 'done', message: adds ? 'Is in the group now.' : 'Is not in it any more.' };
    const message = adds ? 'Was in the group already.' : 'Was not in the group.';
    return rows.map((row) => [row, moved.has(row.id) ? done : { state: 'unchanged', message }] as [Row, RowOutcome]);
  }
  const gone = result.__typename === 'InvalidResourceInput' ? namedBy(result.issues, input, rows) : [];
  if (gone.length > 0) return gone.map((row) => [row, isGone] as [Row, RowOutcome]);
  return rows.map((row) => [row, refusedRow(result)] as [Row, RowOutcome]);
}

/** Puts websites into a group, or takes them out; those that are in it, or are not, stay as they are. */
export function moving(client: ApolloClient, group: ChosenGroup, count: number, adds: boolean): BulkAction<Row> {
  const websites = counted(count, 'website');
  /** By the key of a request: what came before its first try, which may have been carried out. */
  const befores = new Map<string, number | undefined>();
  return {
    title: adds ? `Add ${websites} to “${group.name}”` : `Remove ${websites} from “${group.name}”`,
    chunk: movedAtOnce,
    async send(rows, key) {
      const before = befores.has(key) ? befores.get(key) : await revisionOf(client, group.id);
      befores.set(key, before);
      const outcomes = new Map(rows.filter(({ deletedAt }) => deletedAt).map((row) => [row, isGone]));
      // Those that are gone are left out, and the rest is sent once more.
      for (const step of ['', 'rest']) {
        const open = rows.filter((row) => !outcomes.has(row));
        if (open.length === 0) break;
        const told = await sendMove(
          { client, group, adds, before },
          open,
          `${key}${step && ` ${step} ${open.length}`}`,
        );
        for (const [row, outcome] of told) outcomes.set(row, outcome);
      }
      return rows.map((row) => outcomes.get(row) ?? isLeft);
    },
    inverse: (rows) => moving(client, group, rows.length, !adds),
  };
}

export function deletion(client: ApolloClient, count: number): BulkAction<Row> {
  return {
    title: `Delete ${counted(count, 'website')}`,
    about: 'They leave their groups and free their external ids. They can be restored.',
    danger: true,
    chunk: 1,
    async send(rows, key) {
      const [row] = rows as [Row];
      if (row.deletedAt) return [{ state: 'unchanged', message: 'Was deleted already.' }];
      const { data } = await client.mutate({
        mutation: DeleteWebsiteDocument,
        variables: { input: { id: row.id, expectedRevision: row.revision } },
        context: once(key),
      });
      if (!data) return [];
      const result = data.deleteWebsite;
      if (result.__typename !== 'DeleteWebsiteSuccess') return [refusedRow(result)];
      return [{ state: 'done', message: 'Is deleted.', revision: result.website.revision }];
    },
    inverse: (rows, outcomes) => restoring(client, rows.length, new Map(outcomes)),
  };
}

function restoring(client: ApolloClient, count: number, deleted: ReadonlyMap<Row, RowOutcome>): BulkAction<Row> {
  return {
    title: `Restore ${counted(count, 'website')}`,
    chunk: 1,
    async send(rows, key) {
      const [row] = rows as [Row];
      const { data } = await client.mutate({
        mutation: RestoreWebsiteDocument,
        variables: { input: { id: row.id, expectedRevision: deleted.get(row)?.revision } },
        context: once(key),
      });
      if (!data) return [];
      const result = data.restoreWebsite;
      return [
        result.__typename === 'RestoreWebsiteSuccess' ? { state: 'done', message: 'Is back.' } : refusedRow(result),
      ];
    },
  };
}
