import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeLiteral } from 'pg';
import { openEmbeddedDatabase } from '../../src/database/embedded/open.ts';

/** A PostgreSQL server for tests: the one at TEST_DATABASE_URL, or an embedded one in a folder of its own. */
export async function openTestServer(): Promise<{ url: string; close(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, close: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'group-gateway-test-'));
  const server = await openEmbeddedDatabase(folder);
  return {
    url: server.url,
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The server that the run's tests share. */
export const serverUrl = () => process.env.GG_TEST_SERVER_URL as string;

/** Runs statements on one database and hands out the last one's rows. */
export async function query(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Settings under which a service that relies on defaults goes wrong: TEST_HOSTILE_SETTINGS=true gives them to each database. */
export const hostileSettings: Record<string, string> =
  process.env.TEST_HOSTILE_SETTINGS === 'true'
    ? {
        timezone: 'Asia/Kathmandu',
        datestyle: 'German, DMY',
        intervalstyle: 'sql_standard',
        bytea_output: 'escape',
        default_transaction_isolation: 'serializable',
      }
    : {};

let databases = 0;

/** Creates an empty database on a server. */
export async function createDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `gg_test_${process.pid}_${Date.now()}_${databases++}`;
  await query(server, `CREATE DATABASE ${name}`);
  for (const [setting, value] of Object.entries(hostileSettings))
    await query(server, `ALTER DATABASE ${name} SET ${setting} = ${escapeLiteral(value)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      await query(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
