import { useMutation } from '@apollo/client/react';
import {
  type AccountGroupItemFragment,
  matchResult,
  UpdateAccountGroupDocument,
  type UpdateAccountGroupInput,
} from '@group-gateway/client';
import { useState } from 'react';

export type AccountGroupChange = Omit<UpdateAccountGroupInput, 'id' | 'expectedRevision'>;

/** What became of a change that is not saved. */
export type AccountGroupOutcome =
  | { kind: 'conflict'; theirs: AccountGroupItemFragment }
  | { kind: 'refused'; message: string }
  | { kind: 'failed'; error: unknown; retry: () => void };

/** How it is expected to look: shown until the service has answered. */
export interface Expectation {
  accountGroup: AccountGroupItemFragment;
  displaced: AccountGroupItemFragment[];
}

/** Changes an account group where nobody else changed it meanwhile, and says why not. */
export function useUpdateAccountGroup({ onConflict }: { onConflict?: () => void } = {}) {
  const [mutate, { loading }] = useMutation(UpdateAccountGroupDocument);
  const [outcome, setOutcome] = useState<AccountGroupOutcome>();

  async function update(
    group: AccountGroupItemFragment,
    change: AccountGroupChange,
    expected: Expectation = { accountGroup: group, displaced: [] },
  ): Promise<boolean> {
    const refused = ({ message = 'The service gave an answer that this page does not know: load it again.' }) => {
      setOutcome({ kind: 'refused', message });
      return false;
    };
    setOutcome(undefined);
    try {
      const { data } = await mutate({
        variables: { input: { id: group.id, expectedRevision: group.revision, ...change } },
        optimisticResponse: { updateAccountGroup: { __typename: 'UpdateAccountGroupSuccess', ...expected } },
      });
      if (!data) return refused({});
      return matchResult(data.updateAccountGroup, {
        UpdateAccountGroupSuccess: () => true,
        AccountGroupRevisionConflict: ({ currentAccountGroup }) => {
          setOutcome({ kind: 'conflict', theirs: currentAccountGroup });
          onConflict?.();
          return false;
        },
        InvalidResourceInput: ({ issues }) =>
          refused({ message: issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ') }),
        ResourceNotFound: () => refused({ message: 'The account group is gone: somebody deleted it meanwhile.' }),
        UnknownLabelLanguage: refused,
        AmbiguousLabelLanguage: ({ candidates }) =>
          refused({ message: `Say which language: ${candidates.map(({ lookupName }) => lookupName).join(', ')}.` }),
        NotAttempted: refused,
        otherwise: refused,
      });
    } catch (error) {
      setOutcome({ kind: 'failed', error, retry: () => void update(group, change, expected) });
      return false;
    }
  }

  return { update, saving: loading, outcome, dismiss: () => setOutcome(undefined) };
}
