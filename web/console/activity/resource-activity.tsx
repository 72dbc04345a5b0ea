import { Anchor, Button, Group, Skeleton, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Card } from '../parts/card.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import type { ResourceType } from './entry.ts';
import { Timeline } from './timeline.tsx';
import { useActivity } from './use-activity.ts';

/** The history of a resource on its page. */
export function ResourceActivity({ type, id }: { type: ResourceType; id: string }) {
  const filter = { resourceTypes: [type], resourceId: id };
  const { entries, hasMore, loadMore, error, refetch } = useActivity(filter, 10);
  return (
    <Card
      title="Activity"
      action={
        <Anchor component={Link} to={`/activity?kind=${type}&resource=${id}`} size="sm">
          Filter
        </Anchor>
      }
    >
      {error && <FailureView error={error} onRetry={refetch} />}
      {!entries && !error && <Skeleton height={160} radius="md" aria-label="Loading the activity" />}
      {entries?.length === 0 && (
        <Text size="sm" c="dimmed">
          No change is recorded.
        </Text>
      )}
      {entries && entries.length > 0 && <Timeline label="Activity" entries={entries} />}
      {hasMore && (
        <Group>
          <Button size="sm" variant="default" onClick={loadMore}>
            Show more
          </Button>
        </Group>
      )}
    </Card>
  );
}
