import { Anchor, EmptyState } from '@mantine/core';
import { Link } from 'react-router';
import { SearchIcon } from './icons.tsx';

/** Also for a resource that is gone, or that belongs to somebody else: the service tells no difference. */
export const NotFound = ({ what = 'page' }: { what?: string }) => (
  <EmptyState
    py="xl"
    icon={<SearchIcon size={28} />}
    variant="light"
    title={`There is no such ${what}`}
    description="It may have been deleted, or the address is not quite right."
  >
    <EmptyState.Actions>
      <Anchor component={Link} to="/groups">
        All groups
      </Anchor>
    </EmptyState.Actions>
  </EmptyState>
);

export const Component = NotFound;
