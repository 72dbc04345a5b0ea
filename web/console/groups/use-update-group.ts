import { useApolloClient } from '@apollo/client/react';
import { type GroupItemFragment, UpdateGroupDocument, type UpdateGroupInput } from '@group-gateway/client';
import { toast } from '../parts/toast.tsx';
import { useSend } from '../parts/use-send.ts';

export type GroupChange = Omit<UpdateGroupInput, 'id' | 'expectedRevision'>;

interface UpdateOptions {
  /** The change builds on what is on the screen: it is refused where somebody changed that meanwhile. */
  onlyIfUnchanged?: boolean;
  /** Queries that failed, which Apollo Client does not ask again by itself. */
  refetch?: string[];
  /** The inputs that have a field. */
  form?: readonly string[];
}

/** The change as it will look, until the service has answered. */
const expected = (group: GroupItemFragment, { name, billingEnabled, externalId }: GroupChange): GroupItemFragment => ({
  ...group,
  name: name ?? group.name,
  billingEnabled: billingEnabled ?? group.billingEnabled,
  externalId: externalId === undefined ? group.externalId : externalId,
});

const inverse = (before: GroupItemFragment, { name, billingEnabled, externalId }: GroupChange): GroupChange => ({
  ...(name !== undefined && { name: before.name }),
  ...(billingEnabled !== undefined && { billingEnabled: before.billingEnabled }),
  ...(externalId !== undefined && { externalId: before.externalId }),
});

/** Takes a change back, unless somebody changed the group since. */
export function useUndoGroup(refetch: string[] = []) {
  const client = useApolloClient();
  return ({ id, revision }: GroupItemFragment, change: GroupChange) =>
    async () => {
      const { data } = await client.mutate({
        mutation: UpdateGroupDocument,
        variables: { input: { id, expectedRevision: revision, ...change } },
        refetchQueries: refetch,
      });
      return data?.updateGroup;
    };
}

/** Changes a group: shows the change at once, says that it is done, and takes it back where it is not made. */
export function useUpdateGroup({ onlyIfUnchanged = false, refetch = [], form = [] }: UpdateOptions = {}) {
  const { send, sending, problem, dismiss } = useSend(UpdateGroupDocument, form);
  const undo = useUndoGroup(refetch);

  /** @param done what the toast says; without it, none is shown */
  async function update(
    group: GroupItemFragment,
    change: GroupChange,
    done?: string,
  ): Promise<GroupItemFragment | undefined> {
    const success = await send(
      { input: { id: group.id, ...change, ...(onlyIfUnchanged && { expectedRevision: group.revision }) } },
      {
        optimisticResponse: { updateGroup: { __typename: 'UpdateGroupSuccess', group: expected(group, change) } },
        refetchQueries: refetch,
      },
    );
    if (!success) return undefined;
    const { group: after } = success;
    if (done && after.revision === group.revision) toast('Nothing was changed.');
    else if (done) toast(done, undo(after, inverse(group, change)));
    return after;
  }

  const conflict = problem?.result?.__typename === 'GroupRevisionConflict' ? problem.result.currentGroup : undefined;
  return { update, saving: sending, problem: conflict ? undefined : problem, conflict, dismiss };
}
