import {
  type ApiKeyItemFragment,
  CreateApiKeyDocument,
  RevokeApiKeyDocument,
  RotateApiKeyDocument,
  UpdateApiKeyDocument,
} from '@group-gateway/client';
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useSend } from '../parts/use-send.ts';
import { useViewer } from '../session/viewer.ts';
import { useFocusBack } from '../shell/use-focus-back.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';
import { KeyFields } from './key-fields.tsx';
import { changeOf, creationOf, inputOf, newKey } from './key-input.ts';

const fields = ['name', 'permissions', 'websiteIds', 'expiresAt'];

/** A key with the secret that was told of it. */
export interface NewSecret {
  key: ApiKeyItemFragment;
  secret: string;
  /** The id of the key that it takes the place of. */
  replaces?: string;
}

interface DialogProps {
  onClose: () => void;
}

export function CreateKey({ onClose, onSecret }: DialogProps & { onSecret: (secret: NewSecret) => void }) {
  useFocusBack();
  const { expiresAt: latest } = useViewer().apiKey;
  const [input, setInput] = useState(() => newKey(latest));
  const { send, sending, problem } = useSend(CreateApiKeyDocument, fields);
  useUnsaved(input.name !== '');
  async function create() {
    const created = await send({ input: creationOf(input, latest) });
    if (created) onSecret({ key: created.apiKey, secret: created.secret });
  }
  return (
    <Modal opened onClose={onClose} title="New API key" size="lg" closeOnClickOutside={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <Stack>
          <KeyFields input={input} onChange={setInput} had={[]} faults={problem?.explanation?.fields ?? {}} />
          <ProblemNotice problem={problem} onRetry={create} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <ShowOperation
              disabled={input.name.trim() === '' || (input.reach === 'websites' && input.websiteIds.size === 0)}
            />
            <Button
              type="submit"
              loading={sending}
              disabled={input.name.trim() === '' || (input.reach === 'websites' && input.websiteIds.size === 0)}
            >
              Create the key
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

export function EditKey({ apiKey, onClose }: DialogProps & { apiKey: ApiKeyItemFragment }) {
  useFocusBack();
  const { expiresAt: latest } = useViewer().apiKey;
  const [input, setInput] = useState(() => inputOf(apiKey));
  const { send, sending, problem } = useSend(UpdateApiKeyDocument, fields);
  const change = changeOf(apiKey, input, latest);
  useUnsaved(change !== undefined);
  async function save() {
    if (!change || !(await send({ input: change }))) return;
    toast(`The key “${input.name}” is saved. Every node follows within 2 seconds.`);
    onClose();
  }
  return (
    <Modal opened onClose={onClose} title={`Edit the key “${apiKey.name}”`} size="lg" closeOnClickOutside={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          <KeyFields
            input={input}
            onChange={setInput}
            had={apiKey.permissions}
            scope={apiKey.scope}
            faults={problem?.explanation?.fields ?? {}}
          />
          <ProblemNotice problem={problem} onRetry={save} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <ShowOperation disabled={!change || (input.reach === 'websites' && input.websiteIds.size === 0)} />
            <Button
              type="submit"
              loading={sending}
              disabled={!change || (input.reach === 'websites' && input.websiteIds.size === 0)}
            >
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const hour = 3600;
const overlaps = [
  { value: '0', label: 'Not at all: it is revoked at once' },
  { value: String(hour), label: '1 hour' },
  { value: String(24 * hour), label: '1 day' },
  { value: String(7 * 24 * hour), label: '7 days' },
  { value: String(30 * 24 * hour), label: '30 days' },
];

/** A hint if the key is the one that this tab is signed in with. */
function OwnKeyHint({ apiKey, what }: { apiKey: ApiKeyItemFragment; what: string }) {
  if (useViewer().apiKey.id !== apiKey.id) return null;
  return (
    <Text size="sm" fw={600}>
      You are signed in with this key. {what}
    </Text>
  );
}

export function RotateKey({
  apiKey,
  onClose,
  onSecret,
}: DialogProps & { apiKey: ApiKeyItemFragment; onSecret: (secret: NewSecret) => void }) {
  useFocusBack();
  const [overlap, setOverlap] = useState(String(24 * hour));
  const { send, sending, problem } = useSend(RotateApiKeyDocument);
  async function rotate() {
    const rotated = await send({ input: { id: apiKey.id, overlapSeconds: Number(overlap) } });
    if (rotated) onSecret({ key: rotated.apiKey, secret: rotated.secret, replaces: apiKey.id });
  }
  return (
    <Modal opened onClose={onClose} title={`Replace the key “${apiKey.name}”?`}>
      <Stack>
        <Text size="sm">
          A new key gets its name, its rights and its end.
          {overlap !== '0' && ' Meanwhile the old one keeps working, so that you can put the new one in its place.'}
        </Text>
        <NativeSelect
          label="How long the old one keeps working"
          data={overlaps}
          value={overlap}
          onChange={({ currentTarget: { value } }) => setOverlap(value)}
          data-autofocus
        />
        <OwnKeyHint apiKey={apiKey} what="You can go on with the new one." />
        <ProblemNotice problem={problem} onRetry={rotate} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <ShowOperation run={rotate} />
          <Button onClick={rotate} loading={sending}>
            Replace it
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function RevokeKey({ apiKey, onClose }: DialogProps & { apiKey: ApiKeyItemFragment }) {
  useFocusBack();
  const { send, sending, problem } = useSend(RevokeApiKeyDocument);
  async function revoke() {
    if (!(await send({ input: { id: apiKey.id } }))) return;
    toast(`The key “${apiKey.name}” is revoked.`);
    onClose();
  }
  return (
    <Modal opened onClose={onClose} title={`Revoke the key “${apiKey.name}”?`}>
      <Stack>
        <Text size="sm">
          Within 2 seconds no request with it works any more. This cannot be undone: it never works again.
        </Text>
        <OwnKeyHint apiKey={apiKey} what="You will have to sign in with another one." />
        <ProblemNotice problem={problem} onRetry={revoke} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <ShowOperation run={revoke} />
          <Button color="red" onClick={revoke} loading={sending}>
            Revoke
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
