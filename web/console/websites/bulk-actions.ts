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
  return {
    title: adds ? `Add ${websites} to “${group.name}”` : `Remove ${websites} from “${group.name}”`,
    chunk: movedAtOnce,
    async send(rows, key) {
      const ids = rows.map(({ id }) => id);
      const before = await revisionOf(client, group.id);
      const { data } = await client.mutate({
        mutation: UpdateGroupDocument,
        variables: { input: { id: group.id, [adds ? 'addWebsiteIds' : 'removeWebsiteIds']: ids } },
        context: once(key),
      });
      const result = data?.updateGroup;
      if (result?.__typename !== 'UpdateGroupSuccess')
        return rows.map(() => refusedRow(result ?? { __typename: 'Nothing' }));
      const moved = await movedWebsites(client, result.group, before, adds);
      return rows.map(({ id }): RowOutcome => {
        if (moved.has(id)) return { state: 'done', message: adds ? 'Is in the group now.' : 'Is not in it any more.' };
        return { state: 'unchanged', message: adds ? 'Was in the group already.' : 'Was not in the group.' };
      });
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
