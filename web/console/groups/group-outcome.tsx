import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { FailureView } from '../parts/failure-view.tsx';
import type { GroupOutcome } from './use-update-group.ts';

/** Why a change of a group is not saved, and what to do; conflicts have a dialog of their own. */
export function GroupOutcomeNotice({ outcome }: { outcome: GroupOutcome | undefined }) {
  if (!outcome || outcome.kind === 'conflict') return null;
  if (outcome.kind === 'failed') return <FailureView error={outcome.error} onRetry={outcome.retry} />;
  if (outcome.kind === 'taken')
    return (
      <Alert color="orange" title="This external id is taken" role="alert">
        <Text size="sm">
          It belongs to{' '}
          <Anchor component={Link} to={`/groups/${outcome.by.id}`} size="sm" underline="always" c="inherit" fw={600}>
            {outcome.by.name}
          </Anchor>
          . Choose another one, or clear it there first.
        </Text>
      </Alert>
    );
  if (outcome.kind === 'refused')
    return (
      <Alert color="red" title="Not saved" role="alert">
        {outcome.message}
      </Alert>
    );
  return (
    <Alert color="orange" title="The billing provider did not answer" role="alert">
      <Text size="sm">
        Nothing was changed.{' '}
        {outcome.retry ? 'It may work in a moment.' : 'Its configuration has to be mended first: tell your operator.'}
      </Text>
      {outcome.retry && (
        <Group mt="xs">
          <Button size="xs" variant="default" onClick={outcome.retry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}
