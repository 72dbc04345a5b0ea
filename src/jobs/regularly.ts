import { setTimeout as sleep } from 'node:timers/promises';

export interface Times {
  /** When it is done for the first time. */
  firstMs: number;
  /** How often after that. */
  everyMs: number;
}

/** What a node looks after every hour. */
export const hourly: Times = { firstMs: 60_000, everyMs: 60 * 60 * 1000 };

/**
 * Does something again and again. A random part of each pause is left off, so that nodes differ.
 *
 * @returns ends it, and waits for work that is under way
 */
export function regularly(
  work: (signal: AbortSignal) => Promise<void>,
  { firstMs, everyMs }: Times,
): () => Promise<void> {
  const end = new AbortController();
  const run = async () => {
    let pauseMs = firstMs;
    while (!end.signal.aborted) {
      const passed = await sleep(pauseMs * (0.5 + Math.random() / 2), true, { signal: end.signal, ref: false }).catch(
        () => false,
      );
      if (passed) await work(end.signal);
      pauseMs = everyMs;
    }
  };
  const running = run();
  return () => {
    end.abort();
    return running;
  };
}
