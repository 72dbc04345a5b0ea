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

/** Puts websites into a group, or takes them out; those that are in it, or are not, stay as they are. */
export function moving(client: ApolloClient, group: ChosenGroup, count: number, adds: boolean): BulkAction<Row> {
  const websites = counted(count, 'website');
  const input = adds ? 'addWebsiteIds' : 'removeWebsiteIds';
  const done: RowOutcome = { state: 'done', message: adds ? 'Is in the group now.' : 'Is not in it any more.' };
  const unchanged: RowOutcome = {
    state: 'unchanged',
    message: adds ? 'Was in the group already.' : 'Was not in the group.',
  };
  /** By the key of a request: what came before its first try, which may have been carried out. */
  const befores = new Map<string, number | undefined>();
  return {
    title: adds ? `Add ${websites} to “${group.name}”` : `Remove ${websites} from “${group.name}”`,
    chunk: movedAtOnce,
    async send(rows, key) {
      const before = befores.has(key) ? befores.get(key) : await revisionOf(client, group.id);
      befores.set(key, before);
      const outcomes = new Map<Row, RowOutcome>(
        rows.filter(({ deletedAt }) => deletedAt).map((row) => [row, { state: 'refused', message: 'Is deleted.' }]),
      );
      const open = () => rows.filter((row) => !outcomes.has(row));
      const refuseNamed = (sent: readonly Row[], issues: readonly { readonly path: readonly string[] }[]) => {
        for (const { path } of issues) {
          const row = path[0] === input ? sent[Number(path[1])] : undefined;
          if (row) outcomes.set(row, { state: 'refused', message: 'Is gone: somebody deleted it meanwhile.' });
        }
      };
      // Those that the service names are left out, and the rest is sent once more.
      for (const step of ['', ' rest']) {
        const sent = open();
        if (sent.length === 0) break;
        const { data } = await client.mutate({
          mutation: UpdateGroupDocument,
          variables: { input: { id: group.id, [input]: sent.map(({ id }) => id) } },
          context: once(`${key}${step}`),
        });
        const result = data?.updateGroup ?? { __typename: 'Nothing' as const };
        if (result.__typename === 'UpdateGroupSuccess') {
          const moved = await movedWebsites(client, result.group, before, adds);
          for (const row of sent) outcomes.set(row, moved.has(row.id) ? done : unchanged);
          break;
        }
        if (step === '' && result.__typename === 'InvalidResourceInput') refuseNamed(sent, result.issues);
        if (step !== '' || open().length === sent.length)
          for (const row of sent) outcomes.set(row, refusedRow(result));
      }
      return rows.map((row) => outcomes.get(row) as RowOutcome);
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
