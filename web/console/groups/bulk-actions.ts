import type { ApolloClient } from '@apollo/client';
import { DeleteGroupDocument, type GroupsQuery, UpdateGroupsDocument } from '@group-gateway/client';
import { type BulkAction, once, type RowOutcome, refusedRow } from '../parts/bulk.ts';
import { counted } from '../parts/format.ts';

export type GroupRow = GroupsQuery['groups']['nodes'][number];

/** Billing may take the provider's time for each group. */
const billedAtOnce = 20;

/** Bills groups, or no more. */
export function billing(client: ApolloClient, count: number, billingEnabled: boolean): BulkAction<GroupRow> {
  return change(client, count, billingEnabled, () => undefined);
}

function change(
  client: ApolloClient,
  count: number,
  billingEnabled: boolean,
  revisionOf: (row: GroupRow) => number | undefined,
): BulkAction<GroupRow> {
  const groups = counted(count, 'group');
  return {
    title: billingEnabled ? `Bill ${groups}` : `Stop billing ${groups}`,
    about: billingEnabled
      ? 'Each gets an account at the billing provider, if it has none.'
      : 'Their credits and their history stay.',
    chunk: billedAtOnce,
    async send(rows, key) {
      const inputs = rows.map((row) => ({ id: row.id, billingEnabled, expectedRevision: revisionOf(row) }));
      const { data } = await client.mutate({
        mutation: UpdateGroupsDocument,
        variables: { inputs },
        context: once(key),
      });
      return (data?.updateGroups ?? []).map((result, n): RowOutcome => {
        if (result.__typename !== 'UpdateGroupSuccess') return refusedRow(result);
        const { revision } = result.group;
        const is = billingEnabled ? 'billed' : 'not billed';
        return rows[n]?.billingEnabled === billingEnabled
          ? { state: 'unchanged', message: `Was ${is} already.`, revision }
          : { state: 'done', message: `Is ${is} now.`, revision };
      });
    },
    inverse: (rows, outcomes) => {
      const changed = rows.map((row) => [row.id, outcomes.get(row)?.revision] as const);
      const revisions = new Map(changed);
      const action = change(client, rows.length, !billingEnabled, ({ id }) => revisions.get(id));
      return {
        ...action,
        send: (sent, key) =>
          action.send(
            sent.map((row) => ({ ...row, billingEnabled })),
            key,
          ),
      };
    },
  };
}

export function deletion(client: ApolloClient, count: number): BulkAction<GroupRow> {
  return {
    title: `Delete ${counted(count, 'group')}`,
    about:
      'This cannot be undone. Billed groups are not deleted. Websites stay, and so does what the billing provider holds.',
    danger: true,
    chunk: 1,
    async send(rows, key) {
      const [row] = rows as [GroupRow];
      const { data } = await client.mutate({
        mutation: DeleteGroupDocument,
        variables: { input: { id: row.id, expectedRevision: row.revision } },
        context: once(key),
      });
      if (!data) return [];
      const result = data.deleteGroup;
      return [
        result.__typename === 'DeleteGroupSuccess' ? { state: 'done', message: 'Is deleted.' } : refusedRow(result),
      ];
    },
  };
}
