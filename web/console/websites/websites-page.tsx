import type { WebsiteItemFragment } from '@group-gateway/client';
import { ActionIcon, Badge, Button, EmptyState, Group, Skeleton, Stack, Switch, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ChangedMark } from '../live/changed.tsx';
import { EndlessList } from '../parts/endless-list.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted, formatDate } from '../parts/format.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { useViewer } from '../session/viewer.ts';
import { EditIcon, PlusIcon, RestoreIcon, TrashIcon, WebsiteIcon } from '../shell/icons.tsx';
import { useDeletion } from './use-deletion.tsx';
import { useWebsites } from './use-websites.ts';
import { WebsiteForm } from './website-form.tsx';

interface RowProps {
  website: WebsiteItemFragment;
  onEdit: (website: WebsiteItemFragment) => void;
}

function Actions({ website, onEdit }: RowProps) {
  const { take, bringBack } = useDeletion();
  const name = website.name ?? website.url;
  if (website.deletedAt)
    return (
      <Button size="xs" variant="default" leftSection={<RestoreIcon size={14} />} onClick={() => bringBack(website)}>
        Restore
      </Button>
    );
  return (
    <Group gap={6} wrap="nowrap">
      <Tooltip label="Edit">
        <ActionIcon variant="default" size="lg" aria-label={`Edit ${name}`} onClick={() => onEdit(website)}>
          <EditIcon size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Delete">
        <ActionIcon variant="default" size="lg" aria-label={`Delete ${name}`} onClick={() => take(website)}>
          <TrashIcon size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function Row({ website, onEdit }: RowProps) {
  const { canWrite } = useViewer();
  return (
    <div className="row">
      <span className="badge-icon">
        <WebsiteIcon />
      </span>
      <div className="row-text">
        <Text fw={600} className="one-line">
          {website.name ?? website.url}
        </Text>
        <Text size="sm" c="dimmed" className="one-line">
          {website.url}
          {website.externalId !== null && ` · ${website.externalId}`}
        </Text>
      </div>
      <ChangedMark type="Website" id={website.id} />
      <span className="row-fact">Added {formatDate(website.createdAt)}</span>
      {website.deletedAt && (
        <Badge variant="light" color="red">
          Deleted
        </Badge>
      )}
      {canWrite && <Actions website={website} onEdit={onEdit} />}
    </div>
  );
}

export function Component() {
  const { canWrite } = useViewer();
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.get('search') ?? '';
  const includeDeleted = parameters.has('deleted');
  const [edited, setEdited] = useState<WebsiteItemFragment>();
  const [editing, { open, close }] = useDisclosure();
  const { rows, total, hasMore, loadMore, fresh, error, refetch } = useWebsites({ search, includeDeleted });
  const set = (name: string, value: string) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  const edit = (website: WebsiteItemFragment | undefined) => {
    setEdited(website);
    open();
  };
  return (
    <>
      <PageTitle title="Websites" about={rows ? counted(total, 'website') : 'Counting …'}>
        {canWrite && (
          <Button leftSection={<PlusIcon size={16} />} onClick={() => edit(undefined)}>
            New website
          </Button>
        )}
      </PageTitle>
      <Stack gap="md">
        <Group gap="md">
          <SearchBox label="Search by address" initial={search} onSearch={(text) => set('search', text)} />
          <Switch
            label="Show deleted ones, too"
            checked={includeDeleted}
            onChange={({ currentTarget: { checked } }) => set('deleted', checked ? 'shown' : '')}
          />
        </Group>
        {error && <FailureView error={error} onRetry={refetch} />}
        {!rows && !error && <Skeleton height={300} radius="lg" aria-label="Loading websites" />}
        {rows?.length === 0 && (
          <EmptyState
            py="xl"
            icon={<WebsiteIcon size={28} />}
            variant="light"
            title={search ? 'No website fits' : 'No websites yet'}
            description={search ? 'Search for another part of the address.' : 'Add one to put it into groups.'}
          />
        )}
        {rows && rows.length > 0 && (
          <div className={fresh ? undefined : 'stale'} aria-busy={!fresh}>
            <EndlessList
              key={`${search} ${includeDeleted}`}
              label="Websites"
              rows={rows}
              rowKey={({ id }) => id}
              renderRow={(website) => <Row website={website} onEdit={edit} />}
              total={total}
              hasMore={hasMore}
              loadMore={loadMore}
            />
          </div>
        )}
      </Stack>
      <WebsiteForm website={edited} opened={editing} onClose={close} />
    </>
  );
}
