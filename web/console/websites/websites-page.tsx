import type { WebsiteItemFragment, WebsiteOrder } from '@group-gateway/client';
import { Button, EmptyState, Group, NativeSelect, Stack, Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useCallback, useState } from 'react';
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
import { PlusIcon, WebsiteIcon } from '../shell/icons.tsx';
import { useCreateCommand } from '../shell/use-create-command.ts';
import { ExportWebsites } from './export-websites.tsx';
import { GroupFilterButton } from './group-filter-button.tsx';
import { useWebsites } from './use-websites.ts';
import { WebsiteForm } from './website-form.tsx';
import { WebsiteRow } from './website-row.tsx';
import { WebsiteSelection } from './website-selection.tsx';

const orders: Record<string, { label: string; orderBy: WebsiteOrder }> = {
  name: { label: 'Name, A to Z', orderBy: { field: 'NAME', direction: 'ASC' } },
  'name-down': { label: 'Name, Z to A', orderBy: { field: 'NAME', direction: 'DESC' } },
  address: { label: 'Address, A to Z', orderBy: { field: 'URL', direction: 'ASC' } },
  updated: { label: 'Last changed first', orderBy: { field: 'UPDATED_AT', direction: 'DESC' } },
  created: { label: 'Newest first', orderBy: { field: 'CREATED_AT', direction: 'DESC' } },
};

const none: readonly WebsiteItemFragment[] = [];
const usual = { search: '', order: 'name', initial: '', group: '', deleted: '' };

export function Component() {
  const { canWrite } = useViewer();
  const { settings, set } = useListSettings(usual);
  const { search, order, initial, group: groupId, deleted } = settings;
  const [edited, setEdited] = useState<WebsiteItemFragment>();
  const [editing, { open, close }] = useDisclosure();
  const orderBy = orders[order]?.orderBy;
  const { rows, total, hasMore, loadMore, fresh, error, refetch, variables } = useWebsites(
    { search, initial, groupId, includeDeleted: deleted !== '' },
    orderBy && { orderBy },
  );
  const selection = useSelection('Website', rows ?? none);
  const filtered = search !== '' || initial !== '' || groupId !== '';
  const edit = useCallback(
    (website: WebsiteItemFragment | undefined) => {
      setEdited(website);
      open();
    },
    [open],
  );
  useCreateCommand(useCallback(() => edit(undefined), [edit]));
  return (
    <>
      <PageTitle title="Websites" about={rows ? counted(total, 'website') : 'Counting …'}>
        <Group gap="sm">
          <ExportWebsites variables={variables} disabled={total === 0} />
          {canWrite && (
            <Button leftSection={<PlusIcon size={16} />} onClick={() => edit(undefined)}>
              New website
            </Button>
          )}
        </Group>
      </PageTitle>
      <Stack gap="md">
        <Group gap="sm">
          <SearchBox label="Search by name, address or id" initial={search} onSearch={(text) => set('search', text)} />
          <GroupFilterButton groupId={groupId} onChange={(id) => set('group', id)} />
          <InitialSelect value={initial} onChange={(value) => set('initial', value)} />
          <NativeSelect
            aria-label="Order"
            value={order}
            onChange={({ currentTarget }) => set('order', currentTarget.value)}
            data={Object.entries(orders).map(([value, { label }]) => ({ value, label }))}
          />
          <Switch
            label="Show deleted ones, too"
            checked={deleted !== ''}
            onChange={({ currentTarget: { checked } }) => set('deleted', checked ? 'shown' : '')}
          />
        </Group>
        {canWrite && total > 0 && <WebsiteSelection selection={selection} total={total} variables={variables} />}
        {error && <FailureView error={error} onRetry={refetch} />}
        {!rows && !error && <RowsSkeleton label="Loading websites" />}
        {rows?.length === 0 && (
          <EmptyState
            py="xl"
            icon={<WebsiteIcon size={28} />}
            variant="light"
            title={filtered ? 'No website fits' : 'No websites yet'}
            description={filtered ? 'Search for something else, or show all.' : 'Add one to put it into groups.'}
          />
        )}
        {rows && rows.length > 0 && (
          <div className={fresh ? undefined : 'stale'} aria-busy={!fresh}>
            <EndlessList
              key={JSON.stringify(settings)}
              label="Websites"
              rows={rows}
              rowKey={({ id }) => id}
              renderRow={(website) => (
                <WebsiteRow
                  website={website}
                  onEdit={edit}
                  checked={selection.chosen.has(website.id)}
                  toggle={selection.toggle}
                />
              )}
              total={total}
              hasMore={hasMore}
              loadMore={loadMore}
            />
          </div>
        )}
      </Stack>
      <WebsiteForm website={rows?.find(({ id }) => id === edited?.id) ?? edited} opened={editing} onClose={close} />
    </>
  );
}
