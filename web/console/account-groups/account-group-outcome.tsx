import { Alert } from '@mantine/core';
import { FailureView } from '../parts/failure-view.tsx';
import type { AccountGroupOutcome } from './use-update-account-group.ts';

/** Why a change of an account group is not saved; conflicts are dealt with where they happen. */
export function AccountGroupOutcomeNotice({ outcome }: { outcome: AccountGroupOutcome | undefined }) {
  if (outcome?.kind === 'failed') return <FailureView error={outcome.error} onRetry={outcome.retry} />;
  if (outcome?.kind === 'refused')
    return (
      <Alert color="red" title="Not saved" role="alert">
        {outcome.message}
      </Alert>
    );
  return null;
}
