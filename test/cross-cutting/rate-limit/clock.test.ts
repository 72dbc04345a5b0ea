import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiter } from '../../../src/rate-limit/rate-limiter.ts';

test('a clock that is set back an hour does not make a window of a second one of an hour', async () => {
  const limiter = new RateLimiter('test', 1, 1, undefined);
  await limiter.spend('somebody', 1);
  const trueNow = Date.now;
  Date.now = () => trueNow() - 3_600_000;
  try {
    const { spent, resetAt } = await limiter.spend('somebody', 1);
    expect(spent).toBe(false);
    expect(resetAt.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
    expect(limiter.exhausted('somebody')).toBeDefined();
    await sleep(1100);
    expect(limiter.exhausted('somebody')).toBeUndefined();
    expect((await limiter.spend('somebody', 1)).spent).toBe(true);
  } finally {
    Date.now = trueNow;
  }
});
