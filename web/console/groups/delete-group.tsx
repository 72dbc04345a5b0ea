import { useMutation } from '@apollo/client/react';
import { DeleteGroupDocument, type GroupItemFragment, matchResult } from '@group-gateway/client';
import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FailureView } from '../parts/failure-view.tsx';

export function DeleteGroup({ group: { id, name, revision } }: { group: GroupItemFragment }) {
  const [asking, { open, close }] = useDisclosure();
  const [problem, setProblem] = useState('');
  const navigate = useNavigate();
  const [mutate, { loading, error }] = useMutation(DeleteGroupDocument, { onError: () => {} });

  const refused = ({ message = 'The service gave an answer that this page does not know: load it again.' }) =>
    setProblem(message);

  async function remove() {
    setProblem('');
    const { data } = await mutate({ variables: { input: { id, expectedRevision: revision } } });
    if (!data) return;
    matchResult(data.deleteGroup, {
      DeleteGroupSuccess: () => {
        notifications.show({ message: `${name} is deleted; its websites stay.` });
        return navigate('/groups');
      },
      GroupBillingStillEnabled: () => setProblem('The group is billed. Switch its billing off first.'),
      GroupRevisionConflict: ({ currentGroup }) =>
        setProblem(
          `Somebody changed the group meanwhile; it is called “${currentGroup.name}” now. Look at it again first.`,
        ),
      ResourceNotFound: () => navigate('/groups'),
      otherwise: refused,
    });
  }

  return (
    <Group justify="flex-end">
      <Button variant="subtle" color="red" onClick={open}>
        Delete the group
      </Button>
      <Modal opened={asking} onClose={close} title={`Delete ${name}?`}>
        <Text size="sm">This cannot be undone. Its websites stay, and so does what the billing provider holds.</Text>
        {problem && (
          <Alert color="orange" mt="sm" role="alert">
            {problem}
          </Alert>
        )}
        {error && <FailureView error={error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" onClick={remove} loading={loading}>
            Delete
          </Button>
        </Group>
      </Modal>
    </Group>
  );
}
