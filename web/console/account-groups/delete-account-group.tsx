import { type AccountGroupItemFragment, DeleteAccountGroupDocument } from '@group-gateway/client';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from 'react-router';
import { counted } from '../parts/format.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { useSend } from '../parts/use-send.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';

interface DeleteAccountGroupProps {
  group: AccountGroupItemFragment;
  accountCount: number;
}

export function DeleteAccountGroup({ group: { id, name, revision }, accountCount }: DeleteAccountGroupProps) {
  const [asking, { open, close }] = useDisclosure();
  const navigate = useNavigate();
  const { send, sending, problem } = useSend(DeleteAccountGroupDocument);

  async function remove() {
    const done = await send({ input: { id, expectedRevision: revision } });
    if (!done) return;
    toast(`“${name}” is deleted.`);
    await navigate('/account-groups');
  }

  if (accountCount > 0)
    return (
      <Text size="sm" c="dimmed">
        It holds {counted(accountCount, 'account')}, so it cannot be deleted. Move them to another account group first.
      </Text>
    );
  return (
    <Group justify="flex-end">
      <Button variant="subtle" color="red" onClick={open}>
        Delete the account group
      </Button>
      <Modal opened={asking} onClose={close} title={`Delete ${name}?`}>
        <Text size="sm" mb="sm">
          This cannot be undone.
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
