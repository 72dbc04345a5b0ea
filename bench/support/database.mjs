import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKey, toStored } from '../../dist/auth/api-key.js';
import { openDatabase } from '../../dist/database/client.js';
import { openEmbeddedDatabase } from '../../dist/database/embedded/open.js';
import { migrate } from '../../dist/database/migrations/migrate.js';

const open = (url) => openDatabase(url, () => {});

/** A database that goes with the benchmark: on the server at DATABASE_URL, or on an embedded one. */
export async function createDatabase() {
  const given = process.env.DATABASE_URL;
  if (!given) {
    const folder = await mkdtemp(join(tmpdir(), 'group-gateway-bench-'));
    const server = await openEmbeddedDatabase(folder);
    const drop = async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    };
    return { url: server.url, drop };
  }
  const server = open(given);
  const name = `group_gateway_bench_${process.pid}`;
  await server.pool.query(`CREATE DATABASE ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  const drop = async () => {
    await server.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.close();
  };
  return { url: url.href, drop };
}

/** Migrates a database and puts an organization with so many groups into it: its key, and the groups' ids. */
export async function fill(url, groupCount) {
  const database = open(url);
  try {
    await migrate(database.pool);
    const organizationId = randomUUID();
    const key = generateKey();
    const { prefix, hash } = toStored(key);
    await database.pool.query(`INSERT INTO organizations (id, name, is_partner) VALUES ($1, 'Bench', true)`, [
      organizationId,
    ]);
    await database.pool.query(
      `INSERT INTO api_keys (organization_id, id, name, prefix, hash, scope, permissions)
       VALUES ($1, $2, 'bench', $3, $4, 'GLOBAL', '{KEY_ADMINISTRATION}')`,
      [organizationId, randomUUID(), prefix, Buffer.from(hash)],
    );
    const groupIds = Array.from({ length: groupCount }, () => randomUUID());
    await database.pool.query(
      `INSERT INTO groups (organization_id, id, name) SELECT $1, id, 'Group ' || n
       FROM unnest($2::uuid[]) WITH ORDINALITY AS new(id, n)`,
      [organizationId, groupIds],
    );
    await database.pool.query('ANALYZE');
    return { key, groupIds };
  } finally {
    await database.close();
  }
}
