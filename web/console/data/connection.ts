import { type Failure, failureOf } from '@group-gateway/client';
import { useSyncExternalStore } from 'react';

/** What keeps the console from the service, and when it tries again by itself; without a time it waits for a key. */
export interface Trouble {
  failure: Failure;
  retryAt?: number;
}

let trouble: Trouble | undefined;
const listeners = new Set<() => void>();
const waiting = new Set<() => void>();

function setTrouble(next: Trouble | undefined): void {
  trouble = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTrouble = () => useSyncExternalStore(subscribe, () => trouble);

/** The service answered: whatever was the trouble is over. */
export function answered(): void {
  if (trouble) setTrouble(undefined);
}

/** The key is not accepted any more: asked for is another one. */
export const rejectKey = (failure: Failure) => setTrouble({ failure });

/** Ends all waiting: the person does not want to, or the reason is gone. */
export function retryNow(): void {
  for (const go of waiting) go();
  waiting.clear();
}

window.addEventListener('online', retryNow);

const longestWaitMs = 20_000;

/** Waits until it makes sense to send again; fails with the error where it never does. */
export async function untilRetry(error: unknown, attempt: number): Promise<void> {
  const failure = failureOf(error);
  const passing = ['rateLimited', 'unavailable', 'unreachable'].includes(failure.kind);
  if (!passing && failure.kind !== 'unauthenticated') throw error;
  const ms = Math.max(1000, failure.retryAfterMs ?? Math.min(longestWaitMs, 1000 * 2 ** (attempt - 1)));
  if (passing) setTrouble({ failure, retryAt: Date.now() + ms });
  else rejectKey(failure);
  await new Promise<void>((done) => {
    waiting.add(done);
    if (passing) setTimeout(done, ms);
  });
}
