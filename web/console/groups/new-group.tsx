import { useMutation } from '@apollo/client/react';
import { CreateGroupDocument, matchResult } from '@group-gateway/client';
import { Button, Group, Modal, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { forgetUnsaved, useUnsaved } from '../parts/unsaved.tsx';
import { useViewer } from '../session/viewer.ts';
import { WebsiteChoice } from '../websites/website-choice.tsx';
import { GroupOutcomeNotice } from './group-outcome.tsx';
import type { GroupOutcome } from './use-update-group.ts';

const empty = { name: '', externalId: '', billingEnabled: false, websiteIds: new Set<string>() as ReadonlySet<string> };

/** A new group; closed without saving, what was entered is still there when it is opened again. */
export function NewGroup({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { isPartner } = useViewer();
  const small = useMediaQuery('(max-width: 48em)') ?? false;
  const navigate = useNavigate();
  const [input, setInput] = useState(empty);
  const [outcome, setOutcome] = useState<GroupOutcome>();
  const [mutate, { loading }] = useMutation(CreateGroupDocument);
  const { name, externalId, billingEnabled, websiteIds } = input;
  useUnsaved(name !== '' || externalId !== '' || websiteIds.size > 0);

  const refused = ({ message = 'The service gave an answer that this page does not know: load it again.' }) =>
    setOutcome({ kind: 'refused', message });

  async function create() {
    setOutcome(undefined);
    try {
      const { data } = await mutate({
        variables: {
          input: { name, billingEnabled, websiteIds: [...websiteIds], ...(externalId && { externalId }) },
        },
      });
      if (!data) return;
      matchResult(data.createGroup, {
        CreateGroupSuccess: ({ group }) => {
          setInput(empty);
          onClose();
          forgetUnsaved();
          return navigate(`/groups/${group.id}`);
        },
        GroupExternalIdTaken: ({ existingGroup }) => setOutcome({ kind: 'taken', by: existingGroup }),
        BillingProviderFailed: ({ retryable }) =>
          setOutcome({ kind: 'provider', retry: retryable ? create : undefined }),
        InvalidResourceInput: ({ issues }) =>
          refused({ message: issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ') }),
        PartnerOnlyField: refused,
        NotAttempted: refused,
        otherwise: refused,
      });
    } catch (error) {
      setOutcome({ kind: 'failed', error, retry: create });
    }
  }

  return (
    <Modal opened={opened} onClose={onClose} size="lg" fullScreen={small} title="New group" keepMounted>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name"
            required
            maxLength={255}
            value={name}
            onChange={({ currentTarget: { value } }) => setInput({ ...input, name: value })}
            data-autofocus
          />
          {isPartner && (
            <TextInput
              label="External id"
              description="Your own id for the group, if there is one."
              maxLength={255}
              value={externalId}
              onChange={({ currentTarget: { value } }) => setInput({ ...input, externalId: value })}
            />
          )}
          <Switch
            label="Billed from the start"
            checked={billingEnabled}
            onChange={({ currentTarget: { checked } }) => setInput({ ...input, billingEnabled: checked })}
          />
          <div>
            <Text fw={500} size="sm" mb={4}>
              Websites, at least one
            </Text>
            <WebsiteChoice
              label="Websites of the new group"
              chosen={websiteIds}
              onChange={(chosen) => setInput({ ...input, websiteIds: chosen })}
              skip={!opened}
              height={280}
            />
          </div>
          <GroupOutcomeNotice outcome={outcome} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setInput(empty)}>
              Clear
            </Button>
            <Button type="submit" loading={loading} disabled={name.trim() === '' || websiteIds.size === 0}>
              Create the group
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
