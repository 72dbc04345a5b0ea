import { ApolloLink } from '@apollo/client';
import { useSyncExternalStore } from 'react';
import { defer, mergeMap } from 'rxjs';
import { type Seen, seen } from './seen.ts';

/** How many changes are remembered, the newest first. */
const maxChanges = 30;

/** A change that waits until somebody has looked at it. */
export interface Held {
  change: Seen;
  send(): void;
  cancel(): void;
}

interface State {
  isOpen: boolean;
  /** Whether each change is shown before it is sent. */
  holds: boolean;
  held: readonly Held[];
  changes: readonly Seen[];
}

let state: State = { isOpen: false, holds: false, held: [], changes: [] };
const listeners = new Set<() => void>();

function set(change: Partial<State>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useShowGraphql = () => useSyncExternalStore(subscribe, () => state);

export const openShowGraphql = () => set({ isOpen: true });

/** A change that is not sent soon was not asked for: the form found a fault. */
const showNextMs = 3000;
let showNextUntil = 0;

/** Shows what the next click sends before it is sent. */
export function showNextChange(): void {
  showNextUntil = performance.now() + showNextMs;
}

function isHeld(): boolean {
  const isAsked = performance.now() < showNextUntil;
  showNextUntil = 0;
  return isAsked || state.holds;
}

export const holdChanges = (holds: boolean) => set({ holds });

/** Without a word, a change would wait for good. */
export function closeShowGraphql(): void {
  for (const { cancel } of state.held) cancel();
  set({ isOpen: false });
}

function hold(change: Seen): Promise<void> {
  return new Promise((resolve, reject) => {
    const held: Held = {
      change,
      send: () => settle(resolve),
      cancel: () => settle(() => reject(new Error('Nothing was sent: you only looked at it.'))),
    };
    const settle = (then: () => void) => {
      const left = state.held.filter((each) => each !== held);
      set({ held: left, isOpen: left.length > 0 });
      then();
    };
    set({ held: [...state.held, held], isOpen: true });
  });
}

/** Sees each change that the console sends, and holds it if somebody wants to look at it first. */
export const observing = new ApolloLink((operation, forward) => {
  if (operation.operationType !== 'mutation') return forward(operation);
  const change = seen(operation);
  const note = () => set({ changes: [change, ...state.changes].slice(0, maxChanges) });
  return defer(async () => {
    if (isHeld()) await hold(change);
    note();
  }).pipe(mergeMap(() => forward(operation)));
});
