import { useQuery } from '@apollo/client/react';
import { GroupsDocument } from '@group-gateway/client';
import { EmptyState, Modal, Stack, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { EndlessBox } from '../parts/endless-list.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { SearchBox } from '../parts/search-box.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useViewer } from '../session/viewer.ts';
import { groupFilter } from './group-filter.ts';

export interface ChosenGroup {
  id: string;
  name: string;
}

interface GroupChoiceProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  onChoose: (group: ChosenGroup) => void;
}

function Choice({ onChoose }: Pick<GroupChoiceProps, 'onChoose'>) {
  const { isPartner } = useViewer();
  const [search, setSearch] = useState('');
  const {
    data: current,
    previousData,
    error,
    refetch,
    fetchMore,
  } = useQuery(GroupsDocument, {
    variables: { first: 100, filter: groupFilter({ search }, isPartner) },
  });
  const groups = (current ?? previousData)?.groups;
  return (
    <Stack gap="sm">
      <SearchBox label="Search groups" onSearch={setSearch} />
      {error && <FailureView error={error} onRetry={refetch} />}
      {!groups && !error && <RowsSkeleton label="Loading groups" count={4} rowHeight={60} />}
      {groups?.nodes.length === 0 && <EmptyState py="md" title={search ? 'No group fits' : 'No groups yet'} />}
      {groups && groups.nodes.length > 0 && (
        <div className={current ? undefined : 'stale'} aria-busy={!current}>
          <EndlessBox
            key={search}
            label="Groups to choose from"
            rows={groups.nodes}
            rowKey={({ id }) => id}
            renderRow={({ id, name, websites }) => (
              <UnstyledButton className="row row-button" onClick={() => onChoose({ id, name })}>
                <span className="row-text">
                  <span className="row-name one-line">{name}</span>
                  <span className="row-note one-line">{counted(websites.totalCount, 'website')}</span>
                </span>
              </UnstyledButton>
            )}
            total={groups.totalCount}
            hasMore={groups.pageInfo.hasNextPage}
            loadMore={() => fetchMore({ variables: { after: groups.pageInfo.endCursor } })}
            height={420}
          />
        </div>
      )}
    </Stack>
  );
}

/** One of the groups, of any number: searched by the service. */
export function GroupChoice({ title, opened, onClose, onChoose }: GroupChoiceProps) {
  const small = useMediaQuery('(max-width: 48em)') ?? false;
  return (
    <Modal opened={opened} onClose={onClose} size="lg" fullScreen={small} title={title}>
      <Choice onChoose={onChoose} />
    </Modal>
  );
}
