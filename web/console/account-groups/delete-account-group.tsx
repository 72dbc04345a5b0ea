import { useMutation } from '@apollo/client/react';
import { type AccountGroupItemFragment, DeleteAccountGroupDocument, matchResult } from '@group-gateway/client';
import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FailureView } from '../parts/failure-view.tsx';
import { counted } from '../parts/format.ts';

export function DeleteAccountGroup({ group: { id, name, revision } }: { group: AccountGroupItemFragment }) {
  const [asking, { open, close }] = useDisclosure();
  const [problem, setProblem] = useState('');
  const navigate = useNavigate();
  const [mutate, { loading, error }] = useMutation(DeleteAccountGroupDocument, { onError: () => {} });

  const refused = ({ message = 'The service gave an answer that this page does not know: load it again.' }) =>
    setProblem(message);

  async function remove() {
    setProblem('');
    const { data } = await mutate({ variables: { input: { id, expectedRevision: revision } } });
    if (!data) return;
    matchResult(data.deleteAccountGroup, {
      DeleteAccountGroupSuccess: () => {
        notifications.show({ message: `${name} is deleted.` });
        return navigate('/account-groups');
      },
      AccountGroupNotEmpty: ({ accountCount }) =>
        setProblem(`It holds ${counted(accountCount, 'account')}: move them to another account group first.`),
      AccountGroupRevisionConflict: ({ currentAccountGroup }) =>
        setProblem(
          `Somebody changed it meanwhile; it is called “${currentAccountGroup.name}” now. Look at it again first.`,
        ),
      ResourceNotFound: () => navigate('/account-groups'),
      InvalidResourceInput: refused,
      otherwise: refused,
    });
  }

  return (
    <Group justify="flex-end">
      <Button variant="subtle" color="red" onClick={open}>
        Delete the account group
      </Button>
      <Modal opened={asking} onClose={close} title={`Delete ${name}?`}>
        <Text size="sm">This cannot be undone.</Text>
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
