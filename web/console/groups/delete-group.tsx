import { DeleteGroupDocument, type GroupItemFragment } from '@group-gateway/client';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from 'react-router';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { useSend } from '../parts/use-send.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';

export function DeleteGroup({ group: { id, name, revision, billingEnabled } }: { group: GroupItemFragment }) {
  const [asking, { open, close }] = useDisclosure();
  const navigate = useNavigate();
  const { send, sending, problem } = useSend(DeleteGroupDocument);

  async function remove() {
    const done = await send({ input: { id, expectedRevision: revision } });
    if (!done) return;
    toast(`“${name}” is deleted; its websites stay.`);
    await navigate('/groups');
  }

  if (billingEnabled)
    return (
      <Text size="sm" c="dimmed">
        A billed group cannot be deleted. Switch its billing off first.
      </Text>
    );
  return (
    <Group justify="flex-end">
      <Button variant="subtle" color="red" onClick={open}>
        Delete the group
      </Button>
      <Modal opened={asking} onClose={close} title={`Delete ${name}?`}>
        <Text size="sm" mb="sm">
          This cannot be undone. Its websites stay, and so does what the billing provider holds.
        </Text>
        <ProblemNotice problem={problem} onRetry={remove} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <ShowOperation run={remove} />
          <Button color="red" onClick={remove} loading={sending}>
            Delete
          </Button>
        </Group>
      </Modal>
    </Group>
  );
}
