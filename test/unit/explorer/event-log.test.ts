import type { ExecutionResult } from 'graphql';
import { getOperationAST, parse } from 'graphql';
import { EventLog } from '../../../web/explorer/live/event-log.ts';
import { from } from '../../../web/explorer/live/resume.ts';

async function* events(count: number, begin = 1): AsyncGenerator<ExecutionResult> {
  for (let n = begin; n < begin + count; n++)
    yield { data: { groupChanged: { position: `p${n}`, group: { name: `n${n}` } } } };
}

async function read(log: EventLog, source: AsyncGenerator<ExecutionResult>) {
  let last: EventLog['answer'] | undefined;
  for await (const answer of log.follow(source)) last = answer;
  return last;
}

test('a log has the newest events first, knows where it is, and says why it ended', async () => {
  const log = new EventLog();
  const answer = await read(log, events(3));
  expect(log.view()).toMatchObject({ state: 'ended', reason: 'ended by the service', received: 3, position: 'p3' });
  expect(log.view().events.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(answer).toMatchObject({ state: 'ended by the service', received: 3 });
});

test('a log that goes on keeps what it had', async () => {
  const log = new EventLog();
  await read(log, events(2));
  await read(log, events(2, 3));
  expect(log.view()).toMatchObject({ received: 4, position: 'p4' });
});

test('a log keeps as many events as somebody looks at, however many come', async () => {
  const log = new EventLog();
  await read(log, events(5000));
  expect(log.view().received).toBe(5000);
  expect(log.view().events).toHaveLength(1000);
});

test('to stop it ends the stream at once, while no event comes', async () => {
  let isClosed = false;
  const silent: AsyncIterableIterator<ExecutionResult> = {
    next: () => new Promise(() => {}),
    return: async () => {
      isClosed = true;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  const log = new EventLog();
  const followed = log.follow(silent);
  await followed.return?.();
  expect(isClosed).toBe(true);
  expect(log.view().state).toBe('stopped');
  expect((await followed.next()).done).toBe(true);
});

test.each([
  ['subscription S { groupChanged { position } }', 'after: "p1"', undefined],
  ['subscription S { groupChanged(ids: ["1"], after: "old") { position } }', '"p1"', undefined],
  ['subscription S($from: String) { groupChanged(after: $from) { position } }', '$from', { from: 'p1' }],
])('goes on from a position: %s', (query, argument, variables) => {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation.');
  const resumed = from('p1', document, operation, { query });
  expect(resumed.query).toContain(argument);
  expect(resumed.query).not.toContain('old');
  expect(resumed.variables).toEqual(variables);
});
