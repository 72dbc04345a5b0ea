import type { Caller } from '../../../src/auth/caller.ts';
import { KeyUsage } from '../../../src/auth/key-usage.ts';
import { type Database, openDatabase } from '../../../src/database/client.ts';
import { adminDocument } from '../../support/admin.ts';
import { eventually } from '../../support/eventually.ts';
import { data } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

let database: Database;
let service: ServiceProcess | undefined;
beforeAll(() => {
  database = openDatabase(databaseUrl(), () => {});
});
afterAll(async () => {
  await service?.kill();
  await database.close();
});

/** An organization with some keys, as callers. */
async function createCallers(count: number) {
  const organization = await TestOrganization.create();
  for (let n = 1; n < count; n++) await organization.createKey();
  const rows = await organization.query('SELECT id FROM api_keys WHERE organization_id = $1 ORDER BY id', [
    organization.id,
  ]);
  const callers = rows.map(
    ({ id }) => ({ organization: { id: organization.id }, apiKey: { id } }) as unknown as Caller,
  );
  const lastUses = async () =>
    (
      await organization.query('SELECT last_used_at AS at FROM api_keys WHERE organization_id = $1 ORDER BY id', [
        organization.id,
      ])
    ).map(({ at }) => at as Date | null);
  return { organization, callers, lastUses };
}

/** The client with a count of the statements that write. */
function counting() {
  const counter = { statements: 0 };
  const $executeRaw = (...args: Parameters<typeof database.prisma.$executeRaw>) => {
    counter.statements++;
    return database.prisma.$executeRaw(...args);
  };
  return { counter, prisma: { $executeRaw } as unknown as typeof database.prisma };
}

test('however many requests use however many keys, one statement writes it', async () => {
  const { callers, lastUses } = await createCallers(20);
  const { counter, prisma } = counting();
  const usage = new KeyUsage(prisma);
  for (let n = 0; n < 100; n++) for (const caller of callers.slice(1)) usage.note(caller);
  await usage.close();
  await usage.close(); // nothing is left to be written
  expect(counter.statements).toBe(1);
  const [unused, ...used] = await lastUses();
  expect(unused).toBeNull();
  for (const at of used) expect(Math.abs(Date.now() - (at as Date).getTime())).toBeLessThan(60_000);
});

test('of several nodes the latest use counts, whoever writes it last', async () => {
  const { organization, callers, lastUses } = await createCallers(5);
  const nodes = Array.from({ length: 4 }, () => new KeyUsage(database.prisma));
  await organization.query("UPDATE api_keys SET last_used_at = '2090-01-01' WHERE organization_id = $1 AND id = $2", [
    organization.id,
    callers[0]?.apiKey.id,
  ]);
  for (const [n, node] of nodes.entries())
    for (const caller of n % 2 ? callers : [...callers].reverse()) node.note(caller);
  await Promise.all(nodes.map((node) => node.close()));
  const [later, ...others] = await lastUses();
  expect(later).toEqual(new Date('2090-01-01'));
  expect(others).not.toContain(null);
});

test('what could not be written is written the next time', async () => {
  const { callers, lastUses } = await createCallers(1);
  let fails = true;
  const $executeRaw = (...args: Parameters<typeof database.prisma.$executeRaw>) =>
    fails ? Promise.reject(new Error('The database is away')) : database.prisma.$executeRaw(...args);
  const usage = new KeyUsage({ $executeRaw } as unknown as typeof database.prisma);
  let warned = 0;
  usage.note(callers[0] as Caller);
  usage.start({ warn: () => warned++ } as never, 20);
  await eventually('it fails', () => warned > 0);
  fails = false;
  await eventually('it is written', async () => (await lastUses())[0] !== null);
  await usage.close();
});

test('within ten seconds each answer tells the same time, to the millisecond', async () => {
  const organization = await TestOrganization.create();
  const query = '{ viewer { apiKey { lastUsedAt again: lastUsedAt } } }';
  const { viewer } = await data(organization.key, query);
  expect(viewer.apiKey.again).toBe(viewer.apiKey.lastUsedAt);
  for (let n = 0; n < 5; n++) expect((await data(organization.key, query)).viewer).toEqual(viewer);
});

test('a key tells that it was used, and a node that stops writes what it knows', async () => {
  const organization = await TestOrganization.create();
  service = await startService({ DATABASE_URL: databaseUrl() });
  const query = '{ viewer { apiKey { id lastUsedAt } } }';
  const { viewer } = await data(organization.key, query, {}, service);
  expect(Math.abs(Date.now() - Date.parse(viewer.apiKey.lastUsedAt))).toBeLessThan(60_000);
  expect(await adminDocument('key', 'list', '--organization', organization.id)).toMatchObject([{ lastUsedAt: null }]);
  await service.stop();
  const [listed] = await adminDocument('key', 'list', '--organization', organization.id);
  expect(Math.abs(Date.parse(listed.lastUsedAt) - Date.parse(viewer.apiKey.lastUsedAt))).toBeLessThan(60_000);
});
