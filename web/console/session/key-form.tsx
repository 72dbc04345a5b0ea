import { useApolloClient } from '@apollo/client/react';
import { failureOf, ViewerDocument } from '@group-gateway/client';
import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { DemoKeyList } from '../../shared/demo-key-list.tsx';
import { useDemoKeys } from '../../shared/demo-keys.ts';
import { KeyForm as SharedKeyForm } from '../../shared/key-form.tsx';
import { withKey } from '../data/client.ts';
import type { Viewer } from './viewer.ts';

/** Asks for a key and hands it out once the service has accepted it. */
export function KeyForm({ onAccepted }: { onAccepted: (key: string, viewer: Viewer) => void }) {
  const client = useApolloClient();
  const demoKeys = useDemoKeys();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState('');

  async function ask(candidate: string) {
    setAsking(true);
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
      setAsking(false);
    }
  }

  return (
    <Stack gap="lg">
      <SharedKeyForm submit="Sign in" isBusy={isAsking} problem={problem} onKey={ask} />
      <Text size="sm" c="dimmed">
        Only the open tabs of this page know the key: nothing is stored, and it is sent to this service alone.
      </Text>
      {demoKeys && demoKeys.length > 0 && (
        <section aria-label="Demo data">
          <Text size="sm" fw={600}>
            Demo data: pick a key to try
          </Text>
          <DemoKeyList demoKeys={demoKeys} isDisabled={isAsking} onPick={ask} />
        </section>
      )}
    </Stack>
  );
}
