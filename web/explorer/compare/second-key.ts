import { useSyncExternalStore } from 'react';

/** Kept as the first key is: for the tab, and nothing else. */
const name = 'group-gateway.second-key';

const listeners = new Set<() => void>();

export function setSecondKey(key: string): void {
  if (key) sessionStorage.setItem(name, key);
  else sessionStorage.removeItem(name);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSecondKey = () => useSyncExternalStore(subscribe, () => sessionStorage.getItem(name) ?? '');
