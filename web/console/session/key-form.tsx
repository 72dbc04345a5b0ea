import { useApolloClient } from '@apollo/client/react';
import { failureOf, ViewerDocument } from '@group-gateway/client';
import { Alert, Badge, Button, Group, PasswordInput, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useDemoKeys } from '../../shared/demo-keys.ts';
import { withKey } from '../data/client.ts';
import { KeyIcon } from '../shell/icons.tsx';
import type { Viewer } from './viewer.ts';

/** Asks for a key and hands it out once the service has accepted it. */
export function KeyForm({ onAccepted }: { onAccepted: (key: string, viewer: Viewer) => void }) {
  const client = useApolloClient();
  const demoKeys = useDemoKeys();
  const [key, setKey] = useState('');
  const [asking, setAsking] = useState('');
  const [problem, setProblem] = useState('');

  async function ask(candidate: string) {
    if (!candidate) return setProblem('Enter a key.');
    setAsking(candidate);
    setProblem('');
    try {
      const options = { query: ViewerDocument, context: withKey(candidate), fetchPolicy: 'no-cache' } as const;
      const { data } = await client.query(options);
      if (data) onAccepted(candidate, data.viewer);
    } catch (error) {
      const { kind, message } = failureOf(error);
      setProblem(
        kind === 'unauthenticated'
          ? 'This key is not accepted: it may be mistyped, expired or revoked. Ask whoever gave it to you for another one.'
          : message,
      );
    } finally {
      setAsking('');
    }
  }

  return (
    <Stack gap="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask(key.trim());
        }}
      >
        <Stack gap="sm">
          <PasswordInput
            label="API key"
            description="Known to the open tabs of this page alone: nothing is stored, and it is sent only to this service."
            placeholder="gg_…"
            autoComplete="off"
            spellCheck={false}
            leftSection={<KeyIcon size={16} />}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            data-autofocus
          />
          {problem && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Button type="submit" loading={asking !== '' && asking === key.trim()} fullWidth>
            Sign in
          </Button>
        </Stack>
      </form>
      {demoKeys && demoKeys.length > 0 && (
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            Demo data: pick a key to try
          </Text>
          {demoKeys.map(({ name, key: demoKey, about }) => (
            <UnstyledButton key={demoKey} className="choice" onClick={() => ask(demoKey)} disabled={asking !== ''}>
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <Text fw={600} size="sm">
                  {name}
                </Text>
                {asking === demoKey && <Badge variant="light">Signing in …</Badge>}
              </Group>
              <Text size="sm" c="dimmed">
                {about}
              </Text>
            </UnstyledButton>
          ))}
        </Stack>
      )}
    </Stack>
  );
}
