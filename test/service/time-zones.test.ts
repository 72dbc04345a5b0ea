import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import { Authenticator } from '../../src/auth/authenticate.ts';
import { createKey, type KeyRecord, rotateKey } from '../../src/auth/keys.service.ts';
import { openDatabase } from '../../src/database/client.ts';
import { connectionTo } from '../../src/database/connection/connection.ts';
import { migrate } from '../../src/database/migrations/migrate.ts';
import { accepts, documentOf, runCommand } from '../support/admin.ts';
import { openOptionDroppingProxy } from '../support/option-dropping-proxy.ts';
import { TestOrganization } from '../support/organization.ts';
import { createDatabase, query, serverUrl } from '../support/postgres.ts';
import { runService, startService } from '../support/service.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  organization = await TestOrganization.create({ database: database.url });
});

afterAll(() => database.drop());

/** Gives sessions that ask for nothing else a setting. */
async function set(setting: string, value: string | null): Promise<void> {
  const name = new URL(database.url).pathname.slice(1);
  await query(
    database.url,
    `ALTER DATABASE ${name} ${value === null ? `RESET ${setting}` : `SET ${setting} = '${value}'`}`,
  );
}

afterEach(async () => {
  for (const setting of ['timezone', 'datestyle', 'intervalstyle', 'bytea_output', 'default_transaction_isolation'])
    await set(setting, null);
});

const hostile = async () => {
  await set('timezone', 'Asia/Kathmandu');
  await set('datestyle', 'German, DMY');
  await set('intervalstyle', 'sql_standard');
  await set('bytea_output', 'escape');
  await set('default_transaction_isolation', 'serializable');
};

const zones = [
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'America/Caracas',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Moscow',
  'Africa/Cairo',
  'Africa/Lagos',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Pacific/Marquesas',
  'Etc/GMT+12',
];
const dateStyles = ['ISO, DMY', 'German, DMY', 'SQL, MDY', 'Postgres, YMD'];

/** When a key begins and ends, by PostgreSQL. */
async function timesOf({ id }: KeyRecord): Promise<{ created: number; expires: number }> {
  const [row] = await query(
    database.url,
    'SELECT extract(epoch FROM created_at)::float8 * 1000 AS created, extract(epoch FROM expires_at)::float8 * 1000 AS expires FROM api_keys WHERE id = $1',
    [id],
  );
  return row as never;
}

test.each(zones)('a key ends when it was told to in %s, whatever the date style', async (zone) => {
  await set('timezone', zone);
  for (const dateStyle of dateStyles) {
    await set('datestyle', dateStyle);
    const opened = openDatabase(database.url, () => {});
    try {
      const now = Date.now();
      const { key, record } = await createKey(opened.prisma, 'operator', {
        organizationId: organization.id,
        name: zone,
        permissions: [],
        readOnly: false,
        websiteIds: null,
        expiresAt: new Date(now + 15_000),
      });
      const made = await timesOf(record);
      expect(Math.abs(made.expires - (now + 15_000))).toBeLessThan(2000);
      expect(Math.abs(made.created - now)).toBeLessThan(2000);
      expect([record.createdAt.getTime(), record.expiresAt?.getTime()]).toEqual([made.created, made.expires]);
      const { apiKey } = await new Authenticator(opened.reads).authenticate({ 'x-api-key': key });
      expect([apiKey.createdAt.getTime(), apiKey.expiresAt?.getTime()]).toEqual([made.created, made.expires]);

      const rotation = await rotateKey(opened.prisma, 'operator', record.id, { overlapMs: 5000 });
      if (!rotation || !('created' in rotation)) throw new Error('It was not rotated');
      expect(Math.abs((await timesOf(record)).expires - (now + 5000))).toBeLessThan(2000);
      expect(Math.abs((await timesOf(rotation.created.record)).expires - (now + 15_000))).toBeLessThan(2000);

      const monthlyRenewsAt = new Date(now + 30 * 86_400_000);
      const customer = { organizationId: organization.id, entityId: randomUUID(), customerId: randomUUID() };
      await opened.prisma.stripeCustomer.create({ data: { ...customer, monthlyRenewsAt } });
      const [renews] = await query(
        database.url,
        'SELECT extract(epoch FROM monthly_renews_at)::float8 * 1000 AS at FROM stripe_customers WHERE group_id = $1',
        [customer.entityId],
      );
      expect(renews?.at).toBe(monthlyRenewsAt.getTime());
    } finally {
      await opened.close();
    }
  }
});

test('commands and the service work on a database whose settings are all others', async () => {
  await hostile();
  const env = { DATABASE_URL: database.url };
  const node = await startService(env);
  try {
    const created = documentOf(
      await runCommand(
        'admin',
        ['key', 'create', '--organization', organization.id, '--name', 'Short', '--expires', '1h', '--json'],
        env,
      ),
    );
    expect(Math.abs(Date.parse(created.expiresAt) - Date.now() - 3_600_000)).toBeLessThan(10_000);
    expect(await accepts(created.key, node.url)).toBe(true);
  } finally {
    await node.stop();
  }
});

test('options of the address hold beside what the service needs', async () => {
  await hostile();
  const url = new URL(database.url);
  url.searchParams.set('options', '-c work_mem=5MB -c plan_cache_mode=auto -c TimeZone=Asia/Tokyo');
  const client = new Client(connectionTo(url.href, { readOnly: true }));
  await client.connect();
  const shown = async (name: string) =>
    (await client.query('SELECT current_setting($1) AS value', [name])).rows[0].value;
  expect({
    workMem: await shown('work_mem'),
    plans: await shown('plan_cache_mode'),
    zone: await shown('TimeZone'),
    dates: await shown('DateStyle'),
    intervals: await shown('IntervalStyle'),
    bytes: await shown('bytea_output'),
    path: await shown('search_path'),
    isolation: await shown('default_transaction_isolation'),
    readOnly: await shown('transaction_read_only'),
  }).toEqual({
    workMem: '5MB',
    plans: 'auto',
    zone: 'UTC',
    dates: 'ISO, MDY',
    intervals: 'postgres',
    bytes: 'hex',
    path: 'public',
    isolation: 'read committed',
    readOnly: 'on',
  });
  await client.end();
});

test('an address that names a schema is served from there', async () => {
  const own = await createDatabase(serverUrl());
  await query(own.url, 'CREATE SCHEMA "Other schema"');
  const url = `${own.url}?schema=Other%20schema`;
  const node = await startService({ DATABASE_URL: url });
  const created = documentOf(
    await runCommand('admin', ['organization', 'create', '--name', 'Of the schema', '--json'], { DATABASE_URL: url }),
  );
  expect(await query(own.url, 'SELECT id FROM "Other schema".organizations')).toEqual([{ id: created.id }]);
  await node.stop();
  await own.drop();
});

test.each([
  [
    'timezone',
    'America/New_York',
    /sessions do not use UTC and ISO: .* Prisma writes and reads is (240|300) minutes too late.*ALTER ROLE/,
  ],
  ['datestyle', 'German, DMY', /sessions do not use UTC and ISO: a time that Prisma writes and reads is not read/],
  ['default_transaction_isolation', 'serializable', /transactions are "serializable" but must be "read committed"/],
])('neither the service nor a command starts where %s is another and cannot be set', async (setting, value, says) => {
  await set(setting, value);
  const proxy = await openOptionDroppingProxy(database.url);
  const env = { DATABASE_URL: proxy.url };
  const [service, command] = await Promise.all([runService(env), runCommand('admin', ['organization', 'list'], env)]);
  expect([service.code, command.code]).toEqual([1, 1]);
  expect(service.stderr).toMatch(says);
  expect(command.stderr).toMatch(says);
  await proxy.close();
});

describe('repair-times', () => {
  const repair = async (...args: string[]) =>
    documentOf(await runCommand('admin', ['key', 'repair-times', ...args, '--json'], { DATABASE_URL: database.url }));

  /** A key as an earlier version has stored it in New York. */
  async function oldKey(name: string, created: string, expires: string): Promise<void> {
    await organization.createKey();
    await query(
      database.url,
      `UPDATE api_keys SET name = $1, created_at = $2::timestamp AT TIME ZONE 'America/New_York',
         expires_at = $3::timestamp AT TIME ZONE 'America/New_York', times_checked_at = NULL
       WHERE id = (SELECT id FROM api_keys ORDER BY times_checked_at DESC NULLS LAST LIMIT 1)`,
      [name, created, expires],
    );
  }

  test('shows when keys should end, then repairs those of which that is known, once', async () => {
    await oldKey('winter', '2026-01-10 12:00:00', '2027-01-10 12:00:00.123');
    await oldKey('summer', '2026-01-10 12:00:00', '2027-07-10 12:00:00');
    await oldKey('skipped', '2026-01-10 12:00:00', '2027-03-14 02:30:00'); // no clock there shows that
    await oldKey('future', '2099-01-10 12:00:00', '2099-07-10 12:00:00');
    // biome-ignore lint/suspicious/noExplicitAny: a document
    const ends = ({ keys }: any) =>
      // biome-ignore lint/suspicious/noExplicitAny: a document
      Object.fromEntries(keys.map((key: any) => [key.name, key.known ? key.repairedExpiresAt : 'unknown']));
    const expected = {
      winter: '2027-01-10T12:00:00.123Z',
      summer: '2027-07-10T12:00:00.000Z',
      skipped: 'unknown',
      future: 'unknown',
    };
    const shown = await repair('--zone', 'America/New_York');
    expect(ends(shown)).toEqual(expected);
    expect(shown.repaired).toBe(0);
    expect((await repair('--zone', 'America/New_York', '--apply')).repaired).toBe(2);
    const again = await repair('--zone', 'America/New_York', '--apply');
    expect(again.repaired).toBe(0);
    expect(ends(again)).toEqual({ skipped: 'unknown', future: 'unknown' });
    const stored = await query(
      database.url,
      "SELECT name, expires_at FROM api_keys WHERE name IN ('winter', 'summer') ORDER BY expires_at",
    );
    expect(stored).toEqual([
      { name: 'winter', expires_at: new Date(expected.winter) },
      { name: 'summer', expires_at: new Date(expected.summer) },
    ]);
  });

  test('refuses a time zone that there is not', async () => {
    const run = await runCommand('admin', ['key', 'repair-times', '--zone', 'Mars'], { DATABASE_URL: database.url });
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('PostgreSQL has no time zone Mars')]);
  });
});
