import { useMutation } from '@apollo/client/react';
import { type GroupItemFragment, matchResult, UpdateGroupDocument, type UpdateGroupInput } from '@group-gateway/client';
import { useState } from 'react';

export type GroupChange = Omit<UpdateGroupInput, 'id' | 'expectedRevision'>;

/** What became of a change that is not saved. */
export type GroupOutcome =
  | { kind: 'conflict'; change: GroupChange; theirs: GroupItemFragment }
  | { kind: 'taken'; by: { id: string; name: string } }
  | { kind: 'provider'; retry: (() => void) | undefined }
  | { kind: 'refused'; message: string }
  | { kind: 'failed'; error: unknown; retry: () => void };

interface UpdateOptions {
  /** The change builds on what is on the screen: it is refused where somebody changed that meanwhile. */
  onlyIfUnchanged?: boolean;
  /** Queries that failed, which Apollo Client does not ask again by itself. */
  refetch?: string[];
}

/** The change as it will look, until the service has answered. */
const expected = (group: GroupItemFragment, { name, billingEnabled, externalId }: GroupChange): GroupItemFragment => ({
  ...group,
  name: name ?? group.name,
  billingEnabled: billingEnabled ?? group.billingEnabled,
  externalId: externalId === undefined ? group.externalId : externalId,
});

/** Changes a group: shows the change at once, takes it back where it is not made, and says why. */
export function useUpdateGroup({ onlyIfUnchanged = false, refetch = [] }: UpdateOptions = {}) {
  const [mutate, { loading }] = useMutation(UpdateGroupDocument);
  const [outcome, setOutcome] = useState<GroupOutcome>();

  async function update(group: GroupItemFragment, change: GroupChange): Promise<boolean> {
    const retry = () => void update(group, change);
    const refused = ({ message = 'The service gave an answer that this page does not know: load it again.' }) => {
      setOutcome({ kind: 'refused', message });
      return false;
    };
    setOutcome(undefined);
    try {
      const { data } = await mutate({
        variables: {
          input: { id: group.id, ...change, ...(onlyIfUnchanged && { expectedRevision: group.revision }) },
        },
        optimisticResponse: {
          updateGroup: { __typename: 'UpdateGroupSuccess', group: expected(group, change) },
        },
        refetchQueries: refetch,
      });
      if (!data) return refused({});
      return matchResult(data.updateGroup, {
        UpdateGroupSuccess: () => true,
        GroupRevisionConflict: ({ currentGroup }) => {
          setOutcome({ kind: 'conflict', change, theirs: currentGroup });
          return false;
        },
        GroupExternalIdTaken: ({ existingGroup }) => {
          setOutcome({ kind: 'taken', by: existingGroup });
          return false;
        },
        BillingProviderFailed: ({ retryable }) => {
          setOutcome({ kind: 'provider', retry: retryable ? retry : undefined });
          return false;
        },
        InvalidResourceInput: ({ issues }) =>
          refused({ message: issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ') }),
        ResourceNotFound: () => refused({ message: 'The group is gone: somebody deleted it meanwhile.' }),
        PartnerOnlyField: refused,
        NotAttempted: refused,
        otherwise: refused,
      });
    } catch (error) {
      setOutcome({ kind: 'failed', error, retry });
      return false;
    }
  }

  return { update, saving: loading, outcome, dismiss: () => setOutcome(undefined) };
}
