import fc from 'fast-check';
import { FairSemaphore, type QueueEntry } from '../../../src/concurrency/fair-semaphore.ts';

const all = 4;
const organizations = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Lets those go on who were granted a permit or refused one. */
const settle = () => new Promise<void>((done) => setImmediate(done));

class Left extends Error {}

/** Organizations that take permits, wait for them, give up and give them back, with what each holds by their own count. */
class Model {
  permits = all;
  readonly semaphore: FairSemaphore;
  readonly held: string[] = [];
  /** In the order in which they came. */
  readonly waiting: { organization: string; entry: QueueEntry }[] = [];
  readonly granted: string[] = [];

  constructor(
    readonly most = all,
    readonly ceiling = 2 * all,
  ) {
    this.semaphore = new FairSemaphore({
      all: () => this.permits,
      most: () => Math.min(this.most, this.permits),
      ceiling: this.ceiling,
    });
  }

  acquire(organization: string): void {
    const entry = this.semaphore.acquire(organization);
    if (!entry) {
      this.held.push(organization);
      return;
    }
    const waiter = { organization, entry };
    this.waiting.push(waiter);
    entry.granted.then(
      () => {
        this.#remove(waiter);
        this.granted.push(organization);
        this.held.push(organization);
      },
      (error) => {
        expect(error).toBeInstanceOf(Left);
        this.#remove(waiter);
      },
    );
  }

  release(nth: number): void {
    const [organization] = this.held.splice(nth % Math.max(this.held.length, 1), 1);
    if (organization) this.semaphore.release(organization);
  }

  leave(nth: number): void {
    this.waiting[nth % Math.max(this.waiting.length, 1)]?.entry.leave(new Left());
  }

  heldBy = (organization: string) => this.held.filter((each) => each === organization).length;

  #remove(waiter: Model['waiting'][number]): void {
    this.waiting.splice(this.waiting.indexOf(waiter), 1);
  }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ acquire: fc.constantFrom(...organizations) }) },
  { weight: 3, arbitrary: fc.record({ release: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ leave: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ permits: fc.integer({ min: 1, max: all }) }) },
);
type Step = Partial<Record<'release' | 'leave' | 'permits', number>> & { acquire?: string };

async function take(model: Model, { acquire, release, leave, permits }: Step): Promise<void> {
  if (acquire !== undefined) model.acquire(acquire);
  if (release !== undefined) model.release(release);
  if (leave !== undefined) model.leave(leave);
  if (permits !== undefined) model.permits = permits;
  await settle();
}

async function empty(model: Model): Promise<void> {
  while (model.held.length > 0 || model.waiting.length > 0) {
    model.release(0);
    await settle();
  }
}

test('whatever organizations do, no permit gets lost or is made up, and nobody who gave up is given one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const model = new Model();
      for (const each of steps) {
        await take(model, each as Step);
        expect(model.semaphore.held).toBe(model.held.length);
        expect(model.semaphore.waiting).toBe(model.waiting.length);
        for (const organization of organizations)
          expect(model.semaphore.waitingOf(organization)).toBe(
            model.waiting.filter((waiter) => waiter.organization === organization).length,
          );
        expect(model.held.length).toBeLessThanOrEqual(model.ceiling);
      }
      model.permits = all;
      await empty(model);
      expect(model.semaphore.held).toBe(0);
    }),
  );
});

test('no permit is left unused while somebody waits who may have it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const model = new Model();
      for (const each of steps) {
        if ('permits' in each) continue;
        await take(model, each as Step);
        if (model.waiting.length > 0) expect(model.held.length).toBeGreaterThanOrEqual(all);
      }
      await empty(model);
    }),
  );
});

test('of those who wait, one that holds the fewest is next, and each organization is served in its order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const model = new Model();
      for (const each of steps) {
        const { release, acquire } = each as Step;
        const before = model.waiting.map(({ organization }) => organization);
        const heldBefore = new Map(organizations.map((organization) => [organization, model.heldBy(organization)]));
        const gone = release === undefined ? undefined : model.held[release % Math.max(model.held.length, 1)];
        if (gone) heldBefore.set(gone, (heldBefore.get(gone) ?? 0) - 1);
        const granted = model.granted.length;
        await take(model, each as Step);
        const first = model.granted[granted];
        if (first === undefined || acquire !== undefined) continue;
        const fewest = Math.min(...before.map((organization) => heldBefore.get(organization) as number));
        expect(heldBefore.get(first)).toBe(fewest);
      }
      await empty(model);
    }),
  );
});

test('nobody waits for ever, however many others come and go', async () => {
  const others = fc.array(fc.constantFrom(...organizations.slice(1)), { minLength: 60, maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(others, fc.integer({ min: 1, max: all }), async (arrivals, permits) => {
      const model = new Model();
      model.permits = permits;
      for (let n = 0; n < 2 * permits; n++) model.acquire(organizations[1 + (n % 2)] as string);
      model.acquire('a');
      let rounds = 0;
      for (const organization of arrivals) {
        if (model.heldBy('a') > 0) break;
        model.acquire(organization);
        model.release(0);
        await settle();
        rounds++;
      }
      expect(model.heldBy('a')).toBe(1);
      // The organizations that came before have their turn once each, and so have those whose permits end first.
      expect(rounds).toBeLessThanOrEqual(2 * organizations.length);
      await empty(model);
    }),
  );
});

test('one that is alone may have all, and one that comes later is served at once, up to its share', async () => {
  const model = new Model();
  for (let n = 0; n < 10; n++) model.acquire('a');
  expect(model.held).toHaveLength(4);
  for (let n = 0; n < 10; n++) model.acquire('b');
  await settle();
  expect(model.heldBy('b')).toBe(2);
  // What the first one gives back goes to neither until it is at its share; from then on they take turns.
  for (const share of [3, 2]) {
    model.release(model.held.indexOf('a'));
    await settle();
    expect([model.heldBy('a'), model.heldBy('b')]).toEqual([share, 2]);
  }
  for (let n = 0; n < 4; n++) {
    model.release(0);
    await settle();
    expect(model.heldBy('a')).toBe(2);
    expect(model.heldBy('b')).toBe(2);
  }
});

test('one that comes while there are fewer permits than another one holds is served at once, too', async () => {
  const model = new Model();
  for (let n = 0; n < 10; n++) model.acquire('a');
  model.permits = 1;
  model.acquire('b');
  await settle();
  expect(model.heldBy('b')).toBe(1);
});

test('an organization never has more than the most that one may have, and the rest is there for others', async () => {
  const model = new Model(3, 4);
  for (let n = 0; n < 10; n++) model.acquire('a');
  expect(model.held).toEqual(['a', 'a', 'a']);
  model.acquire('b');
  await settle();
  expect(model.held).toEqual(['a', 'a', 'a', 'b']);
  model.release(0);
  await settle();
  expect(model.heldBy('a')).toBe(3);
});

test('an organization that holds permits for long is given fewer of them, and more again when it does not', async () => {
  const semaphore = new FairSemaphore({ all: () => 8, most: (ms = 50) => (ms < 50 ? 6 : 2), ceiling: 8 });
  const granted = () => semaphore.held;
  for (let n = 0; n < 100; n++) semaphore.acquire('a');
  expect(granted()).toBe(2);
  for (let n = 0; n < 10; n++) semaphore.release('a', 500);
  expect(granted()).toBe(2);
  semaphore.acquire('b');
  expect(granted()).toBe(3);
  for (let n = 0; n < 20; n++) semaphore.release('a', 1);
  expect(granted()).toBe(7);
});

test('a flood of one organization does not keep another one from the next permit', async () => {
  const model = new Model(1, 1);
  model.permits = 1;
  for (let n = 0; n < 1000; n++) model.acquire('a');
  model.acquire('b');
  model.release(0);
  await settle();
  expect(model.held).toEqual(['b']);
});
