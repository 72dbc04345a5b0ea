import { useApolloClient } from '@apollo/client/react';
import {
  CreateWebhookEndpointDocument,
  UpdateWebhookEndpointDocument,
  type WebhookEndpointItemFragment,
} from '@group-gateway/client';
import { Button, Fieldset, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { type Problem, useSend } from '../parts/use-send.ts';
import { useFocusBack } from '../shell/use-focus-back.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';
import { allEvents, type EventType, eventGroups } from './event-types.ts';

interface EndpointInput {
  url: string;
  description: string;
  events: readonly EventType[];
}

const fields = ['url', 'description', 'events'];

function Events({ events, onChange }: { events: readonly EventType[]; onChange: (events: EventType[]) => void }) {
  const toggle = (event: EventType) =>
    onChange(events.includes(event) ? events.filter((other) => other !== event) : [...events, event]);
  return (
    <>
      <Group gap="xs" mb="xs">
        <Button size="compact-sm" variant="default" onClick={() => onChange([...allEvents])}>
          Choose all
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onChange([])}>
          Choose none
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {eventGroups.map(({ about, events: offered }) => (
          <Fieldset key={about} legend={about} variant="filled">
            <Stack gap={6}>
              {offered.map(({ value, label }) => (
                <label key={value} className="check-line">
                  <input
                    type="checkbox"
                    className="check"
                    checked={events.includes(value)}
                    onChange={() => toggle(value)}
                    aria-label={`${about}: ${label}`}
                  />
                  <Text component="span" size="sm">
                    {label}
                  </Text>
                </label>
              ))}
            </Stack>
          </Fieldset>
        ))}
      </SimpleGrid>
    </>
  );
}

interface FormProps {
  title: string;
  submit: string;
  before: EndpointInput;
  sending: boolean;
  problem: Problem<unknown> | undefined;
  onSubmit: (input: EndpointInput) => unknown;
  onClose: () => void;
}

function EndpointForm({ title, submit, before, sending, problem, onSubmit, onClose }: FormProps) {
  useFocusBack();
  const [input, setInput] = useState(before);
  const changed = JSON.stringify(input) !== JSON.stringify(before);
  const faults = problem?.explanation?.fields ?? {};
  useUnsaved(changed);
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(input);
        }}
      >
        <Stack>
          <TextInput
            label="Address"
            description="Where deliveries are sent to: on the public internet, and over HTTPS."
            placeholder="https://example.com/webhooks"
            required
            maxLength={2048}
            value={input.url}
            error={faults.url}
            onChange={({ currentTarget: { value } }) => setInput({ ...input, url: value })}
            data-autofocus
          />
          <TextInput
            label="Description"
            description="What it is for, in your words."
            maxLength={255}
            value={input.description}
            error={faults.description}
            onChange={({ currentTarget: { value } }) => setInput({ ...input, description: value })}
          />
          <Fieldset legend="What to tell it of" variant="unstyled">
            <Events events={input.events} onChange={(events) => setInput({ ...input, events })} />
            {faults.events && (
              <Text size="sm" c="red" role="alert" mt="xs">
                {faults.events}
              </Text>
            )}
          </Fieldset>
          <ProblemNotice problem={problem} onRetry={() => onSubmit(input)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <ShowOperation disabled={!changed || input.events.length === 0} />
            <Button type="submit" loading={sending} disabled={!changed || input.events.length === 0}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

export function CreateEndpoint({
  onClose,
  onCreated,
}: {
  onClose: () => void;
  onCreated: (endpoint: WebhookEndpointItemFragment, signingSecret: string) => void;
}) {
  const { send, sending, problem } = useSend(CreateWebhookEndpointDocument, fields);
  async function create({ url, description, events }: EndpointInput) {
    const created = await send({ input: { url, events, description: description || null } });
    if (created) onCreated(created.webhookEndpoint, created.signingSecret);
  }
  return (
    <EndpointForm
      title="New webhook endpoint"
      submit="Create the endpoint"
      before={{ url: '', description: '', events: [] }}
      {...{ sending, problem, onClose }}
      onSubmit={create}
    />
  );
}

const sameEvents = (one: readonly EventType[], other: readonly EventType[]) =>
  one.length === other.length && one.every((event) => other.includes(event));

export function EditEndpoint({ endpoint, onClose }: { endpoint: WebhookEndpointItemFragment; onClose: () => void }) {
  const client = useApolloClient();
  const { send, sending, problem } = useSend(UpdateWebhookEndpointDocument, fields);
  const { id, url, description, events } = endpoint;
  async function save(input: EndpointInput) {
    const wanted = { url: input.url, events: input.events, description: input.description || null };
    const differs = {
      url: wanted.url !== url,
      events: !sameEvents(wanted.events, events),
      description: wanted.description !== (description || null),
    };
    const only = ({ url, events, description }: typeof wanted) => ({
      ...(differs.url && { url }),
      ...(differs.events && { events }),
      ...(differs.description && { description }),
    });
    if (!Object.values(differs).includes(true)) return onClose();
    if (!(await send({ input: { id, ...only(wanted) } }))) return;
    toast('The endpoint is saved.', async () => {
      const variables = { input: { id, ...only({ url, events, description }) } };
      return (await client.mutate({ mutation: UpdateWebhookEndpointDocument, variables })).data?.updateWebhookEndpoint;
    });
    onClose();
  }
  return (
    <EndpointForm
      title="Edit the endpoint"
      submit="Save"
      before={{ url, description: description ?? '', events }}
      {...{ sending, problem, onClose }}
      onSubmit={save}
    />
  );
}
