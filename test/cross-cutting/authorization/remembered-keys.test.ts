import { Authenticator } from '../../../src/auth/authenticate.ts';
import { type Database, openDatabase } from '../../../src/database/client.ts';
import type { Prisma } from '../../../src/generated/prisma/client.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';

const { jest } = import.meta;

/** When a key in use is looked up again, the time included for which such keys are gathered, and when it is forgotten. */
const [refreshedMs, forgottenMs] = [1100, 2000];

let database: Database;
let organization: TestOrganization;
beforeAll(async () => {
  database = openDatabase(databaseUrl(), () => {});
  organization = await TestOrganization.create();
});
afterAll(() => database.close());
afterEach(() => jest.useRealTimers());

/** Time stands still but for what a test lets pass. */
function remember() {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'Date'] });
  jest.advanceTimersByTime(1); // the cache takes zero for no time
  const lookUps: Promise<unknown>[] = [];
  const authenticator = new Authenticator({
    read<Rows extends readonly unknown[]>(query: Prisma.Sql) {
      const lookUp = database.reads.read<Rows>(query);
      lookUps.push(lookUp);
      return lookUp;
    },
  });
  return {
    lookUps,
    authenticate: (key: string) => authenticator.authenticate({ 'x-api-key': key }),
    remembered: (key: string) => authenticator.remembered({ 'x-api-key': key })?.organization.id,
    /** Lets time pass, and waits for what is looked up in it. */
    async pass(ms: number) {
      jest.advanceTimersByTime(ms);
      await Promise.allSettled(lookUps);
      await new Promise((done) => setImmediate(done));
    },
  };
}

test('keys in use are looked up again together, before a request would have to wait for it', async () => {
  const { lookUps, authenticate, remembered, pass } = remember();
  const keys = await Promise.all(Array.from({ length: 20 }, () => organization.createKey()));
  await Promise.all(keys.map(authenticate));
  expect(lookUps).toHaveLength(20);
  for (let round = 1; round <= 5; round++) {
    await pass(refreshedMs - 100);
    for (const key of keys) expect(remembered(key)).toBe(organization.id);
    await pass(100);
    expect(lookUps).toHaveLength(20 + round);
  }
});

test('a key that nobody uses is not looked up again, and forgotten', async () => {
  const { lookUps, authenticate, remembered, pass } = remember();
  const key = await organization.createKey();
  await authenticate(key);
  await pass(refreshedMs - 101);
  expect(remembered(key)).toBe(organization.id);
  await pass(forgottenMs);
  expect(remembered(key)).toBeUndefined();
  expect(lookUps).toHaveLength(1);
});

test('what changed is known from the look-up on, and a revoked key is no longer one', async () => {
  const { authenticate, remembered, pass } = remember();
  const [revoked, confined] = [await organization.createKey(), await organization.createKey()];
  const lives = await organization.createKey();
  for (const key of [revoked, confined, lives]) await authenticate(key);
  await pass(refreshedMs - 100);
  for (const key of [revoked, confined, lives]) expect(remembered(key)).toBe(organization.id);
  await organization.query(`UPDATE api_keys SET revoked_at = now() WHERE prefix = $1`, [revoked.slice(0, 11)]);
  await organization.query(`UPDATE api_keys SET scope = 'WEBSITES' WHERE prefix = $1`, [confined.slice(0, 11)]);
  await pass(100);
  expect(remembered(revoked)).toBeUndefined();
  expect((await authenticate(confined)).websiteScope).toEqual([]);
  expect(remembered(lives)).toBe(organization.id);
  await expect(authenticate(revoked)).rejects.toThrow('no valid API key');
});

test('while the database is away keys are good until they are forgotten', async () => {
  const { lookUps, authenticate, remembered, pass } = remember();
  const key = await organization.createKey();
  await authenticate(key);
  await pass(refreshedMs - 100);
  expect(remembered(key)).toBe(organization.id);
  const away = jest.spyOn(database.reads, 'read').mockRejectedValue(new Error('away'));
  await pass(100);
  expect(lookUps).toHaveLength(2);
  expect(remembered(key)).toBe(organization.id);
  await pass(forgottenMs - refreshedMs + 1);
  away.mockRestore();
  expect(remembered(key)).toBeUndefined();
  expect((await authenticate(key)).organization.id).toBe(organization.id);
});
