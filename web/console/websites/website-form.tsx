import { useMutation } from '@apollo/client/react';
import {
  CreateWebsiteDocument,
  matchResult,
  UpdateWebsiteDocument,
  type WebsiteItemFragment,
} from '@group-gateway/client';
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FailureView } from '../parts/failure-view.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useViewer } from '../session/viewer.ts';

interface WebsiteFormProps {
  /** Undefined for a new one. */
  website?: WebsiteItemFragment | undefined;
  opened: boolean;
  onClose: () => void;
}

interface Problem {
  message?: string;
  error?: unknown;
}

function useSave(
  { website, onClose }: WebsiteFormProps,
  { url, name, externalId }: Record<'url' | 'name' | 'externalId', string>,
) {
  const { isPartner } = useViewer();
  const [create, { loading: creating }] = useMutation(CreateWebsiteDocument);
  const [update, { loading: updating }] = useMutation(UpdateWebsiteDocument);
  const [problem, setProblem] = useState<Problem>();

  const refused = ({ message = 'The service gave an answer that this page does not know: load it again.' }) =>
    setProblem({ message });
  const refusals = {
    InvalidResourceInput: ({ issues }: { issues: readonly { path: readonly string[]; message: string }[] }) =>
      refused({ message: issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ') }),
    WebsiteExternalIdTaken: ({ existingWebsite }: { existingWebsite: { url: string } }) =>
      refused({ message: `${existingWebsite.url} has this external id: choose another one, or clear it there first.` }),
    PartnerOnlyField: refused,
    otherwise: refused,
  };

  async function save() {
    setProblem(undefined);
    try {
      if (website) {
        const change = { name: name || null, ...(isPartner && { externalId: externalId || null }) };
        const { data } = await update({
          variables: { input: { id: website.id, ...change } },
          optimisticResponse: {
            updateWebsite: { __typename: 'UpdateWebsiteSuccess', website: { ...website, ...change } },
          },
        });
        if (data)
          matchResult(data.updateWebsite, {
            UpdateWebsiteSuccess: onClose,
            ResourceNotFound: refused,
            WebsiteRevisionConflict: refused,
            ...refusals,
          });
        return;
      }
      const { data } = await create({
        variables: { input: { url, ...(name && { name }), ...(externalId && { externalId }) } },
      });
      if (!data) return;
      matchResult(data.createWebsite, {
        CreateWebsiteSuccess: onClose,
        NotAttempted: refused,
        ...refusals,
      });
    } catch (error) {
      setProblem({ error });
    }
  }
  return { save, saving: creating || updating, problem };
}

function Fields(props: WebsiteFormProps) {
  const { website } = props;
  const { isPartner } = useViewer();
  const before = { url: website?.url ?? '', name: website?.name ?? '', externalId: website?.externalId ?? '' };
  const [input, setInput] = useState(before);
  const { save, saving, problem } = useSave(props, input);
  const dirty = (Object.keys(before) as (keyof typeof before)[]).some((field) => input[field] !== before[field]);
  useUnsaved(dirty && props.opened);
  const set =
    (field: keyof typeof before) =>
    ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setInput({ ...input, [field]: value });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        {website ? (
          <Text size="sm" c="dimmed">
            {website.url}
          </Text>
        ) : (
          <TextInput
            label="Address"
            placeholder="www.example.com"
            required
            value={input.url}
            onChange={set('url')}
            data-autofocus
          />
        )}
        <TextInput
          label="Name"
          description="For people; without one, the address is shown."
          maxLength={255}
          value={input.name}
          onChange={set('name')}
        />
        {isPartner && (
          <TextInput
            label="External id"
            description="Your own id for this website."
            maxLength={255}
            value={input.externalId}
            onChange={set('externalId')}
          />
        )}
        {problem?.message && (
          <Alert color="red" title="Not saved" role="alert">
            {problem.message}
          </Alert>
        )}
        {problem?.error !== undefined && <FailureView error={problem.error} onRetry={save} />}
        <Group justify="flex-end">
          <Button type="submit" loading={saving} disabled={!dirty}>
            {website ? 'Save' : 'Add the website'}
          </Button>
        </Group>
      </Stack>
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
