import { BreakableProxy } from '../../support/breakable-proxy.ts';
import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

const redisUrl = process.env.TEST_REDIS_URL;
const withRedis = redisUrl ? describe : describe.skip;

const small = '{ viewer { organization { id } } }';

withRedis('nodes with one Redis', () => {
  let nodes: ServiceProcess[];
  let proxy: BreakableProxy;

  beforeAll(async () => {
    const opened = await BreakableProxy.open(redisUrl as string, 6379);
    proxy = opened.proxy;
    const env = { DATABASE_URL: databaseUrl(), RATE_LIMIT_POINTS: '20', RATE_LIMIT_WINDOW_S: '600' };
    nodes = await Promise.all([1, 2].map(() => startService({ ...env, REDIS_URL: opened.url })));
  });

  afterEach(() => proxy.mend());

  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await proxy.close();
  });

  const ask = async (key: string, node: number) => {
    const { status, headers } = await send(key, small, {}, nodes[node] as ServiceProcess);
    return { status, remaining: Number(headers.get('x-rate-limit-remaining')) };
  };

  /** Waits until a node counts in Redis, which it does once it is connected. */
  async function connected(node: number): Promise<void> {
    await eventually('a count that both nodes see', async () => {
      const { key } = await TestOrganization.create();
      await ask(key, node);
      return (await ask(key, 1 - node)).remaining === 18;
    });
  }

  test('share one budget', async () => {
    await connected(0);
    const { key } = await TestOrganization.create();
    for (let n = 0; n < 20; n++) expect(await ask(key, n % 2)).toEqual({ status: 200, remaining: 19 - n });
    for (const node of [0, 1]) expect(await ask(key, node)).toEqual({ status: 429, remaining: 0 });
  });

  test.each([
    ['is gone', () => proxy.break()],
    ['hangs', () => proxy.silence()],
  ])('serve on when Redis %s, each with a count of its own, and share again when it is back', async (_what, fail) => {
    await connected(0);
    const { key } = await TestOrganization.create();
    expect(await ask(key, 0)).toEqual({ status: 200, remaining: 19 });
    fail();
    const slow: number[] = [];
    for (const node of [0, 1])
      for (let n = 0; n < 20; n++) {
        const start = performance.now();
        expect(await ask(key, node)).toEqual({ status: 200, remaining: 19 - n });
        slow.push(performance.now() - start);
      }
    for (const node of [0, 1]) expect((await ask(key, node)).status).toBe(429);
    // Redis that hangs holds up the first requests alone, until its connection is given up.
    expect(slow.filter((ms) => ms > 400).length).toBeLessThanOrEqual(8);

    proxy.mend();
    await connected(0);
    await connected(1);
  });

  test('say once that Redis is gone and once that it is back', async () => {
    const node = nodes[0] as ServiceProcess;
    await connected(0);
    const from = node.output().length;
    const said = (what: string) => node.output().slice(from).split(what).length - 1;
    proxy.break();
    await eventually('the loss in the log', () => said('Redis cannot be reached'));
    proxy.mend();
    await eventually('the return in the log', () => said('Redis is back'));
    expect(said('Redis cannot be reached')).toBe(1);
  });
});

test('a Redis that never was delays neither the start nor an answer, and its password is not told', async () => {
  const { key } = await TestOrganization.create();
  const node = await startService({
    DATABASE_URL: databaseUrl(),
    REDIS_URL: 'redis://operator:very-secret@127.0.0.1:1/0',
    RATE_LIMIT_POINTS: '20',
  });
  try {
    const { status, headers } = await send(key, small, {}, node);
    expect({ status, remaining: headers.get('x-rate-limit-remaining') }).toEqual({ status: 200, remaining: '19' });
    await eventually('its line in the log', () => node.output().includes('Redis cannot be reached'));
    expect(node.output()).not.toContain('very-secret');
  } finally {
    await node.stop();
  }
});
