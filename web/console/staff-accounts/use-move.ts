import { useApolloClient } from '@apollo/client/react';
import {
  MoveStaffAccountsDocument,
  type MoveStaffAccountsMutation,
  StaffAccountsDocument,
  type StaffAccountsQuery,
} from '@group-gateway/client';
import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '../parts/explain-outcome.ts';
import { counted } from '../parts/format.ts';
import { toast } from '../parts/toast.tsx';
import { useSend } from '../parts/use-send.ts';
import { accountsNow, changedSince } from './accounts-now.ts';
import type { StaffAccount } from './use-staff-accounts.ts';

/** What the service moves in one request. */
export const mostAtOnce = 1000;

export interface Target {
  id: string;
  lookupName: string;
}

/** Moves accounts to another account group, which can be taken back. */
export function useMove() {
  const client = useApolloClient();
  const { send, sending, problem, dismiss } = useSend(MoveStaffAccountsDocument);

  const moveTo = async (accountGroupId: string, accountIds: string[]) =>
    (await client.mutate({ mutation: MoveStaffAccountsDocument, variables: { input: { accountGroupId, accountIds } } }))
      .data?.moveStaffAccounts;

  /** To each account group those that came from it, if all are still where they were moved to. */
  async function takeBack(accounts: readonly StaffAccount[], target: Target): Promise<Refusal | undefined> {
    const now = await accountsNow(client, idsOf(accounts));
    if (now.some((account) => account?.staffGroup.id !== target.id)) return changedSince;
    let result: MoveStaffAccountsMutation['moveStaffAccounts'] | undefined;
    for (const groupId of new Set(accounts.map(({ staffGroup }) => staffGroup.id))) {
      result = await moveTo(groupId, idsOf(accounts.filter(({ staffGroup }) => staffGroup.id === groupId)));
      if (result?.__typename !== 'MoveStaffAccountsSuccess') break;
    }
    return result;
  }

  async function move(accounts: readonly StaffAccount[], target: Target): Promise<boolean> {
    const others = accounts.filter(({ staffGroup }) => staffGroup.id !== target.id);
    if (others.length === 0) return true;
    if (!(await send({ input: { accountGroupId: target.id, accountIds: idsOf(others) } }))) return false;
    const [first] = others;
    const what = others.length === 1 ? first?.displayName : counted(others.length, 'account');
    toast(`${what} moved to ${target.lookupName}.`, () => takeBack(others, target));
    return true;
  }
  return { move, sending, problem, dismiss };
}

const idsOf = (accounts: readonly { id: string }[]) => accounts.map(({ id }) => id);

/** Moves everybody out of an account group, however many they are, in steps that each are done or not. */
export function useEmpty() {
  const client = useApolloClient();
  const { send, problem } = useSend(MoveStaffAccountsDocument);
  const [moved, setMoved] = useState<number>();
  const [error, setError] = useState<unknown>();
  /** The dialog is closed: those that have not moved stay. */
  const isClosed = useRef(false);
  useEffect(() => {
    isClosed.current = false;
    return () => {
      isClosed.current = true;
    };
  }, []);

  const pageOf = async (groupId: string, after: string | null) =>
    (
      await client.query({
        query: StaffAccountsDocument,
        variables: { first: 100, after, filter: { accountGroupId: groupId } },
        fetchPolicy: 'no-cache',
      })
    ).data?.staffAccounts;

  /** The ids of the first ones, as many as move at once. */
  async function nextIds(groupId: string): Promise<string[]> {
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page: StaffAccountsQuery['staffAccounts'] | undefined = await pageOf(groupId, after);
      ids.push(...idsOf(page?.nodes ?? []));
      after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null && ids.length < mostAtOnce);
    return ids;
  }

  async function empty(groupId: string, target: Target): Promise<boolean> {
    setError(undefined);
    setMoved(0);
    try {
      for (let count = 0; ; ) {
        const accountIds = await nextIds(groupId);
        if (isClosed.current && accountIds.length > 0) {
          toast(`${counted(count, 'account')} moved to ${target.lookupName}, and the others stay.`);
          return false;
        }
        if (accountIds.length === 0) {
          toast(`${counted(count, 'account')} moved to ${target.lookupName}.`);
          return true;
        }
        if (!(await send({ input: { accountGroupId: target.id, accountIds } }))) return false;
        count += accountIds.length;
        setMoved(count);
      }
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setMoved(undefined);
    }
  }
  return { empty, moved, problem: error === undefined ? problem : { error } };
}
