import { useApolloClient } from '@apollo/client/react';
import {
  type AccountGroupItemFragment,
  UpdateAccountGroupDocument,
  type UpdateAccountGroupInput,
} from '@group-gateway/client';
import { toast } from '../parts/toast.tsx';
import { useSend } from '../parts/use-send.ts';

export type AccountGroupChange = Omit<UpdateAccountGroupInput, 'id' | 'expectedRevision'>;

/** How it is expected to look: shown until the service has answered. */
export interface Expectation {
  accountGroup: AccountGroupItemFragment;
  displaced: AccountGroupItemFragment[];
}

interface Sent {
  expected?: Expectation;
  /** What the toast says. */
  done: string;
  /** The change that takes it back. */
  inverse: AccountGroupChange;
}

/** `name 1`, `description 2`: the field of a text, by the id of its language. */
function fieldOf([list = '', index = '']: readonly string[], { input }: { input: AccountGroupChange }) {
  const kind = /names$/i.test(list) ? 'name' : 'description';
  const at = Number(index);
  const language =
    (list === 'names' || list === 'descriptions' ? input[list]?.[at]?.language : undefined) ??
    (list === 'removeNames' || list === 'removeDescriptions' ? input[list]?.[at] : undefined);
  return language ? `${kind} ${language.id}` : undefined;
}

/** Changes an account group where nobody else changed it meanwhile, says that it is done, and says why not. */
export function useUpdateAccountGroup() {
  const client = useApolloClient();
  const { send, sending, problem, dismiss } = useSend(UpdateAccountGroupDocument, fieldOf);

  async function update(
    group: AccountGroupItemFragment,
    change: AccountGroupChange,
    { expected = { accountGroup: group, displaced: [] }, done, inverse }: Sent,
  ): Promise<boolean> {
    const success = await send(
      { input: { id: group.id, expectedRevision: group.revision, ...change } },
      { optimisticResponse: { updateAccountGroup: { __typename: 'UpdateAccountGroupSuccess', ...expected } } },
    );
    if (!success) return false;
    const { id, revision } = success.accountGroup;
    if (revision === group.revision) toast('Nothing was changed.');
    else
      toast(done, async () => {
        const { data } = await client.mutate({
          mutation: UpdateAccountGroupDocument,
          variables: { input: { id, expectedRevision: revision, ...inverse } },
        });
        return data?.updateAccountGroup;
      });
    return true;
  }

  const conflict =
    problem?.result?.__typename === 'AccountGroupRevisionConflict' ? problem.result.currentAccountGroup : undefined;
  return { update, saving: sending, problem, conflict, dismiss };
}
