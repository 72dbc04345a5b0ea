import { inSlices } from '../../src/concurrency/event-loop-turns.ts';

const work = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

describe('inSlices', () => {
  it('hands out all entries in their order', async () => {
    const taken: number[] = [];
    const entries = Array.from({ length: 500 }, (_, n) => n);
    await Promise.all(inSlices(entries).map((entry) => entry.then((value) => taken.push(value))));
    expect(taken).toEqual(entries);
  });

  it('lets the event loop do other things while entries are worked on', async () => {
    let left = 40;
    const leftAtTurns: number[] = [];
    const watch = () => {
      leftAtTurns.push(left);
      if (left > 0) setImmediate(watch);
    };
    setImmediate(watch);
    const worked = inSlices(Array.from({ length: left })).map((entry) =>
      entry.then(() => {
        work(2);
        left--;
      }),
    );
    await Promise.all(worked);
    // 2 ms an entry, so no turn takes many more than three of them.
    const steps = leftAtTurns.map((now, n) => (leftAtTurns[n - 1] ?? 40) - now);
    expect(Math.max(...steps)).toBeLessThanOrEqual(8);
    expect(left).toBe(0);
  });

  it('lets several lists share the time', async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const lists = Array.from({ length: 10 }, () => inSlices([1, 2, 3, 4]));
    await Promise.all(lists.flat().map((entry) => entry.then(() => work(2))));
    isDone = true;
    expect(turns).toBeGreaterThanOrEqual(8);
  });
});
