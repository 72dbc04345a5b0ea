import { useApolloClient } from '@apollo/client/react';
import { type WebsiteItemFragment, WebsitesDocument, type WebsitesQueryVariables } from '@group-gateway/client';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type ChosenGroup, GroupChoice } from '../groups/group-choice.tsx';
import type { BulkAction } from '../parts/bulk.ts';
import { BulkDialog } from '../parts/lazy-bulk-dialog.tsx';
import { loadAll } from '../parts/load-all.ts';
import { SelectionBar } from '../parts/selection-bar.tsx';
import type { Selection } from '../parts/use-selection.ts';
import { deletion, moving } from './bulk-actions.ts';

interface WebsiteSelectionProps {
  selection: Selection<WebsiteItemFragment>;
  total: number;
  variables: WebsitesQueryVariables;
}

/** What can be done with many websites at once. */
export function WebsiteSelection({ selection, total, variables }: WebsiteSelectionProps) {
  const client = useApolloClient();
  const [action, setAction] = useState<BulkAction<WebsiteItemFragment>>();
  /** Which way the websites go once the group is chosen. */
  const [choosing, setChoosing] = useState<'in' | 'out'>();
  const rows = [...selection.chosen.values()];
  const all = (onProgress: (count: number) => void) =>
    loadAll(async (after) => {
      const { data } = await client.query({
        query: WebsitesDocument,
        variables: { ...variables, after },
        fetchPolicy: 'no-cache',
      });
      return data?.websites;
    }, onProgress);
  const choose = (group: ChosenGroup) => {
    setAction(moving(client, group, rows.length, choosing === 'in'));
    setChoosing(undefined);
  };
  return (
    <>
      <SelectionBar selection={selection} total={total} what="website" loadAll={all}>
        <Button size="xs" variant="default" onClick={() => setChoosing('in')}>
          Add to a group …
        </Button>
        <Button size="xs" variant="default" onClick={() => setChoosing('out')}>
          Remove from a group …
        </Button>
        <Button size="xs" variant="light" color="red" onClick={() => setAction(deletion(client, rows.length))}>
          Delete …
        </Button>
      </SelectionBar>
      <GroupChoice
        title={choosing === 'out' ? 'Remove from which group?' : 'Add to which group?'}
        opened={choosing !== undefined}
        onClose={() => setChoosing(undefined)}
        onChoose={choose}
      />
      {action && (
        <BulkDialog
          action={action}
          rows={rows}
          nameOf={({ name, url }) => name ?? url}
          onClose={(began) => {
            setAction(undefined);
            if (began) selection.clear();
          }}
        />
      )}
    </>
  );
}
