import { Cancellation } from '../../../src/concurrency/cancellation.ts';
import { ConcurrencyLimiter, type Permit } from '../../../src/concurrency/concurrency-limiter.ts';
import { OverloadedError } from '../../../src/errors.ts';

const { jest } = import.meta;

describe('of the requests for a permit', () => {
  /** Work that ends when a test says so. */
  function held() {
    let end = () => {};
    const work = new Promise<void>((resolve) => {
      end = resolve;
    });
    return { work: () => work, end };
  }

  const settle = () => new Promise<void>((done) => setImmediate(done));

  /** A limiter, and requests of organizations to it. */
  function limiterOf(max: number, isLagHigh = () => false) {
    const limiter = new ConcurrencyLimiter(max, isLagHigh);
    return {
      limiter,
      run: <Result>(organization: string, work: (permit: Permit) => Promise<Result>, given = new Cancellation()) =>
        limiter.run(organization, given, work),
    };
  }

  test('no more than allowed are worked on, and those of an organization take turns in their order', async () => {
    const { run } = limiterOf(3);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        run('a', async () => {
          order.push(n);
          most = Math.max(most, ++running);
          await settle();
          running--;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(order).toEqual(order.map((_, n) => n));
  });

  test('one of another organization is worked on at once, ahead of all that the first one has waiting', async () => {
    const { run } = limiterOf(2);
    const { work, end } = held();
    const flood = Array.from({ length: 100 }, () => run('a', work));
    expect(await run('b', async () => 'served')).toBe('served');
    end();
    await Promise.all(flood);
  });

  test('500 of an organization wait, the next one is refused at once, and those of others are not', async () => {
    const { limiter, run } = limiterOf(1);
    const { work, end } = held();
    const runs = Array.from({ length: 501 }, () => run('a', work));
    expect(limiter.admits('a')).toBe(false);
    await expect(run('a', work)).rejects.toThrow(OverloadedError);
    expect(limiter.admits('b')).toBe(true);
    runs.push(run('b', work));
    end();
    await Promise.all(runs);
    expect(limiter.admits('a')).toBe(true);
    expect([limiter.running, limiter.waiting]).toEqual([0, 0]);
  });

  test('where a thousand wait, the last one of the longest queue makes room for an organization that has fewer', async () => {
    const { limiter, run } = limiterOf(1);
    const { work, end } = held();
    const outcome = (request: Promise<unknown>) =>
      request.then(
        () => 'served',
        (error) => (error instanceof OverloadedError ? 'refused' : error),
      );
    const floods = ['a', 'b', 'c'].map((organization) =>
      Array.from({ length: 400 }, () => outcome(run(organization, work))),
    );
    expect(limiter.waiting).toBe(1000);
    const late = Array.from({ length: 20 }, () => outcome(run('d', work)));
    await settle();
    expect(limiter.waiting).toBe(1000);
    end();
    expect(await Promise.all(late)).toEqual(late.map(() => 'served'));
    const served = await Promise.all(
      floods.map(async (flood) => (await Promise.all(flood)).filter((each) => each === 'served').length),
    );
    // Their shares of the queue: what came last gave way.
    for (const count of served) expect(count).toBeGreaterThan(320);
  });

  test('those whose key is being looked up are counted by themselves, so that a slow look-up gathers no crowd', async () => {
    const { limiter, run } = limiterOf(1);
    const { work, end } = held();
    const lookUps = Array.from({ length: 1000 }, () => limiter.lookUp(work));
    expect(limiter.admits(undefined)).toBe(false);
    await expect(limiter.lookUp(work)).rejects.toThrow(OverloadedError);
    expect(await run('a', async () => 'served')).toBe('served');
    end();
    await Promise.all(lookUps);
    expect(limiter.admits(undefined)).toBe(true);
  });

  test('fewer are worked on while the process is late, and all permits are given again when it is not', async () => {
    let isLagHigh = true;
    const { run } = limiterOf(8, () => isLagHigh);
    const first = held();
    let running = 0;
    const count = (until: ReturnType<typeof held>) =>
      run('a', async () => {
        running++;
        await until.work();
      });
    const runs = Array.from({ length: 12 }, () => count(first));
    await settle();
    expect(running).toBe(4);
    isLagHigh = false;
    const second = held();
    const more = Array.from({ length: 6 }, () => count(second));
    await settle();
    expect(running).toBe(8);
    first.end();
    await Promise.all(runs);
    second.end();
    await Promise.all(more);
  });

  test('one that waits for somebody else yields its permit to another, and comes back to it', async () => {
    const { run } = limiterOf(1);
    const waiting = held();
    let isBack = false;
    const first = run('a', async (permit) => {
      await Promise.all([permit.yieldWhile(waiting.work), permit.yieldWhile(waiting.work)]);
      isBack = true;
    });
    const worked = held();
    const second = run('a', worked.work);
    expect(await Promise.race([second, new Promise((done) => setImmediate(done, 'works'))])).toBe('works');
    waiting.end();
    await first;
    expect(isBack).toBe(true);
    // The permit is the second one's still, and the only one.
    let isThird = false;
    const third = run('a', async () => {
      isThird = true;
    });
    await settle();
    expect(isThird).toBe(false);
    worked.end();
    await Promise.all([second, third]);
  });

  test('one that is answered while a part of it waits gives its permit back once', async () => {
    const { run } = limiterOf(1);
    const waiting = held();
    let waited: Promise<void> | undefined;
    await run('a', async (permit) => {
      waited = permit.yieldWhile(waiting.work);
    });
    const { work, end } = held();
    const next = run('a', work);
    waiting.end();
    await waited;
    let isAfter = false;
    const after = run('a', async () => {
      isAfter = true;
    });
    await settle();
    expect(isAfter).toBe(false);
    end();
    await Promise.all([next, after]);
  });

  test('one that is cancelled leaves the queue, and is not worked on', async () => {
    const { limiter, run } = limiterOf(1);
    const { work, end } = held();
    const running = run('a', work);
    const given = new Cancellation();
    let isWorkedOn = false;
    const waiting = run(
      'a',
      async () => {
        isWorkedOn = true;
      },
      given,
    );
    expect(limiter.waiting).toBe(1);
    given.cancel(new Error('late'));
    await expect(waiting).rejects.toThrow(OverloadedError);
    expect(limiter.waiting).toBe(0);
    end();
    await running;
    expect(isWorkedOn).toBe(false);
    expect(limiter.running).toBe(0);
  });

  test('one whose work fails gives its permit back', async () => {
    const { run } = limiterOf(1);
    for (let n = 0; n < 3; n++)
      await expect(run('a', () => Promise.reject(new Error('fault')))).rejects.toThrow('fault');
    expect(await run('a', async () => 'served')).toBe('served');
  });

  describe('of an organization in overload', () => {
    beforeEach(() => jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate'] }));
    afterEach(() => jest.useRealTimers());

    test('half as many wait as run, for that is enough to leave no permit unused', async () => {
      const { limiter, run } = limiterOf(4);
      const ends: (() => void)[] = [];
      const request = () =>
        run('a', () => new Promise<void>((done) => ends.push(done))).then(
          () => 'served',
          () => 'refused',
        );
      const outcomes = Array.from({ length: 400 }, request);
      await settle();
      jest.advanceTimersByTime(1500);
      // A burst has no more than 500, and this organization goes on.
      for (let n = 0; n < 200; n++) {
        ends.shift()?.();
        await settle();
        outcomes.push(request());
      }
      expect(limiter.admits('a')).toBe(false);
      expect(limiter.admits('b')).toBe(true);
      while (limiter.waiting > 1) {
        ends.shift()?.();
        await settle();
      }
      expect(limiter.admits('a')).toBe(true);
      outcomes.push(request());
      expect(limiter.admits('a')).toBe(false);
      while (limiter.running > 0) {
        ends.shift()?.();
        await settle();
      }
      expect((await Promise.all(outcomes)).filter((outcome) => outcome === 'refused').length).toBeLessThan(200);
    });

    test('a burst is waited for whole, however long that takes', async () => {
      const { limiter, run } = limiterOf(4);
      const burst = held();
      const runs = Array.from({ length: 300 }, () => run('a', burst.work));
      await settle();
      jest.advanceTimersByTime(5000);
      expect(limiter.admits('a')).toBe(true);
      runs.push(...Array.from({ length: 100 }, () => run('a', burst.work)));
      burst.end();
      await Promise.all(runs);
    });

    test('a burst is waited for again when nothing was refused for a while', async () => {
      const { limiter, run } = limiterOf(1);
      const first = held();
      const runs = Array.from({ length: 501 }, () => run('a', first.work));
      expect(limiter.admits('a')).toBe(false);
      first.end();
      await Promise.all(runs);
      const second = held();
      const few = [run('a', second.work), run('a', second.work)];
      expect(limiter.admits('a')).toBe(false);
      jest.advanceTimersByTime(2100);
      expect(limiter.admits('a')).toBe(true);
      second.end();
      await Promise.all(few);
    });
  });
});
