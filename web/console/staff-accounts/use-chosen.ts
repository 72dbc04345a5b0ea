import { useCallback, useState } from 'react';
import { useDropGone } from '../parts/use-drop-gone.ts';
import type { StaffAccount } from './use-staff-accounts.ts';

const none: ReadonlyMap<string, StaffAccount> = new Map();

const noRows: readonly StaffAccount[] = [];

/** The accounts that are chosen, by their ids. */
export function useChosen(rows: readonly StaffAccount[] = noRows) {
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
  const drop = useCallback(
    (ids: readonly string[]) => setChosen((before) => new Map([...before].filter(([id]) => !ids.includes(id)))),
    [],
  );
  useDropGone('StaffAccount', rows, chosen, drop);
  return { chosen, toggle, clear };
}
