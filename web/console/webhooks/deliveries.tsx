import { useQuery } from '@apollo/client/react';
import { RedeliverWebhookDocument } from '@group-gateway/client';
import { Badge, Button, Code, CopyButton, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Card } from '../parts/card.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted, formatTime } from '../parts/format.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toast } from '../parts/toast.tsx';
import { useSend } from '../parts/use-send.ts';
import { useViewer } from '../session/viewer.ts';
import { payloadType } from './event-types.ts';
import {
  WebhookDeliveriesDocument,
  type WebhookDeliveriesQuery,
  type WebhookDeliveriesQueryVariables,
} from './generated/operations.ts';

type Item = NonNullable<WebhookDeliveriesQuery['webhookEndpoint']>['deliveries']['nodes'][number];
type Status = Item['status'];

const states: Record<Status, { color: string; text: string }> = {
  DELIVERED: { color: 'teal', text: 'Delivered' },
  FAILED: { color: 'red', text: 'Failed' },
  PENDING: { color: 'orange', text: 'Waiting' },
};

/** How often deliveries are asked for again while one of them is due soon. */
const pollMs = 2000;
const soonMs = 20_000;
/** How many more are shown each time; as far as one request can, all of them are asked for again. */
const step = 25;
const mostAtOnce = 100;

function Attempts({ attempts, nextAttemptAt }: Item) {
  return (
    <>
      {attempts.length === 0 && <Text size="sm">No attempt yet.</Text>}
      <ol style={{ margin: 0, paddingInlineStart: 20 }}>
        {attempts.map(({ at, durationMs, error, responseStatus }) => (
          <li key={at}>
            <Text size="sm">
              {formatTime(at)}: {responseStatus === null ? 'no answer' : `HTTP ${responseStatus}`}
              {error !== null && `, ${error}`} · {durationMs} ms
            </Text>
          </li>
        ))}
      </ol>
      {nextAttemptAt && <Text size="sm">Next attempt: {formatTime(nextAttemptAt)}</Text>}
    </>
  );
}

function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

function Delivery({ delivery }: { delivery: Item }) {
  const { canWriteKeys } = useViewer();
  const { send, sending, problem } = useSend(RedeliverWebhookDocument);
  const { id, event, status, createdAt, attempts, payload } = delivery;
  async function redeliver() {
    if (await send({ input: { id } })) toast('It is sent again.');
  }
  const last = attempts.at(-1);
  return (
    <details className="delivery">
      <summary>
        <span className="row-text">
          <span className="row-name one-line">{payloadType(event)}</span>
          <span className="row-note one-line">
            <TimeAgo time={createdAt} /> · {counted(attempts.length, 'attempt')}
            {last && status !== 'DELIVERED' && ` · ${last.error ?? `HTTP ${last.responseStatus}`}`}
          </span>
        </span>
        <Badge variant="light" color={states[status].color} flex="none">
          {states[status].text}
        </Badge>
      </summary>
      <Stack gap="sm" p="md" pt={0}>
        <Attempts {...delivery} />
        <Code block style={{ maxHeight: 320, overflow: 'auto' }} tabIndex={0} aria-label="Payload">
          {pretty(payload)}
        </Code>
        <ProblemNotice problem={problem} onRetry={redeliver} />
        <Group gap="sm">
          {canWriteKeys && (
            <Button size="xs" variant="default" onClick={redeliver} loading={sending}>
              Send it again
            </Button>
          )}
          <CopyButton value={payload}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy the payload'}
              </Button>
            )}
          </CopyButton>
          <Code>{id}</Code>
        </Group>
      </Stack>
    </details>
  );
}

const filters: { value: Status | 'ALL'; label: string }[] = [
  { value: 'ALL', label: 'All' },
  { value: 'PENDING', label: 'Waiting' },
  { value: 'DELIVERED', label: 'Delivered' },
  { value: 'FAILED', label: 'Failed' },
];

/** What was sent to an endpoint, and what came of it, the newest first. */
export function Deliveries({ endpointId }: { endpointId: string }) {
  const [status, setStatus] = useState<Status | 'ALL'>('ALL');
  const [first, setFirst] = useState(step);
  const variables: WebhookDeliveriesQueryVariables = {
    id: endpointId,
    first,
    filter: status === 'ALL' ? {} : { statuses: [status] },
  };
  const {
    data: current,
    previousData,
    error,
    refetch,
    fetchMore,
    startPolling,
    stopPolling,
  } = useQuery(WebhookDeliveriesDocument, { variables, fetchPolicy: 'cache-and-network' });
  const list = (current ?? previousData)?.webhookEndpoint?.deliveries;
  const isDue = list?.nodes.some(({ nextAttemptAt: at }) => at && Date.parse(at) < Date.now() + soonMs) ?? false;
  // With pages beyond the first request, an answer to it would take them away.
  const isWhole = (list?.nodes.length ?? 0) <= first;
  useEffect(() => {
    if (isDue && isWhole) startPolling(pollMs);
    else stopPolling();
  }, [isDue, isWhole, startPolling, stopPolling]);
  return (
    <Card title="Deliveries">
      <SegmentedControl
        aria-label="Which deliveries"
        value={status}
        onChange={(value) => {
          setStatus(value as Status | 'ALL');
          setFirst(step);
        }}
        data={filters}
      />
      {error && <FailureView error={error} onRetry={refetch} />}
      {!list && !error && <Skeleton height={160} radius="md" aria-label="Loading deliveries" />}
      {list?.nodes.length === 0 && (
        <Text size="sm" c="dimmed">
          {status === 'ALL'
            ? 'Nothing was sent to it yet. Deliveries that arrived are kept for 7 days, others for 30.'
            : 'None.'}
        </Text>
      )}
      {list && list.nodes.length > 0 && (
        <ul className="rows" aria-label="Deliveries" aria-busy={!current} style={{ margin: 0, padding: 0 }}>
          {list.nodes.map((delivery) => (
            <li key={delivery.id} style={{ listStyle: 'none' }}>
              <Delivery delivery={delivery} />
            </li>
          ))}
        </ul>
      )}
      {list?.pageInfo.hasNextPage && (
        <Button
          variant="default"
          size="sm"
          onClick={() =>
            first < mostAtOnce
              ? setFirst(Math.min(mostAtOnce, first + step))
              : fetchMore({ variables: { after: list.pageInfo.endCursor } })
          }
        >
          Show more
        </Button>
      )}
    </Card>
  );
}
