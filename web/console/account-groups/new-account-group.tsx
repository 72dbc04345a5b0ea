import { useApolloClient } from '@apollo/client/react';
import { CreateAccountGroupDocument, DeleteAccountGroupDocument } from '@group-gateway/client';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { forgetUnsaved, useUnsaved } from '../parts/unsaved.tsx';
import { useSend } from '../parts/use-send.ts';
import { useViewer } from '../session/viewer.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';

/** A new account group with its name in the organization's language; the other languages are on its page. */
export function NewAccountGroup({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { defaultLanguage } = useViewer().organization;
  const client = useApolloClient();
  const navigate = useNavigate();
  const [labelText, setLabelText] = useState('');
  const { send, sending, problem } = useSend(CreateAccountGroupDocument, ['names']);
  useUnsaved(labelText !== '');

  async function create() {
    const done = await send({ input: { names: [{ language: { id: defaultLanguage.id }, labelText }] } });
    if (!done) return;
    const { id, revision, name } = done.accountGroup;
    setLabelText('');
    onClose();
    forgetUnsaved();
    toast(`“${name}” is created.`, async () => {
      const variables = { input: { id, expectedRevision: revision } };
      const { data } = await client.mutate({ mutation: DeleteAccountGroupDocument, variables });
      const shown = window.location.pathname.endsWith(`/account-groups/${id}`);
      if (shown && data?.deleteAccountGroup.__typename === 'DeleteAccountGroupSuccess')
        await navigate('/account-groups');
      return data?.deleteAccountGroup;
    });
    await navigate(`/account-groups/${id}`);
  }

  return (
    <Modal opened={opened} onClose={onClose} title="New account group" keepMounted>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <Stack>
          <TextInput
            label={`Name in ${defaultLanguage.name} (${defaultLanguage.lookupName})`}
            description="Other languages can be added on its page."
            required
            maxLength={80}
            value={labelText}
            error={problem?.explanation?.fields.names}
            onChange={({ currentTarget: { value } }) => setLabelText(value)}
            data-autofocus
          />
          <ProblemNotice problem={problem} onRetry={create} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} disabled={sending}>
              Cancel
            </Button>
            <ShowOperation disabled={labelText.trim() === ''} />
            <Button type="submit" loading={sending} disabled={labelText.trim() === ''}>
              Create the account group
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
