import { useCallback, useState } from 'react';
import type { StaffAccount } from './use-staff-accounts.ts';

const none: ReadonlyMap<string, StaffAccount> = new Map();

/** The accounts that are chosen, by their ids. */
export function useChosen() {
  const [chosen, setChosen] = useState(none);
  const toggle = useCallback(
    (account: StaffAccount) =>
      setChosen((before) => {
        const after = new Map(before);
        if (!after.delete(account.id)) after.set(account.id, account);
        return after;
      }),
    [],
  );
  const clear = useCallback(() => setChosen(none), []);
  return { chosen, toggle, clear };
}
