import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { freePort } from '../../support/free-port.ts';
import { databaseUrl } from '../../support/organization.ts';
import { runService, type ServiceProcess, startService } from '../../support/service.ts';
import { rawRequest } from '../bad-input/raw-http.ts';
import { aliases } from './aliases.ts';

/** The status and the body of an answer to a request line as it is. */
function ask(
  url: string,
  path: string,
  headers: string[] = [],
  method = 'GET',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let text = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(rawRequest(`${method} ${path} HTTP/1.1`, ['host: a', ...headers])),
    );
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve({ status: Number(text.split(' ')[1]), text }));
  });
}

const isMetrics = (text: string) => text.includes('group_gateway_http_requests_total');

/** Below the console's address each path is its page. */
const isRefused = (path: string, status: number) => status >= 400 || path.startsWith('/console/');

/** An address of this machine that is no loopback address. */
const outer = Object.values(networkInterfaces())
  .flat()
  .find((each) => each && !each.internal && each.family === 'IPv4')?.address;

describe('with METRICS_PORT', () => {
  let service: ServiceProcess;
  let metrics: string;

  beforeAll(async () => {
    const port = await freePort();
    service = await startService({ DATABASE_URL: databaseUrl(), METRICS_PORT: String(port) });
    metrics = `http://127.0.0.1:${port}`;
  });

  afterAll(() => service.kill());

  test('metrics are there, and nothing else is', async () => {
    const answer = await fetch(`${metrics}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(isMetrics(await answer.text())).toBe(true);
    for (const path of ['/', '/graphql', '/livez', '/readyz', '/console', '/schema.graphql', '/nonsense'])
      expect({ path, status: (await fetch(metrics + path)).status }).toEqual({ path, status: 404 });
    const wrong = await fetch(`${metrics}/metrics`, { method: 'POST', body: '{' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test.each(aliases)('they are not at PORT as %s', async (path) => {
    const url = service.url.replace('localhost', '127.0.0.1');
    const { status, text } = await ask(url, path);
    expect({ shown: isMetrics(text), refused: isRefused(path, status) }).toEqual({ shown: false, refused: true });
  });

  test('a port that is taken, and that of callers, stop the start', async () => {
    const taken = new URL(metrics).port;
    const env = { DATABASE_URL: databaseUrl(), METRICS_PORT: taken };
    expect(await runService(env)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^group-gateway: cannot listen at HOST 127\.0\.0\.1, METRICS_PORT \d+: /),
    });
    expect(await runService({ ...env, PORT: taken })).toMatchObject({
      code: 1,
      stderr: 'group-gateway: METRICS_PORT must not be the PORT that callers use\n',
    });
  });
});

describe('without METRICS_PORT', () => {
  let service: ServiceProcess;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: databaseUrl(), HOST: '0.0.0.0' });
  });

  afterAll(() => service.kill());

  const at = (host: string) => `http://${host}:${new URL(service.url).port}`;

  test('metrics are shown to callers on the same machine', async () => {
    for (const path of ['/metrics', '/%6detrics'])
      expect(await ask(at('127.0.0.1'), path)).toMatchObject({ status: 200 });
  });

  test.each(['x-forwarded-for: 192.0.2.1', 'x-forwarded-for: 127.0.0.1', 'forwarded: for=192.0.2.1', 'via: 1.1 proxy'])(
    'they are not shown to whom a proxy on the same machine asks for (%s)',
    async (header) => {
      expect(await ask(at('127.0.0.1'), '/metrics', [header])).toMatchObject({ status: 404 });
    },
  );

  (outer ? test : test.skip)('they are not shown to others', async () => {
    for (const path of aliases) {
      const { status, text } = await ask(at(outer as string), path);
      expect({ path, shown: isMetrics(text), refused: isRefused(path, status) }).toEqual({
        path,
        shown: false,
        refused: true,
      });
    }
    expect(await ask(at(outer as string), '/livez')).toMatchObject({ status: 200 });
  });
});
