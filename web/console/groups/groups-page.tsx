import { useQuery } from '@apollo/client/react';
import { GroupsDocument, type GroupsQuery } from '@group-gateway/client';
import { Button, EmptyState, Group, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { EndlessList } from '../parts/endless-list.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { InitialSelect } from '../parts/initial-select.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useListSettings } from '../parts/use-list-settings.ts';
import { useSelection } from '../parts/use-selection.ts';
import { useViewer } from '../session/viewer.ts';
import { GroupsIcon, PlusIcon } from '../shell/icons.tsx';
import { useCreateCommand } from '../shell/use-create-command.ts';
import { ExportGroups } from './export-groups.tsx';
import { groupFilter, groupOrders } from './group-filter.ts';
import { GroupRow } from './group-row.tsx';
import { GroupSelection } from './group-selection.tsx';

const NewGroup = lazy(() => import('./new-group.tsx'));

const none: GroupsQuery['groups']['nodes'] = [];
const usual = { search: '', billing: 'all', order: 'name', initial: '' };

export function Component() {
  const { canWrite, isPartner } = useViewer();
  const [creating, { open, close }] = useDisclosure();
  // Once opened, it keeps what was entered.
  const [wasCreating, setWasCreating] = useState(false);
  if (creating && !wasCreating) setWasCreating(true);
  useCreateCommand(open);
  const { settings, set } = useListSettings(usual);
  const { search, order, initial, billing } = settings;
  const filtered = search !== '' || initial !== '' || billing !== 'all';
  const variables = {
    first: 100,
    orderBy: groupOrders[order]?.orderBy,
    filter: groupFilter(settings, isPartner),
  };
  const { data: current, previousData, error, refetch, fetchMore } = useQuery(GroupsDocument, { variables });
  const data = current ?? previousData;
  const selection = useSelection('Group', data?.groups.nodes ?? none);
  return (
    <>
      <PageTitle title="Groups" about={data ? counted(data.groups.totalCount, 'group') : 'Counting …'}>
        <Group gap="sm">
          <ExportGroups variables={variables} disabled={!data?.groups.totalCount} />
          {canWrite && (
            <Button component={Link} to="/groups/import" variant="default">
              Import
            </Button>
          )}
          {canWrite && (
            <Button leftSection={<PlusIcon size={16} />} onClick={open}>
              New group
            </Button>
          )}
        </Group>
      </PageTitle>
      <Stack gap="md">
        <Group gap="sm">
          <SearchBox label="Search by name or id" initial={search} onSearch={(text) => set('search', text)} />
          <SegmentedControl
            aria-label="Billing"
            value={billing}
            onChange={(value) => set('billing', value)}
            data={[
              { value: 'all', label: 'All' },
              { value: 'on', label: 'Billed' },
              { value: 'off', label: 'Not billed' },
            ]}
          />
          <InitialSelect value={initial} onChange={(value) => set('initial', value)} />
          <NativeSelect
            aria-label="Order"
            value={order}
            onChange={({ currentTarget }) => set('order', currentTarget.value)}
            data={Object.entries(groupOrders).map(([value, { label }]) => ({ value, label }))}
          />
        </Group>
        {canWrite && data && data.groups.totalCount > 0 && (
          <GroupSelection selection={selection} total={data.groups.totalCount} variables={variables} />
        )}
        {error && <FailureView error={error} onRetry={refetch} />}
        {!data && !error && <RowsSkeleton label="Loading groups" />}
        {data && (
          <div className={current ? undefined : 'stale'} aria-busy={!current}>
            {data.groups.nodes.length === 0 ? (
              <EmptyState
                py="xl"
                icon={<GroupsIcon size={28} />}
                variant="light"
                title={filtered ? 'No group fits' : 'No groups yet'}
                description={
                  filtered ? 'Search for something else, or show all.' : 'A group holds websites and is billed as one.'
                }
              />
            ) : (
              <EndlessList
                key={JSON.stringify(variables)}
                label="Groups"
                rows={data.groups.nodes}
                rowKey={({ id }) => id}
                renderRow={(group) => (
                  <GroupRow group={group} checked={selection.chosen.has(group.id)} toggle={selection.toggle} />
                )}
                total={data.groups.totalCount}
                hasMore={data.groups.pageInfo.hasNextPage}
                loadMore={() => fetchMore({ variables: { after: data.groups.pageInfo.endCursor } })}
              />
            )}
          </div>
        )}
      </Stack>
      {canWrite && wasCreating && (
        <Suspense fallback={null}>
          <NewGroup opened={creating} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
