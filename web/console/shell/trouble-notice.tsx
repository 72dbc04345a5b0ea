import type { FailureKind } from '@group-gateway/client';
import { Alert, Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { retryNow, useTrouble } from '../data/connection.ts';
import { WarningIcon } from './icons.tsx';

const titles: Partial<Record<FailureKind, string>> = {
  rateLimited: 'Too many requests',
  unavailable: 'The service cannot answer right now',
  unreachable: 'The service cannot be reached',
};

const explanations: Partial<Record<FailureKind, string>> = {
  rateLimited: 'Your organization has used up its requests for the moment. The console goes on by itself.',
  unavailable: 'It may be restarting. The console goes on by itself as soon as it is back.',
  unreachable: 'It may be down, or you may be offline. The console goes on by itself as soon as it answers.',
};

function useSecondsUntil(time: number | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return time === undefined ? 0 : Math.max(0, Math.ceil((time - now) / 1000));
}

/** Says why nothing arrives, and for how long; nothing while all is well. */
export function TroubleNotice() {
  const trouble = useTrouble();
  const seconds = useSecondsUntil(trouble?.retryAt);
  if (!trouble?.retryAt) return null;
  const { kind } = trouble.failure;
  return (
    <Alert color="orange" icon={<WarningIcon />} title={titles[kind]} role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{explanations[kind]}</Text>
        <Group gap="sm">
          <Text size="sm" aria-hidden="true">
            {seconds > 0 ? `Next try in ${seconds} s` : 'Trying …'}
          </Text>
          <Button size="xs" variant="default" onClick={retryNow}>
            Try now
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
