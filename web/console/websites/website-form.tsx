import { useApolloClient } from '@apollo/client/react';
import {
  CreateWebsiteDocument,
  DeleteWebsiteDocument,
  UpdateWebsiteDocument,
  type UpdateWebsiteInput,
  type WebsiteItemFragment,
} from '@group-gateway/client';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChangedMeanwhile } from '../live/changed.tsx';
import { ConflictChoice } from '../parts/conflict-choice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useSend } from '../parts/use-send.ts';
import { useViewer } from '../session/viewer.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';

interface WebsiteFormProps {
  /** Undefined for a new one. */
  website?: WebsiteItemFragment | undefined;
  opened: boolean;
  onClose: () => void;
}

type Input = Record<'url' | 'name' | 'externalId', string>;

const fields = ['url', 'name', 'externalId'];

function useCreate() {
  const client = useApolloClient();
  const { send, ...rest } = useSend(CreateWebsiteDocument, fields);
  async function create({ url, name, externalId }: Input): Promise<boolean> {
    const done = await send({ input: { url, ...(name && { name }), ...(externalId && { externalId }) } });
    if (!done) return false;
    const { id, revision } = done.website;
    toast(`${done.website.url} is added.`, async () => {
      const variables = { input: { id, expectedRevision: revision } };
      return (await client.mutate({ mutation: DeleteWebsiteDocument, variables })).data?.deleteWebsite;
    });
    return true;
  }
  return { create, ...rest };
}

function useUpdate() {
  const { isPartner } = useViewer();
  const client = useApolloClient();
  const { send, ...rest } = useSend(UpdateWebsiteDocument, fields);
  /** @param base what the change builds on: nothing is written where somebody changed that meanwhile */
  async function update(base: WebsiteItemFragment, { name, externalId }: Input): Promise<boolean> {
    const { id, revision } = base;
    const change: Omit<UpdateWebsiteInput, 'id'> = {
      ...(name !== (base.name ?? '') && { name: name || null }),
      ...(isPartner && externalId !== (base.externalId ?? '') && { externalId: externalId || null }),
    };
    const done = await send(
      { input: { id, expectedRevision: revision, ...change } },
      {
        optimisticResponse: {
          updateWebsite: { __typename: 'UpdateWebsiteSuccess', website: { ...base, ...change } as WebsiteItemFragment },
        },
      },
    );
    if (!done) return false;
    toast(`${base.url} is saved.`, async () => {
      const input = {
        id,
        expectedRevision: done.website.revision,
        ...('name' in change && { name: base.name }),
        ...('externalId' in change && { externalId: base.externalId }),
      };
      return (await client.mutate({ mutation: UpdateWebsiteDocument, variables: { input } })).data?.updateWebsite;
    });
    return true;
  }
  return { update, ...rest };
}

const textsOf = (website: WebsiteItemFragment | undefined): Input => ({
  url: website?.url ?? '',
  name: website?.name ?? '',
  externalId: website?.externalId ?? '',
});

function Fields({ website: now, opened, onClose }: WebsiteFormProps) {
  const { isPartner } = useViewer();
  // As it was when the form was opened: what others change meanwhile shows up as a conflict, not in the fields.
  const [base, setBase] = useState(now);
  const [input, setInput] = useState(() => textsOf(now));
  const creation = useCreate();
  const change = useUpdate();
  const before = textsOf(base);
  const dirty = (Object.keys(before) as (keyof Input)[]).some((field) => input[field] !== before[field]);
  useUnsaved(dirty && opened);

  const { result } = change.problem ?? {};
  const conflict = result?.__typename === 'WebsiteRevisionConflict' ? result.currentWebsite : undefined;
  const problem = base ? change.problem : creation.problem;
  const errors = problem?.explanation?.fields ?? {};
  const sending = change.sending || creation.sending;

  async function save(over: WebsiteItemFragment | undefined) {
    if (await (over ? change.update(over, input) : creation.create(input))) onClose();
  }
  const set =
    (field: keyof Input) =>
    ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setInput({ ...input, [field]: value });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty) void save(base);
      }}
    >
      <Stack>
        {base ? (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {base.url}
          </Text>
        ) : (
          <TextInput
            label="Address"
            placeholder="www.example.com"
            required
            value={input.url}
            error={errors.url}
            onChange={set('url')}
            data-autofocus
          />
        )}
        <TextInput
          label="Name"
          description="For people; without one, the address is shown."
          maxLength={255}
          value={input.name}
          error={errors.name}
          onChange={set('name')}
          data-autofocus={base ? true : undefined}
        />
        {isPartner && (
          <TextInput
            label="External id"
            description="Your own id for this website."
            maxLength={255}
            value={input.externalId}
            error={errors.externalId}
            onChange={set('externalId')}
          />
        )}
        {now && <ChangedMeanwhile type="Website" base={dirty ? base : undefined} now={now} />}
        {!conflict && <ProblemNotice problem={problem} onRetry={() => save(base)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} disabled={sending}>
            Cancel
          </Button>
          <ShowOperation disabled={!dirty} />
          <Button type="submit" loading={sending} disabled={!dirty}>
            {base ? 'Save' : 'Add the website'}
          </Button>
        </Group>
      </Stack>
      <ConflictChoice
        fields={
          conflict && [
            { name: 'Name', mine: input.name, theirs: conflict.name ?? '' },
            ...(isPartner ? [{ name: 'External id', mine: input.externalId, theirs: conflict.externalId ?? '' }] : []),
          ]
        }
        saving={sending}
        onMine={() => save(conflict)}
        onTheirs={() => {
          change.dismiss();
          setBase(conflict);
          setInput(textsOf(conflict));
        }}
        onLater={change.dismiss}
      />
    </form>
  );
}

/** A new website, or the name and the external id of one. */
export function WebsiteForm(props: WebsiteFormProps) {
  const { website, opened, onClose } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={website ? 'Edit the website' : 'New website'}
      closeOnClickOutside={false}
    >
      <Fields key={website?.id ?? 'new'} {...props} />
    </Modal>
  );
}
