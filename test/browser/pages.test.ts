import { serviceUrl } from '../support/graphql.ts';
import { databaseUrl } from '../support/organization.ts';
import { startService } from '../support/service.ts';
import { startDemoService } from './support.ts';

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${serviceUrl()}${path}`, { headers });

/** The first script that a page loads. */
async function scriptOf(path: string): Promise<string> {
  const found = /src="(\/assets\/[^"]+\.js)"/.exec(await (await get(path)).text());
  return found?.[1] as string;
}

test.each([
  ['/', 'Explorer'],
  ['/console', 'Console'],
  ['/console/groups/9e4c0001-0000-4000-8000-000000000001', 'Console'],
  ['/reference', 'REST reference'],
])('%s is the page %s, asked for anew each time', async (path, title) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(await response.text()).toContain(`<title>${title} · group-gateway</title>`);
});

test.each(['/', '/console', '/console/websites', '/reference'])('%s runs no script but its own', async (path) => {
  const { headers } = await get(path);
  const policy = headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*|https?:/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

test.each(['/', '/console', '/reference'])('what %s loads is kept for good, and comes compressed', async (path) => {
  const script = await scriptOf(path);
  for (const encoding of ['br', 'gzip']) {
    const { status, headers } = await get(script, { 'accept-encoding': encoding });
    expect({ status, encoding: headers.get('content-encoding'), cache: headers.get('cache-control') }).toEqual({
      status: 200,
      encoding,
      cache: 'public, max-age=31536000, immutable',
    });
    expect(headers.get('vary')).toBe('accept-encoding');
    expect(headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
  }
  const plain = await get(script, { 'accept-encoding': 'identity' });
  expect(plain.headers.get('content-encoding')).toBeNull();
});

test('an address that is none, and one outside of the pages, are not found', async () => {
  for (const path of ['/assets/none.js', '/assets/%2e%2e/main.js', '/assets/..%2f..%2fpackage.json', '/explorer'])
    expect((await get(path)).status).toBe(404);
});

test('keys are handed out on no other database', async () => {
  const response = await get('/demo-keys.json');
  expect(await response.json()).toEqual([]);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test.each([
  ['on the demo database, they are', 'development', 5],
  ['in production, none is', 'production', 0],
])('%s handed out', async (_where, environment, count) => {
  const service = await startDemoService({ NODE_ENV: environment });
  try {
    const keys = await (await fetch(`${service.url}/demo-keys.json`)).json();
    expect(keys).toHaveLength(count);
    for (const { key, about, shows } of keys) expect([key, about, shows]).toEqual(Array(3).fill(expect.any(String)));
  } finally {
    await service.stop();
  }
});

test('EXPLORER=false turns the explorer off, and leaves the console', async () => {
  const service = await startService({ DATABASE_URL: databaseUrl(), EXPLORER: 'false' });
  try {
    expect((await fetch(service.url)).status).toBe(404);
    expect((await fetch(`${service.url}/console`)).status).toBe(200);
  } finally {
    await service.kill();
  }
});
