import { useQuery } from '@apollo/client/react';
import { WebsiteGroupsDocument } from '@group-gateway/client';
import { Button, Skeleton, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Card } from '../parts/card.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';

/** The groups that have a website. */
export function WebsiteGroups({ websiteId: id, deleted }: { websiteId: string; deleted: boolean }) {
  const { data, error, refetch, fetchMore } = useQuery(WebsiteGroupsDocument, { variables: { id, first: 25 } });
  const groups = data?.website?.groups;
  return (
    <Card title="Groups">
      {error && <FailureView error={error} onRetry={refetch} />}
      {!groups && !error && <Skeleton height={90} radius="md" aria-label="Loading groups" />}
      {groups?.nodes.length === 0 && (
        <Text size="sm" c="dimmed">
          {deleted ? 'A deleted website is in no group. Restored, it is in those that it was in.' : 'In no group yet.'}
        </Text>
      )}
      {groups && groups.nodes.length > 0 && (
        <ul className="links" aria-label="Groups of the website">
          {groups.nodes.map((group) => (
            <li key={group.id}>
              <Link to={`/groups/${group.id}`} className="row-link one-line">
                {group.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {groups?.pageInfo.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          onClick={() => fetchMore({ variables: { after: groups.pageInfo.endCursor } })}
        >
          Show more of {counted(groups.totalCount, 'group')}
        </Button>
      )}
    </Card>
  );
}
