import { useApolloClient } from '@apollo/client/react';
import { Alert, Button, Group, Modal, Stack, Switch, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { closeShowGraphql, type Held, holdChanges, useShowGraphql } from './observing.ts';
import { OperationView } from './operation-view.tsx';
import { type Seen, seenOnPage } from './seen.ts';
import './show-graphql.css';

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

interface ChoiceProps {
  title: string;
  operations: readonly Seen[];
  chosen: Seen | undefined;
  onChoose(operation: Seen): void;
}

function Choice({ title, operations, chosen, onChoose }: ChoiceProps) {
  if (operations.length === 0) return null;
  return (
    <section aria-label={title}>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <ul className="seen">
        {operations.map((operation) => (
          <li key={operation.id}>
            <UnstyledButton
              className="nav-link"
              aria-current={operation.id === chosen?.id ? 'page' : undefined}
              onClick={() => onChoose(operation)}
            >
              {operation.name}
              {operation.sentAt && (
                <Text component="span" size="xs" c="dimmed">
                  {time.format(operation.sentAt)}
                </Text>
              )}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

function HeldChange({ held: { change, send, cancel } }: { held: Held }) {
  return (
    <Stack gap="sm">
      <Alert color="orange" title={`${change.name}: not sent yet`}>
        <Group justify="space-between" gap="sm">
          <Text size="sm">This is what your click sends.</Text>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={cancel}>
              Do not send it
            </Button>
            <Button size="xs" onClick={send}>
              Send it
            </Button>
          </Group>
        </Group>
      </Alert>
      <OperationView operation={change} />
    </Stack>
  );
}

function Browse({ changes }: { changes: readonly Seen[] }) {
  const client = useApolloClient();
  const [onPage] = useState(() => seenOnPage(client));
  const [picked, setPicked] = useState<Seen>();
  const chosen = picked ?? onPage[0] ?? changes[0];
  return (
    <div className="show-graphql">
      <Stack gap="md" className="seen-lists">
        <Choice title="On this page" operations={onPage} chosen={chosen} onChoose={setPicked} />
        <Choice title="Changes in this tab" operations={changes} chosen={chosen} onChoose={setPicked} />
      </Stack>
      {chosen ? (
        <OperationView key={chosen.id} operation={chosen} />
      ) : (
        <Text c="dimmed">This page asks for nothing, and you have changed nothing in this tab yet.</Text>
      )}
    </div>
  );
}

/** What the console sends: for the page that is open, for what was changed, and for a change before it is sent. */
export default function GraphqlDialog() {
  const { held, holds, changes } = useShowGraphql();
  const [first] = held;
  return (
    <Modal opened onClose={closeShowGraphql} size="70rem" title="Show as GraphQL">
      <Stack>
        {first ? <HeldChange key={first.change.id} held={first} /> : <Browse changes={changes} />}
        <Switch
          label="Show each change before it is sent"
          description="In this tab. You decide whether it is sent then."
          checked={holds}
          onChange={(event) => holdChanges(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  );
}
