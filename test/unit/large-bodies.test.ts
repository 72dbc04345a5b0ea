import { ConcurrencyLimiter } from '../../src/concurrency/concurrency-limiter.ts';
import { Deadline } from '../../src/concurrency/deadline.ts';
import { LargeBodies } from '../../src/http/bodies/large-bodies.ts';

const large = 100_000;

/** Keeps the event loop, as parsing a large body does. */
function workFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('organizations take turns with their large bodies, however many each of them sends', async () => {
  const bodies = new LargeBodies(new ConcurrencyLimiter(10));
  const parsed: string[] = [];
  const send = (organization: string) => bodies.wait(organization, large).then(() => parsed.push(organization));
  await Promise.all(['a', 'a', 'a', 'a', 'b', 'b'].map(send));
  expect(parsed).toEqual(['a', 'b', 'a', 'b', 'a', 'a']);
});

test('one large body is parsed in a turn of the event loop, and small ones do not wait', async () => {
  const bodies = new LargeBodies(new ConcurrencyLimiter(10));
  const order: string[] = [];
  const first = bodies.wait('a', large).then(() => order.push('first'));
  const second = bodies.wait('a', large).then(() => order.push('second'));
  await bodies.wait('a', 100).then(() => order.push('small'));
  await first;
  setImmediate(() => order.push('another turn'));
  await second;
  expect(order).toEqual(['small', 'first', 'another turn', 'second']);
});

test('what took long is followed by a pause as long, while another organization is served', async () => {
  const limiter = new ConcurrencyLimiter(10);
  const bodies = new LargeBodies(limiter);
  let answer = () => {};
  const served = limiter.run('b', new Deadline(), () => new Promise<void>((resolve) => (answer = resolve)));
  await bodies.wait('a', large);
  workFor(50);
  const ended = performance.now();
  await bodies.wait('a', large);
  expect(performance.now() - ended).toBeGreaterThanOrEqual(45);
  answer();
  await served;
});
