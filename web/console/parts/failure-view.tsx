import { failureOf } from '@group-gateway/client';
import { Alert, Button, Group, Text } from '@mantine/core';
import { WarningIcon } from '../shell/icons.tsx';

const advice: Partial<Record<ReturnType<typeof failureOf>['kind'], string>> = {
  forbidden: 'Your key does not allow this. Sign in with another one, or ask whoever gave you this one.',
  unauthenticated: 'Your key is no longer accepted. Enter another one, then try again.',
  unreachable: 'The service did not answer, so it is not known whether this was done. Try again when it is back.',
  unavailable: 'The service cannot answer right now. Try again in a moment.',
  rateLimited: 'Your organization has used up its requests for the moment. Try again shortly.',
};

/** What went wrong, what to do about it, and the way to try again. */
export function FailureView({ error, onRetry }: { error: unknown; onRetry?: () => unknown }) {
  const { kind, message } = failureOf(error);
  return (
    <Alert color="red" icon={<WarningIcon />} title="That did not work" role="alert">
      <Text size="sm">{advice[kind] ?? message}</Text>
      {onRetry && kind !== 'forbidden' && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={() => onRetry()}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}
