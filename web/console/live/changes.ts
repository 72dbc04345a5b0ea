import type {
  AccountGroupChangedSubscription,
  GroupChangedSubscription,
  WebsiteChangedSubscription,
} from '@group-gateway/client';
import { useCallback, useSyncExternalStore } from 'react';

type LiveEvent = Partial<GroupChangedSubscription & WebsiteChangedSubscription & AccountGroupChangedSubscription>;
type Change = NonNullable<LiveEvent['groupChanged']>['change'];

export type ChangedType = 'Group' | 'Website' | 'AccountGroup';

/** Who changed a resource last, as far as it was seen live. */
export interface SeenChange extends Pick<Change, 'changedBy' | 'operator' | 'kind'> {
  isFresh: boolean;
}

const freshMs = 2000;
/** How many resources to remember: those that changed last. */
const mostRemembered = 2000;

const seen = new Map<string, SeenChange>();
const listeners = new Map<string, Set<() => void>>();

function set(key: string, change: SeenChange): void {
  seen.delete(key);
  seen.set(key, change);
  const [oldest] = seen.keys();
  if (seen.size > mostRemembered && oldest !== undefined) seen.delete(oldest);
  for (const listener of listeners.get(key) ?? []) listener();
}

/** Remembers what an event tells, and marks it for a while. */
export function noteEvent({ groupChanged, websiteChanged, accountGroupChanged }: LiveEvent): void {
  if (groupChanged) note(`Group:${groupChanged.groupId}`, groupChanged.change);
  if (websiteChanged) note(`Website:${websiteChanged.websiteId}`, websiteChanged.change);
  if (accountGroupChanged) note(`AccountGroup:${accountGroupChanged.accountGroupId}`, accountGroupChanged.change);
}

function note(key: string, { changedBy, operator, kind }: Pick<SeenChange, 'changedBy' | 'operator' | 'kind'>): void {
  const change = { changedBy, operator, kind, isFresh: true };
  set(key, change);
  setTimeout(() => {
    if (seen.get(key) === change) set(key, { ...change, isFresh: false });
  }, freshMs);
}

/** The last change of a resource that was seen while this page was open. */
export function useSeenChange(type: ChangedType, id: string): SeenChange | undefined {
  const key = `${type}:${id}`;
  const subscribe = useCallback(
    (listener: () => void) => {
      const ofKey = listeners.get(key) ?? new Set();
      listeners.set(key, ofKey.add(listener));
      return () => {
        ofKey.delete(listener);
        if (ofKey.size === 0) listeners.delete(key);
      };
    },
    [key],
  );
  return useSyncExternalStore(subscribe, () => seen.get(key));
}
