import {
  DeleteWebhookEndpointDocument,
  RotateWebhookSigningSecretDocument,
  type WebhookEndpointItemFragment,
} from '@group-gateway/client';
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { SecretDialog } from '../api-keys/secret-dialog.tsx';
import { Card } from '../parts/card.tsx';
import { formatTime } from '../parts/format.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { useSend } from '../parts/use-send.ts';
import { useViewer } from '../session/viewer.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';

interface EndpointProps {
  endpoint: WebhookEndpointItemFragment;
}

const hour = 3600;
const overlaps = [
  { value: '0', label: 'Not at all' },
  { value: String(hour), label: '1 hour' },
  { value: String(24 * hour), label: '1 day' },
  { value: String(7 * 24 * hour), label: '7 days' },
];

export function SigningSecret({ endpoint: { id, previousSecretUntil } }: EndpointProps) {
  const { canWriteKeys } = useViewer();
  const [asking, { open, close }] = useDisclosure();
  const [overlap, setOverlap] = useState(String(24 * hour));
  const [told, setTold] = useState<string>();
  const { send, sending, problem } = useSend(RotateWebhookSigningSecretDocument);
  async function rotate() {
    const rotated = await send({ input: { id, overlapSeconds: Number(overlap) } });
    if (!rotated) return;
    close();
    setTold(rotated.signingSecret);
  }
  return (
    <Card title="Signing secret">
      <Text size="sm" c="dimmed">
        {previousSecretUntil
          ? `The secret before the last one signs as well, until ${formatTime(previousSecretUntil)}.`
          : 'Each delivery is signed with it. It was shown when it was made, and is not shown again.'}
      </Text>
      {canWriteKeys && (
        <Group>
          <Button size="sm" variant="default" onClick={open}>
            Replace the secret
          </Button>
        </Group>
      )}
      <Modal opened={asking} onClose={close} title="Replace the signing secret?">
        <Stack>
          <Text size="sm">
            For a while each delivery has a signature of both, so that the receiver can change over.
          </Text>
          <NativeSelect
            label="How long the old one signs, too"
            data={overlaps}
            value={overlap}
            onChange={({ currentTarget: { value } }) => setOverlap(value)}
            data-autofocus
          />
          <ProblemNotice problem={problem} onRetry={rotate} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <ShowOperation run={rotate} />
            <Button onClick={rotate} loading={sending}>
              Replace it
            </Button>
          </Group>
        </Stack>
      </Modal>
      <SecretDialog
        title="The new signing secret"
        about="Deliveries are signed with it from now on."
        secret={told}
        onStored={() => setTold(undefined)}
      />
    </Card>
  );
}

export function DeleteEndpoint({ endpoint: { id, url } }: EndpointProps) {
  const navigate = useNavigate();
  const [asking, { open, close }] = useDisclosure();
  const { send, sending, problem } = useSend(DeleteWebhookEndpointDocument);
  async function remove() {
    if (!(await send({ input: { id } }))) return;
    toast(`${url} is deleted.`);
    void navigate('/webhooks');
  }
  return (
    <Group justify="flex-end">
      <Button variant="subtle" color="red" onClick={open}>
        Delete the endpoint
      </Button>
      <Modal opened={asking} onClose={close} title="Delete the endpoint?">
        <Stack>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {url} hears of nothing any more, and its deliveries are gone, those that wait included. This cannot be
            undone.
          </Text>
          <ProblemNotice problem={problem} onRetry={remove} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Keep it
            </Button>
            <ShowOperation run={remove} />
            <Button color="red" onClick={remove} loading={sending}>
              Delete
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}
