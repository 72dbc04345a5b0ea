import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { register } from 'prom-client';
import { readConfig } from '../../src/config.ts';
import { Admission } from '../../src/gateway/admission.ts';
import { refuseEarly } from '../../src/gateway/early-refusal.ts';
import { Portions } from '../../src/gateway/portions.ts';
import { eventually } from '../support/eventually.ts';

/** A full admission before a server that would answer 200. */
async function fullServer() {
  const admission = new Admission(1);
  let end = () => {};
  const work = new Promise<void>((done) => {
    end = done;
  });
  const running = [admission.run(() => work), ...Array.from({ length: 1000 }, () => admission.checkIn(() => work))];
  const told: { refused: number }[] = [];
  const log = { warn: (fields: { refused: number }) => told.push(fields) };
  const { serverFactory } = refuseEarly(admission, log as never, readConfig({}));
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

const refusals = async () =>
  ((await register.getSingleMetric('group_gateway_http_requests_total')?.get())?.values ?? [])
    .filter(({ labels }) => String(labels.status) === '503' && labels.operation === 'none')
    .reduce((sum, { value }) => sum + value, 0);

test('a full node refuses requests to GraphQL before it looks at them, and tells the log and the metrics of all at once', async () => {
  const { url, told, empty, close } = await fullServer();
  try {
    for (let n = 0; n < 20; n++) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'x-request-id': `mine-${n}` },
        body: 'not even JSON '.repeat(10_000),
      });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(answer.headers.get('x-request-id')).toBe(`mine-${n}`);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
    }
    await eventually('the log tells', () => told.length > 0);
    expect(told.reduce((sum, { refused }) => sum + refused, 0)).toBe(20);
    expect(told.length).toBeLessThan(20);
    expect(await refusals()).toBe(20);
    await empty();
    expect(await (await fetch(`${url}/graphql`)).text()).toBe('handled');
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
      expect((await fetch(`${url}/graphql`, { headers })).status).toBe(200);
    expect((await fetch(`${url}/graphql`)).status).toBe(503);
    await empty();
  } finally {
    close();
  }
});

test('refusals take turns with everything else that happens', async () => {
  const portions = new Portions();
  let refused = 0;
  for (let n = 0; n < 100; n++) portions.take(() => refused++);
  const seen: number[] = [];
  while (refused < 100) {
    await new Promise((done) => setImmediate(done));
    seen.push(refused);
  }
  expect(seen.slice(0, 3)).toEqual([16, 32, 48]);
});
