import { useQuery } from '@apollo/client/react';
import { AccountGroupsDocument } from '@group-gateway/client';
import { Button, EmptyState, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useViewer } from '../session/viewer.ts';
import { PeopleIcon, PlusIcon } from '../shell/icons.tsx';
import { useCreateCommand } from '../shell/use-create-command.ts';
import { NewAccountGroup } from './new-account-group.tsx';
import { byPlace } from './places.ts';
import { SortableGroups } from './sortable-groups.tsx';

export function Component() {
  const { canReadStaff, canWrite, canWriteStaff } = useViewer();
  const [creating, { open, close }] = useDisclosure();
  useCreateCommand(open);
  const { data, error, refetch, fetchMore } = useQuery(AccountGroupsDocument, {
    variables: { first: 100 },
    skip: !canReadStaff,
  });
  if (!canReadStaff)
    return (
      <EmptyState
        py="xl"
        icon={<PeopleIcon size={28} />}
        variant="light"
        title="Account groups need a global key"
        description="Your key is confined to websites. Sign in with another one."
      />
    );
  const list = data?.accountGroups;
  return (
    <>
      <PageTitle title="Account groups" about={list ? counted(list.totalCount, 'account group') : 'Counting …'}>
        <Group gap="sm">
          <Button component={Link} to="/account-groups/translations" variant="default">
            Translations
          </Button>
          {canWriteStaff && (
            <Button leftSection={<PlusIcon size={16} />} onClick={open}>
              New account group
            </Button>
          )}
        </Group>
      </PageTitle>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {canWriteStaff
            ? 'In their order of display. Drag a row by its handle, or focus the handle and press space, then the arrow keys.'
            : `In their order of display.${canWrite ? ' Your key may look; changing needs the permission for staff administration.' : ''}`}
        </Text>
        {error && <FailureView error={error} onRetry={refetch} />}
        {!list && !error && <RowsSkeleton label="Loading account groups" count={4} />}
        {list?.nodes.length === 0 && (
          <EmptyState
            py="xl"
            icon={<PeopleIcon size={28} />}
            variant="light"
            title="No account groups yet"
            description="An account group holds staff accounts, and has a name in each language."
          />
        )}
        {list && list.nodes.length > 0 && (
          <SortableGroups groups={byPlace(list.nodes)} onRefused={() => void refetch()} />
        )}
        {list?.pageInfo.hasNextPage && (
          <Button variant="default" onClick={() => fetchMore({ variables: { after: list.pageInfo.endCursor } })}>
            Show more
          </Button>
        )}
      </Stack>
      {canWriteStaff && <NewAccountGroup opened={creating} onClose={close} />}
    </>
  );
}
