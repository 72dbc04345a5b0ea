import { useApolloClient } from '@apollo/client/react';
import { CreateGroupDocument, DeleteGroupDocument, type GroupItemFragment } from '@group-gateway/client';
import { Button, Group, Input, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { forgetUnsaved, useUnsaved } from '../parts/unsaved.tsx';
import { useSend } from '../parts/use-send.ts';
import { useViewer } from '../session/viewer.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';
import { WebsiteChoice } from '../websites/website-choice.tsx';
import { mostAtOnce } from './use-move-websites.ts';

const empty = { name: '', externalId: '', billingEnabled: false, websiteIds: new Set<string>() as ReadonlySet<string> };

/** Deletes a group that was just created, unless somebody changed it since. */
function useUndo() {
  const client = useApolloClient();
  const navigate = useNavigate();
  return ({ id, revision }: GroupItemFragment) =>
    async () => {
      const variables = { input: { id, expectedRevision: revision } };
      const { data } = await client.mutate({ mutation: DeleteGroupDocument, variables });
      const shown = window.location.pathname.endsWith(`/groups/${id}`);
      if (shown && data?.deleteGroup.__typename === 'DeleteGroupSuccess') await navigate('/groups');
      return data?.deleteGroup;
    };
}

/** A new group; closed without saving, what was entered is still there when it is opened again. */
export default function NewGroup({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { isPartner } = useViewer();
  const small = useMediaQuery('(max-width: 48em)') ?? false;
  const navigate = useNavigate();
  const [input, setInput] = useState(empty);
  const { send, sending, problem } = useSend(CreateGroupDocument, ['name', 'externalId']);
  const undo = useUndo();
  const { name, externalId, billingEnabled, websiteIds } = input;
  const entered = name !== '' || externalId !== '' || billingEnabled || websiteIds.size > 0;
  useUnsaved(entered);

  async function create() {
    const done = await send({
      input: { name, billingEnabled, websiteIds: [...websiteIds], ...(externalId && { externalId }) },
    });
    if (!done) return;
    setInput(empty);
    onClose();
    forgetUnsaved();
    // A billed group is not deleted.
    toast(`“${done.group.name}” is created.`, billingEnabled ? undefined : undo(done.group));
    await navigate(`/groups/${done.group.id}`);
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
            error={problem?.explanation?.fields.name}
            onChange={({ currentTarget: { value } }) => setInput({ ...input, name: value })}
            data-autofocus
          />
          {isPartner && (
            <TextInput
              label="External id"
              description="Your own id for the group, if there is one."
              maxLength={255}
              value={externalId}
              error={problem?.explanation?.fields.externalId}
              onChange={({ currentTarget: { value } }) => setInput({ ...input, externalId: value })}
            />
          )}
          <Switch
            label="Billed from the start"
            checked={billingEnabled}
            onChange={({ currentTarget: { checked } }) => setInput({ ...input, billingEnabled: checked })}
          />
          <Input.Wrapper
            labelElement="div"
            label="Websites, at least one"
            error={websiteIds.size > mostAtOnce && `At most ${mostAtOnce} at once: add the others later.`}
          >
            <WebsiteChoice
              label="Websites of the new group"
              chosen={websiteIds}
              onChange={(chosen) => setInput({ ...input, websiteIds: chosen })}
              skip={!opened}
              height={280}
            />
          </Input.Wrapper>
          <ProblemNotice problem={problem} onRetry={create} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setInput(empty)} disabled={!entered || sending}>
              Clear
            </Button>
            <ShowOperation disabled={name.trim() === '' || websiteIds.size === 0 || websiteIds.size > mostAtOnce} />
            <Button
              type="submit"
              loading={sending}
              disabled={name.trim() === '' || websiteIds.size === 0 || websiteIds.size > mostAtOnce}
            >
              Create the group
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
