import { useSyncExternalStore } from 'react';

/**
 * Whether changes of others show up at once:
 * - `connecting`: for the first time
 * - `live`: what the service has sent is what there is
 * - `lost`: the connection broke; what is missed comes when it is back
 * - `off`: not any more, as the key has ended
 */
export type LiveState = 'connecting' | 'live' | 'lost' | 'off';

let state: LiveState = 'connecting';
const listeners = new Set<() => void>();

export function setLiveState(next: LiveState): void {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLiveState = () => useSyncExternalStore(subscribe, () => state);
