import './website-history.css';
import { useQuery } from '@apollo/client/react';
import { type WebsiteChangeItemFragment, WebsiteChangesDocument } from '@group-gateway/client';
import { Button, Skeleton, Text } from '@mantine/core';
import { Card } from '../parts/card.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { TimeAgo } from '../parts/time-ago.tsx';

const kinds: Record<string, string> = {
  CREATED: 'Added',
  UPDATED: 'Changed',
  DELETED: 'Deleted',
  RESTORED: 'Restored',
};

const author = ({ changedBy, operator }: WebsiteChangeItemFragment) => {
  if (changedBy) return `by the key “${changedBy.name}”`;
  return operator === null ? '' : `by the operator ${operator}`;
};

function Change({ change }: { change: WebsiteChangeItemFragment }) {
  const fields = [
    ['Address', change.url],
    ['Name', change.name],
    ['External id', change.externalId],
  ] as const;
  return (
    <li>
      <Text size="sm">
        <b>{kinds[change.kind] ?? change.kind}</b> <TimeAgo time={change.changedAt} /> {author(change)}
      </Text>
      {fields.map(
        ([name, values]) =>
          values && (
            <Text key={name} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {name}: {values.from ?? 'none'} → {values.to ?? 'none'}
            </Text>
          ),
      )}
    </li>
  );
}

/** What was changed of a website, newest first. */
export function WebsiteHistory({ websiteId: id }: { websiteId: string }) {
  const { data, error, refetch, fetchMore } = useQuery(WebsiteChangesDocument, { variables: { id, first: 25 } });
  const changes = data?.website?.changes;
  return (
    <Card title="History">
      {error && <FailureView error={error} onRetry={refetch} />}
      {!changes && !error && <Skeleton height={160} radius="md" aria-label="Loading the history" />}
      {changes?.nodes.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing was changed as far back as the service keeps it.
        </Text>
      )}
      {changes && changes.nodes.length > 0 && (
        <ol className="history" aria-label="History">
          {changes.nodes.map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ol>
      )}
      {changes?.pageInfo.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          onClick={() => fetchMore({ variables: { after: changes.pageInfo.endCursor } })}
        >
          Show more of {counted(changes.totalCount, 'change')}
        </Button>
      )}
    </Card>
  );
}
