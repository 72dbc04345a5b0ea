import './staff-accounts.css';
import { DndContext, DragOverlay, PointerSensor, pointerWithin, useSensor, useSensors } from '@dnd-kit/core';
import { Button, EmptyState, Grid, Group, NativeSelect, Stack } from '@mantine/core';
import { useCallback, useState } from 'react';
import { EndlessList } from '../parts/endless-list.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useListSettings } from '../parts/use-list-settings.ts';
import { useViewer } from '../session/viewer.ts';
import { MoveIcon, PersonIcon, PlusIcon } from '../shell/icons.tsx';
import { useCreateCommand } from '../shell/use-create-command.ts';
import { MoveAccounts, RemoveAccount } from './account-dialogs.tsx';
import { EditAccount, NewAccount } from './account-form.tsx';
import { AccountRow, type Action } from './account-row.tsx';
import { GroupTargets } from './group-targets.tsx';
import { NeedsGlobalKey } from './needs-global-key.tsx';
import { useAccountGroups } from './use-account-groups.ts';
import { useChosen } from './use-chosen.ts';
import { useMove } from './use-move.ts';
import { type StaffAccount, useStaffAccounts } from './use-staff-accounts.ts';

type Asked = { action: Action; account: StaffAccount } | 'create' | 'move';

const usual = { search: '', group: '' };

function StaffAccounts() {
  const { canWriteStaff } = useViewer();
  const { settings, set } = useListSettings(usual);
  const { search, group: groupId } = settings;
  const { rows, total, hasMore, loadMore, fresh, error, refetch } = useStaffAccounts({ search, groupId });
  const groups = useAccountGroups();
  const { chosen, toggle, clear } = useChosen(rows);
  const [asked, setAsked] = useState<Asked>();
  const [dragged, setDragged] = useState<readonly StaffAccount[]>([]);
  const { move, problem } = useMove();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  useCreateCommand(useCallback(() => setAsked('create'), []));
  const close = () => setAsked(undefined);
  const onAction = useCallback((action: Action, account: StaffAccount) => setAsked({ action, account }), []);
  /** What is chosen goes along if one of it is dragged. */
  const withChosen = (id: string) =>
    chosen.has(id) ? [...chosen.values()] : (rows?.filter((row) => row.id === id) ?? []);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setDragged(withChosen(String(active.id)))}
      onDragCancel={() => setDragged([])}
      onDragEnd={async ({ over }) => {
        setDragged([]);
        const target = groups?.find(({ id }) => id === over?.id);
        if (target && (await move(dragged, target))) clear();
      }}
    >
      <PageTitle title="Staff accounts" about={rows ? counted(total, 'account') : 'Counting …'}>
        {canWriteStaff && (
          <Button leftSection={<PlusIcon size={16} />} onClick={() => setAsked('create')}>
            New account
          </Button>
        )}
      </PageTitle>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <Group gap="sm">
              <SearchBox label="Search by name or login" initial={search} onSearch={(text) => set('search', text)} />
              <NativeSelect
                className="staff-group-choice"
                aria-label="Account group"
                value={groupId}
                onChange={({ currentTarget: { value } }) => set('group', value)}
                data={[
                  { value: '', label: 'All account groups' },
                  ...(groups ?? []).map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
              {chosen.size > 0 && (
                <>
                  <Button leftSection={<MoveIcon size={16} />} onClick={() => setAsked('move')}>
                    Move {counted(chosen.size, 'account')}
                  </Button>
                  <Button variant="default" onClick={clear}>
                    Choose none
                  </Button>
                </>
              )}
            </Group>
            <ProblemNotice problem={problem} />
            {error && <FailureView error={error} onRetry={refetch} />}
            {!rows && !error && <RowsSkeleton label="Loading staff accounts" />}
            {rows?.length === 0 && (
              <EmptyState
                py="xl"
                icon={<PersonIcon size={28} />}
                variant="light"
                title={search || groupId ? 'No account fits' : 'No staff accounts yet'}
                description={
                  search || groupId
                    ? 'Search for something else, or show all account groups.'
                    : 'A staff account belongs to one account group.'
                }
              />
            )}
            {rows && rows.length > 0 && (
              <div className={fresh ? undefined : 'stale'} aria-busy={!fresh}>
                <EndlessList
                  key={`${search} ${groupId}`}
                  label="Staff accounts"
                  rows={rows}
                  rowKey={({ id }) => id}
                  renderRow={(account) => (
                    <AccountRow
                      account={account}
                      chosen={chosen.has(account.id)}
                      draggable
                      withGroup
                      onToggle={toggle}
                      onAction={onAction}
                    />
                  )}
                  total={total}
                  hasMore={hasMore}
                  loadMore={loadMore}
                />
              </div>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }} className="staff-groups-column">
          <div className="staff-groups">
            {groups && <GroupTargets groups={groups} shown={groupId} onShow={(id) => set('group', id)} />}
          </div>
        </Grid.Col>
      </Grid>
      <DragOverlay dropAnimation={null}>
        {dragged.length > 0 && (
          <div className="dragged">
            {dragged.length === 1 ? dragged[0]?.displayName : counted(dragged.length, 'account')}
          </div>
        )}
      </DragOverlay>
      {asked === 'create' && <NewAccount groupId={groupId} onClose={close} />}
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
    </DndContext>
  );
}

export const Component = () =>
  useViewer().canReadStaff ? <StaffAccounts /> : <NeedsGlobalKey what="Staff accounts" />;
