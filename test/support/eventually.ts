import { setTimeout } from 'node:timers/promises';

type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>;

/** Asks again until the answer is truthy, and hands it out; fails when that takes too long. */
export async function eventually<T>(what: string, ask: () => Promise<T> | T, deadlineMs = 10_000): Promise<Truthy<T>> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as Truthy<T>;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${deadlineMs} ms`);
    await setTimeout(20);
  }
}
