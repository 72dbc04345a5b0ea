import type { GroupItemFragment } from '@group-gateway/client';
import { Facts } from '../parts/facts.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';

export const GroupFacts = ({ group: { id, createdAt, updatedAt, revision } }: { group: GroupItemFragment }) => (
  <Facts
    id={id}
    facts={[
      ['Created', <TimeAgo key="created" time={createdAt} />],
      ['Last changed', <TimeAgo key="changed" time={updatedAt} />],
      ['Revision', revision],
    ]}
  />
);
