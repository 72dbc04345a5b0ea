import { useApolloClient } from '@apollo/client/react';
import type { GroupItemFragment } from '@group-gateway/client';
import { useState } from 'react';
import { counted } from '../parts/format.ts';
import { toast } from '../parts/toast.tsx';
import { movedWebsites, revisionOf } from './moved-websites.ts';
import { useUndoGroup, useUpdateGroup } from './use-update-group.ts';

/** The service takes this many in one request. */
export const mostAtOnce = 1000;
const none: ReadonlySet<string> = new Set();

type Direction = 'addWebsiteIds' | 'removeWebsiteIds';

/** Moves websites in or out; what others moved meanwhile stays as it is. */
export function useMoveWebsites(group: GroupItemFragment, direction: Direction) {
  const adds = direction === 'addWebsiteIds';
  const [chosen, setChosen] = useState(none);
  const { update, saving, problem, dismiss } = useUpdateGroup();
  const undo = useUndoGroup();
  const client = useApolloClient();

  async function move(): Promise<boolean> {
    const before = await revisionOf(client, group.id).catch(() => undefined);
    const after = await update(group, { [direction]: [...chosen] });
    if (!after) return false;
    const moved = await movedWebsites(client, after, before, adds).catch(() => undefined);
    if (moved)
      tell(
        after,
        [...chosen].filter((id) => moved.has(id)),
      );
    else toast(`The websites of “${after.name}” are saved.`);
    setChosen(none);
    return true;
  }

  function tell(after: GroupItemFragment, moved: string[]): void {
    const others = chosen.size - moved.length;
    const rest = `${counted(others, 'website')} ${others === 1 ? 'was' : 'were'} ${adds ? 'in it already' : 'in it no more'}.`;
    const done = `${counted(moved.length, 'website')} ${adds ? 'added to' : 'removed from'} “${after.name}”.`;
    if (moved.length === 0) toast(`Nothing was changed: ${rest}`);
    else
      toast(
        others > 0 ? `${done} ${rest}` : done,
        undo(after, { [adds ? 'removeWebsiteIds' : 'addWebsiteIds']: moved }),
      );
  }

  return { chosen, setChosen, move, saving, problem, dismiss, tooMany: chosen.size > mostAtOnce };
}
