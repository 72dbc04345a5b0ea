import 'reflect-metadata';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { register } from 'prom-client';
import type { KeyHeaders } from '../../../src/auth/authenticate.ts';
import type { Caller } from '../../../src/auth/caller.ts';
import { Cancellation } from '../../../src/concurrency/cancellation.ts';
import { ConcurrencyLimiter } from '../../../src/concurrency/concurrency-limiter.ts';
import { TimeSlicedQueue } from '../../../src/concurrency/time-sliced-queue.ts';
import { readConfig } from '../../../src/config.ts';
import { shedLoad } from '../../../src/http/load-shedding.ts';
import { faces, findFaceAmong } from '../../../src/rest/faces.ts';
import { eventually } from '../../support/eventually.ts';

const floodKey = 'gg_key_of_the_flood';

/** A server that would answer 200, behind a limiter whose queue for one organization is full. */
async function fullServer() {
  const limiter = new ConcurrencyLimiter(1);
  let end = () => {};
  const work = new Promise<void>((done) => {
    end = done;
  });
  const running = Array.from({ length: 501 }, () => limiter.run('flood', new Cancellation(), () => work));
  const told: { refused: number }[] = [];
  const log = { warn: (fields: { refused: number }) => told.push(fields) };
  const remembered = (headers: KeyHeaders) =>
    headers['x-api-key'] === floodKey ? ({ organization: { id: 'flood' } } as Caller) : undefined;
  const { serverFactory } = shedLoad(limiter, { remembered }, log as never, readConfig({}), findFaceAmong(faces));
  const handle: Parameters<typeof serverFactory>[0] = (_request, response) => response.end('handled');
  const server = serverFactory(handle, {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const empty = async () => {
    end();
    await Promise.all(running);
  };
  return { url, told, empty, close: () => server.close() };
}

const refusals = async (metric = 'group_gateway_http_requests_total') =>
  ((await register.getSingleMetric(metric)?.get())?.values ?? [])
    .filter(({ labels }) => String(labels.status) === '503' && labels.operation === 'none')
    .reduce((sum, { value }) => sum + value, 0);

test('requests of an organization whose queue is full are refused anybody looks at them, and the node tells the log and the metrics of all at once', async () => {
  const { url, told, empty, close } = await fullServer();
  try {
    for (let n = 0; n < 20; n++) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'x-request-id': `mine-${n}`, 'x-api-key': floodKey },
        body: 'not even JSON '.repeat(10_000),
      });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(answer.headers.get('x-request-id')).toBe(`mine-${n}`);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED', retryAfter: 1 } }] });
    }
    await eventually('the log tells', () => told.length > 0);
    expect(told.reduce((sum, { refused }) => sum + refused, 0)).toBe(20);
    expect(told.length).toBeLessThan(20);
    expect(await refusals()).toBe(20);
    await empty();
    expect(await (await fetch(`${url}/graphql`, { headers: { 'x-api-key': floodKey } })).text()).toBe('handled');
  } finally {
    close();
  }
});

test('requests of the REST APIs are refused in the same way, in the form of each', async () => {
  const { url, told, empty, close } = await fullServer();
  try {
    const headers = { 'x-api-key': floodKey };
    const athena = await fetch(`${url}/api/v1/groups`, { headers });
    expect([athena.status, athena.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await athena.json()).toMatchObject({ error: { code: 'OVERLOADED' } });
    const oracle = await fetch(`${url}/services/rest/connect/v1.4/accountGroups`, { method: 'POST', headers });
    expect(oracle.status).toBe(503);
    expect(await oracle.json()).toMatchObject({ status: 503, 'o:errorCode': 'OSC-CREST-00012' });
    const basic = `Basic ${Buffer.from(':gg_key_of_another_one').toString('base64')}`;
    const other = await fetch(`${url}/services/rest/connect/latest`, { headers: { authorization: basic } });
    expect(await other.text()).toBe('handled');
    await eventually('the log tells', () => told.reduce((sum, { refused }) => sum + refused, 0) === 2);
    expect(await refusals('group_gateway_rest_requests_total')).toBe(2);
    await empty();
  } finally {
    close();
  }
});

test('what other organizations send gets through, also with a key that has to be looked up, and what has no key does not', async () => {
  const { url, empty, close } = await fullServer();
  const statusOf = async (headers: Record<string, string>) => (await fetch(`${url}/graphql`, { headers })).status;
  try {
    expect(await statusOf({ 'x-api-key': 'gg_key_of_another_one' })).toBe(200);
    expect(await statusOf({ authorization: 'Bearer gg_key_of_another_one' })).toBe(200);
    expect(await statusOf({})).toBe(503);
    expect(await statusOf({ 'x-api-key': 'short' })).toBe(503);
    await empty();
    expect(await statusOf({})).toBe(200);
  } finally {
    close();
  }
});

test('a full node still answers whether it lives, and lets browsers read why they are refused', async () => {
  const { url, empty, close } = await fullServer();
  try {
    for (const path of ['/livez', '/readyz', '/metrics']) expect((await fetch(`${url}${path}`)).status).toBe(200);
    // What Fastify answers has the headers by which a browser may read it.
    for (const headers of [{ origin: 'https://app.example.com' }, { 'sec-fetch-site': 'same-origin' }])
      expect((await fetch(`${url}/graphql`, { headers: { ...headers, 'x-api-key': floodKey } })).status).toBe(200);
    expect((await fetch(`${url}/graphql`)).status).toBe(503);
    await empty();
  } finally {
    close();
  }
});

test('refusals take turns with everything else that happens', async () => {
  const portions = new TimeSlicedQueue();
  let refused = 0;
  for (let n = 0; n < 100; n++) portions.take(() => refused++);
  const seen: number[] = [];
  while (refused < 100) {
    await new Promise((done) => setImmediate(done));
    seen.push(refused);
  }
  expect(seen.slice(0, 3)).toEqual([16, 32, 48]);
});
