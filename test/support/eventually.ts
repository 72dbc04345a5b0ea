import { setTimeout } from 'node:timers/promises';

/** Asks again until the answer is truthy, and hands it out; fails when that takes too long. */
export async function eventually<T>(what: string, ask: () => Promise<T> | T, deadlineMs = 10_000): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${deadlineMs} ms`);
    await setTimeout(20);
  }
}
