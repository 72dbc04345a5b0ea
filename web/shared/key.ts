import { useSyncExternalStore } from 'react';

/** The key is kept for the tab: it outlives a reload, and nothing else. Other tabs may ask for it (key-hand-over.ts). */
const name = 'group-gateway.key';

const listeners = new Set<() => void>();

/** The key of this tab; empty where there is none yet. */
export const currentKey = () => sessionStorage.getItem(name) ?? '';

export function setKey(key: string): void {
  if (key) sessionStorage.setItem(name, key);
  else sessionStorage.removeItem(name);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The same, for components. */
export const useKey = () => useSyncExternalStore(subscribe, currentKey);
