import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { FailureView } from './failure-view.tsx';
import type { Problem } from './use-send.ts';

/** Why something is not done, and the way on; nothing if the fields of the form say it. */
export function ProblemNotice({
  problem,
  onRetry,
}: {
  problem: Problem<unknown> | undefined;
  onRetry?: () => unknown;
}) {
  if (!problem) return null;
  if (problem.error !== undefined) return <FailureView error={problem.error} {...(onRetry && { onRetry })} />;
  const { title, message, link, retryable } = problem.explanation ?? {};
  if (!message) return null;
  return (
    <Alert color={link || retryable !== undefined ? 'orange' : 'red'} title={title} role="alert">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {message}
      </Text>
      {link && (
        <Anchor component={Link} to={link.to} size="sm" underline="always" c="inherit" fw={600}>
          Open {link.name}
        </Anchor>
      )}
      {retryable && onRetry && (
        <Group mt="xs">
          <Button size="xs" variant="default" onClick={() => onRetry()}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}
