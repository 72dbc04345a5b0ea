import '@mantine/core/styles/Fieldset.css';
import '../api-keys/api-keys.css';
import './webhooks.css';
import { useApolloClient, useQuery } from '@apollo/client/react';
import {
  SendTestWebhookDocument,
  UpdateWebhookEndpointDocument,
  type WebhookEndpointItemFragment,
} from '@group-gateway/client';
import { Alert, Button, Code, Group, Stack, Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useParams } from 'react-router';
import { BackLink } from '../parts/back-link.tsx';
import { Card } from '../parts/card.tsx';
import { Facts } from '../parts/facts.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { ResourceSkeleton } from '../parts/skeletons.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toast } from '../parts/toast.tsx';
import { useSend } from '../parts/use-send.ts';
import { NeedsKeyAdministration } from '../session/key-administration.tsx';
import { useViewer } from '../session/viewer.ts';
import { EditIcon } from '../shell/icons.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { Deliveries } from './deliveries.tsx';
import { EditEndpoint } from './endpoint-form.tsx';
import { payloadType } from './event-types.ts';
import { WebhookEndpointSettingsDocument } from './generated/operations.ts';
import { DeleteEndpoint, SigningSecret } from './signing-secret.tsx';

interface EndpointProps {
  endpoint: WebhookEndpointItemFragment;
}

/** Whether it is told of changes, and whether it hears them. */
function Sending({ endpoint: { id, isEnabled, disabledReason } }: EndpointProps) {
  const { canWriteKeys } = useViewer();
  const client = useApolloClient();
  const toggle = useSend(UpdateWebhookEndpointDocument);
  const test = useSend(SendTestWebhookDocument);
  async function set(enabled: boolean) {
    if (!(await toggle.send({ input: { id, isEnabled: enabled } }))) return;
    toast(enabled ? 'The endpoint is switched on.' : 'The endpoint is switched off.', async () => {
      const variables = { input: { id, isEnabled: !enabled } };
      return (await client.mutate({ mutation: UpdateWebhookEndpointDocument, variables })).data?.updateWebhookEndpoint;
    });
  }
  async function sendTest() {
    if (await test.send({ input: { id } })) toast('A test is on its way: its delivery shows what comes of it.');
  }
  return (
    <Card title="Sending">
      <Switch
        label={isEnabled ? 'Switched on' : 'Switched off'}
        description="While it is off, changes are not recorded for it, and what waits is kept."
        checked={isEnabled}
        disabled={!canWriteKeys || toggle.sending}
        onChange={({ currentTarget: { checked } }) => set(checked)}
      />
      {disabledReason && (
        <Alert color="orange" title="The service switched it off">
          {disabledReason}
        </Alert>
      )}
      <ProblemNotice problem={toggle.problem} />
      {canWriteKeys && isEnabled && (
        <Group>
          <Button size="sm" variant="default" onClick={sendTest} loading={test.sending}>
            Send a test
          </Button>
        </Group>
      )}
      <ProblemNotice problem={test.problem} onRetry={sendTest} />
    </Card>
  );
}

function Events({ endpoint: { events } }: EndpointProps) {
  return (
    <Card title={counted(events.length, 'event')}>
      <Group gap={6}>
        {events.map((event) => (
          <Code key={event}>{payloadType(event)}</Code>
        ))}
      </Group>
    </Card>
  );
}

function Webhook() {
  const { id = '' } = useParams();
  const { canWriteKeys } = useViewer();
  const [editing, { open, close }] = useDisclosure();
  const { data, error, refetch } = useQuery(WebhookEndpointSettingsDocument, { variables: { id } });
  if (error) return <FailureView error={error} onRetry={refetch} />;
  if (!data) return <ResourceSkeleton label="Loading the endpoint" />;
  const { webhookEndpoint: endpoint } = data;
  if (!endpoint) return <NotFound what="webhook endpoint" />;
  return (
    <Stack gap="md" key={endpoint.id}>
      <BackLink to="/webhooks">All webhooks</BackLink>
      <PageTitle title={endpoint.url} about={endpoint.description}>
        {canWriteKeys && (
          <Button variant="default" leftSection={<EditIcon size={16} />} onClick={open}>
            Edit
          </Button>
        )}
      </PageTitle>
      <div className="resource">
        <Deliveries endpointId={endpoint.id} />
        <div className="resource-side">
          <Sending endpoint={endpoint} />
          <Events endpoint={endpoint} />
          <SigningSecret endpoint={endpoint} />
          <Facts
            id={endpoint.id}
            facts={[
              ['Created', <TimeAgo key="created" time={endpoint.createdAt} />],
              ['Last changed', <TimeAgo key="changed" time={endpoint.updatedAt} />],
            ]}
          />
          {canWriteKeys && <DeleteEndpoint endpoint={endpoint} />}
        </div>
      </div>
      {editing && <EditEndpoint endpoint={endpoint} onClose={close} />}
    </Stack>
  );
}

export const Component = () => (useViewer().canReadKeys ? <Webhook /> : <NeedsKeyAdministration what="Webhooks" />);
