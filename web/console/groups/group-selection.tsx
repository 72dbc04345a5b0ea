import { useApolloClient } from '@apollo/client/react';
import { GroupsDocument, type GroupsQueryVariables } from '@group-gateway/client';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BulkAction } from '../parts/bulk.ts';
import { BulkDialog } from '../parts/lazy-bulk-dialog.tsx';
import { loadAll } from '../parts/load-all.ts';
import { SelectionBar } from '../parts/selection-bar.tsx';
import type { Selection } from '../parts/use-selection.ts';
import { billing, deletion, type GroupRow } from './bulk-actions.ts';

interface GroupSelectionProps {
  selection: Selection<GroupRow>;
  total: number;
  variables: GroupsQueryVariables;
}

/** What can be done with many groups at once. */
export function GroupSelection({ selection, total, variables }: GroupSelectionProps) {
  const client = useApolloClient();
  const [action, setAction] = useState<BulkAction<GroupRow>>();
  const rows = [...selection.chosen.values()];
  const all = (onProgress: (count: number) => void) =>
    loadAll(async (after) => {
      const { data } = await client.query({
        query: GroupsDocument,
        variables: { ...variables, after },
        fetchPolicy: 'no-cache',
      });
      return data?.groups;
    }, onProgress);
  return (
    <>
      <SelectionBar selection={selection} total={total} what="group" loadAll={all}>
        <Button size="xs" variant="default" onClick={() => setAction(billing(client, rows.length, true))}>
          Bill …
        </Button>
        <Button size="xs" variant="default" onClick={() => setAction(billing(client, rows.length, false))}>
          Stop billing …
        </Button>
        <Button size="xs" variant="light" color="red" onClick={() => setAction(deletion(client, rows.length))}>
          Delete …
        </Button>
      </SelectionBar>
      {action && (
        <BulkDialog
          action={action}
          rows={rows}
          nameOf={({ name }) => name}
          onClose={(began) => {
            setAction(undefined);
            if (began) selection.clear();
          }}
        />
      )}
    </>
  );
}
