import '@mantine/core/styles/Fieldset.css';
import '../api-keys/api-keys.css';
import { useQuery } from '@apollo/client/react';
import { type WebhookEndpointItemFragment, WebhookEndpointsDocument } from '@group-gateway/client';
import { Badge, Button, EmptyState, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { SecretDialog } from '../api-keys/secret-dialog.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { NeedsKeyAdministration } from '../session/key-administration.tsx';
import { useViewer } from '../session/viewer.ts';
import { PlusIcon, WebhookIcon } from '../shell/icons.tsx';
import { useCreateCommand } from '../shell/use-create-command.ts';
import { CreateEndpoint } from './endpoint-form.tsx';

function State({ endpoint: { isEnabled, disabledReason } }: { endpoint: WebhookEndpointItemFragment }) {
  if (isEnabled)
    return (
      <Badge variant="light" color="teal" flex="none">
        On
      </Badge>
    );
  return (
    <Badge variant="light" color={disabledReason ? 'red' : 'gray'} flex="none">
      {disabledReason ? 'Switched off by the service' : 'Off'}
    </Badge>
  );
}

function Row({ endpoint }: { endpoint: WebhookEndpointItemFragment }) {
  const { id, url, description, events } = endpoint;
  return (
    <li style={{ listStyle: 'none', height: 68 }}>
      <Link to={`/webhooks/${id}`} className="row">
        <span className="badge-icon" aria-hidden="true">
          <WebhookIcon />
        </span>
        <span className="row-text">
          <span className="row-name one-line">{url}</span>
          <span className="row-note one-line">
            {counted(events.length, 'event')}
            {description !== null && ` · ${description}`}
          </span>
        </span>
        <State endpoint={endpoint} />
      </Link>
    </li>
  );
}

function Webhooks() {
  const { canWriteKeys } = useViewer();
  const navigate = useNavigate();
  // An organization has at most 20.
  const { data, error, refetch } = useQuery(WebhookEndpointsDocument, {
    variables: { first: 100 },
    fetchPolicy: 'cache-and-network',
  });
  const [creating, setCreating] = useState(false);
  const [told, setTold] = useState<{ id: string; secret: string }>();
  useCreateCommand(useCallback(() => setCreating(true), []));
  const endpoints = data?.webhookEndpoints.nodes;
  return (
    <>
      <PageTitle title="Webhooks" about={endpoints ? counted(endpoints.length, 'endpoint') : 'Counting …'}>
        {canWriteKeys && (
          <Button leftSection={<PlusIcon size={16} />} onClick={() => setCreating(true)}>
            New endpoint
          </Button>
        )}
      </PageTitle>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          The service tells these addresses of changes, signed, at least once, and for three days again if one fails.
        </Text>
        {error && <FailureView error={error} onRetry={refetch} />}
        {!endpoints && !error && <RowsSkeleton label="Loading webhook endpoints" />}
        {endpoints?.length === 0 && (
          <EmptyState
            py="xl"
            icon={<WebhookIcon size={28} />}
            variant="light"
            title="No endpoints yet"
            description="An endpoint is an address of yours that hears of changes as soon as they are made."
          />
        )}
        {endpoints && endpoints.length > 0 && (
          <ul className="rows" aria-label="Webhook endpoints" style={{ margin: 0, padding: 0 }}>
            {endpoints.map((endpoint) => (
              <Row key={endpoint.id} endpoint={endpoint} />
            ))}
          </ul>
        )}
      </Stack>
      {creating && (
        <CreateEndpoint
          onClose={() => setCreating(false)}
          onCreated={({ id }, secret) => {
            setCreating(false);
            setTold({ id, secret });
          }}
        />
      )}
      <SecretDialog
        title="The signing secret"
        about="Deliveries are signed with it, so that the receiver can tell that they come from this service."
        secret={told?.secret}
        onStored={() => {
          setTold(undefined);
          if (told) void navigate(`/webhooks/${told.id}`);
        }}
      />
    </>
  );
}

export const Component = () => (useViewer().canReadKeys ? <Webhooks /> : <NeedsKeyAdministration what="Webhooks" />);
