import './staff-accounts.css';
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { Card } from '../parts/card.tsx';
import { EndlessBox } from '../parts/endless-list.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { useViewer } from '../session/viewer.ts';
import { PlusIcon } from '../shell/icons.tsx';
import { EmptyGroup, MoveAccounts, RemoveAccount } from './account-dialogs.tsx';
import { EditAccount, NewAccount } from './account-form.tsx';
import { AccountRow, type Action } from './account-row.tsx';
import { useChosen } from './use-chosen.ts';
import { type StaffAccount, useStaffAccounts } from './use-staff-accounts.ts';

type Asked = { action: Action; account: StaffAccount } | 'create' | 'move' | 'empty';

/** The accounts of an account group: added, changed, moved away one by one or all of them. */
export function GroupAccounts({ group }: { group: { id: string; name: string } }) {
  const { canWriteStaff } = useViewer();
  const { rows, total, hasMore, loadMore, error, refetch } = useStaffAccounts({ search: '', groupId: group.id });
  const { chosen, toggle, clear } = useChosen(rows);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const onAction = useCallback((action: Action, account: StaffAccount) => setAsked({ action, account }), []);
  return (
    <Card
      title={rows ? counted(total, 'account') : 'Accounts'}
      action={
        canWriteStaff && (
          <Group gap="xs">
            {chosen.size > 0 && (
              <>
                <Button size="sm" onClick={() => setAsked('move')}>
                  Move {counted(chosen.size, 'account')}
                </Button>
                <Button size="sm" variant="default" onClick={clear}>
                  Choose none
                </Button>
              </>
            )}
            {chosen.size === 0 && total > 0 && (
              <Button size="sm" variant="default" onClick={() => setAsked('empty')}>
                Move all
              </Button>
            )}
            <Button size="sm" variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setAsked('create')}>
              New account
            </Button>
          </Group>
        )
      }
    >
      {error && <FailureView error={error} onRetry={refetch} />}
      {!rows && !error && <Skeleton height={160} radius="md" aria-label="Loading accounts" />}
      {rows?.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody is in this group.
        </Text>
      )}
      {rows && rows.length > 0 && (
        <EndlessBox
          label="Accounts of the group"
          rows={rows}
          rowKey={({ id }) => id}
          renderRow={(account) => (
            <AccountRow account={account} chosen={chosen.has(account.id)} onToggle={toggle} onAction={onAction} />
          )}
          total={total}
          hasMore={hasMore}
          loadMore={loadMore}
          height={420}
        />
      )}
      {asked === 'create' && <NewAccount groupId={group.id} onClose={close} />}
      {asked === 'empty' && <EmptyGroup group={group} total={total} onClose={close} />}
      {asked === 'move' && (
        <MoveAccounts
          accounts={[...chosen.values()]}
          onMoved={() => {
            clear();
            close();
          }}
          onClose={close}
        />
      )}
      {typeof asked === 'object' && asked.action === 'edit' && <EditAccount account={asked.account} onClose={close} />}
      {typeof asked === 'object' && asked.action === 'remove' && (
        <RemoveAccount account={asked.account} onClose={close} />
      )}
    </Card>
  );
}
