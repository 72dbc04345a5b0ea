import { useQuery } from '@apollo/client/react';
import { type GroupOrder, GroupsDocument, type GroupsQueryVariables } from '@group-gateway/client';
import { Button, EmptyState, Group, NativeSelect, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { EndlessList } from '../parts/endless-list.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { useViewer } from '../session/viewer.ts';
import { GroupsIcon, PlusIcon } from '../shell/icons.tsx';
import { useCreateCommand } from '../shell/use-create-command.ts';
import { GroupRow } from './group-row.tsx';
import { NewGroup } from './new-group.tsx';

const orders: Record<string, { label: string; orderBy: GroupOrder }> = {
  name: { label: 'Name, A to Z', orderBy: { field: 'NAME', direction: 'ASC' } },
  'name-down': { label: 'Name, Z to A', orderBy: { field: 'NAME', direction: 'DESC' } },
  updated: { label: 'Last changed first', orderBy: { field: 'UPDATED_AT', direction: 'DESC' } },
  created: { label: 'Newest first', orderBy: { field: 'CREATED_AT', direction: 'DESC' } },
};

const billing: Record<string, boolean | undefined> = { all: undefined, on: true, off: false };

/** The list's search, filter and order, kept in the address: a link shows the same, and so does going back. */
function useListSettings() {
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.get('search') ?? '';
  const billed = parameters.get('billing') ?? 'all';
  const order = parameters.get('order') ?? 'name';
  const set = (name: string, value: string, usual: string) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === usual) after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  const variables = useMemo<GroupsQueryVariables>(() => {
    const billingEnabled = billing[billed];
    return {
      first: 100,
      orderBy: (orders[order] ?? orders.name)?.orderBy,
      filter: {
        ...(search && { name: { contains: search } }),
        ...(billingEnabled !== undefined && { billingEnabled }),
      },
    };
  }, [search, billed, order]);
  return { search, billed, order, set, variables, filtered: search !== '' || billed !== 'all' };
}

export function Component() {
  const { canWrite } = useViewer();
  const [creating, { open, close }] = useDisclosure();
  useCreateCommand(open);
  const { search, billed, order, set, variables, filtered } = useListSettings();
  const { data: current, previousData, error, refetch, fetchMore } = useQuery(GroupsDocument, { variables });
  const data = current ?? previousData;
  return (
    <>
      <PageTitle title="Groups" about={data ? counted(data.groups.totalCount, 'group') : 'Counting …'}>
        {canWrite && (
          <Button leftSection={<PlusIcon size={16} />} onClick={open}>
            New group
          </Button>
        )}
      </PageTitle>
      <Stack gap="md">
        <Group gap="sm">
          <SearchBox label="Search by name" initial={search} onSearch={(text) => set('search', text, '')} />
          <SegmentedControl
            aria-label="Billing"
            value={billed}
            onChange={(value) => set('billing', value, 'all')}
            data={[
              { value: 'all', label: 'All' },
              { value: 'on', label: 'Billed' },
              { value: 'off', label: 'Not billed' },
            ]}
          />
          <NativeSelect
            aria-label="Order"
            value={order}
            onChange={({ currentTarget }) => set('order', currentTarget.value, 'name')}
            data={Object.entries(orders).map(([value, { label }]) => ({ value, label }))}
          />
        </Group>
        {error && <FailureView error={error} onRetry={refetch} />}
        {!data && !error && <Skeleton height={300} radius="lg" aria-label="Loading groups" />}
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
                renderRow={(group) => <GroupRow group={group} />}
                total={data.groups.totalCount}
                hasMore={data.groups.pageInfo.hasNextPage}
                loadMore={() => fetchMore({ variables: { after: data.groups.pageInfo.endCursor } })}
              />
            )}
          </div>
        )}
      </Stack>
      {canWrite && <NewGroup opened={creating} onClose={close} />}
    </>
  );
}
