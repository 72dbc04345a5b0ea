import { useMutation } from '@apollo/client/react';
import { CreateAccountGroupDocument, matchResult } from '@group-gateway/client';
import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { forgetUnsaved, useUnsaved } from '../parts/unsaved.tsx';
import { useViewer } from '../session/viewer.ts';
import { AccountGroupOutcomeNotice } from './account-group-outcome.tsx';
import type { AccountGroupOutcome } from './use-update-account-group.ts';

/** A new account group with its name in the organization's language; the other languages are on its page. */
export function NewAccountGroup({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { organization } = useViewer();
  const { defaultLanguage } = organization;
  const navigate = useNavigate();
  const [labelText, setLabelText] = useState('');
  const [outcome, setOutcome] = useState<AccountGroupOutcome>();
  const [mutate, { loading }] = useMutation(CreateAccountGroupDocument);
  useUnsaved(labelText !== '');

  const refused = ({ message = 'The service gave an answer that this page does not know: load it again.' }) =>
    setOutcome({ kind: 'refused', message });

  async function create() {
    setOutcome(undefined);
    try {
      const names = [{ language: { id: defaultLanguage.id }, labelText }];
      const { data } = await mutate({ variables: { input: { names } } });
      if (!data) return;
      matchResult(data.createAccountGroup, {
        CreateAccountGroupSuccess: ({ accountGroup }) => {
          setLabelText('');
          onClose();
          forgetUnsaved();
          return navigate(`/account-groups/${accountGroup.id}`);
        },
        InvalidResourceInput: ({ issues }) =>
          refused({ message: issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ') }),
        UnknownLabelLanguage: refused,
        AmbiguousLabelLanguage: refused,
        otherwise: refused,
      });
    } catch (error) {
      setOutcome({ kind: 'failed', error, retry: create });
    }
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
            onChange={({ currentTarget: { value } }) => setLabelText(value)}
            data-autofocus
          />
          <AccountGroupOutcomeNotice outcome={outcome} />
          <Button type="submit" loading={loading} disabled={labelText.trim() === ''}>
            Create the account group
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
