#!/usr/bin/env node
// Prints the SQL that leads from the migrations to prisma/schema.prisma, as the next migration's draft; exits 1 when
// there is any. Prisma's own command would download an engine; this runs the same engine as WebAssembly.
// Needs a build; works in a throwaway database on TEST_DATABASE_URL or on an embedded server.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { openEmbeddedDatabase } from '../dist/database/embedded/open.js';
import { migrate } from '../dist/database/migrations/migrate.js';

/**
 * The adapter knows no `"char"`, PostgreSQL's one-byte type of its catalogs, which the engine reads: hands it out as text.
 * The engine takes that everywhere but in its list of check and exclusion constraints, where PostgreSQL 18 has NOT NULL,
 * too. The list is left empty: it only serves warnings, and what is not null is read from the columns.
 */
class CatalogPool extends pg.Pool {
  async query(...args) {
    const result = await super.query(...args);
    const fields = result.fields ?? [];
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 25;
    const names = fields.map(({ name }) => name);
    if (names.includes('constraint_type') && names.includes('constraint_definition')) result.rows = [];
    return result;
  }
}

async function diff(url) {
  const pool = new pg.Pool({ connectionString: url });
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
  const wasm = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const files = [{ path: 'prisma/schema.prisma', content: await readFile('prisma/schema.prisma', 'utf8') }];
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new PrismaPg(new CatalogPool({ connectionString: url }))),
  );
  const { stdout } = await schemaEngine.diff({
    from: { tag: 'schemaDatasource', files, configDir: '.' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout;
}

async function inThrowawayDatabase(serverUrl, work) {
  const name = `migration_diff_${process.pid}`;
  const server = new pg.Client(serverUrl);
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  try {
    return await work(url.href);
  } finally {
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.end();
  }
}

async function onEmbeddedServer(work) {
  const folder = await mkdtemp(join(tmpdir(), 'migration-diff-'));
  const server = await openEmbeddedDatabase(folder);
  try {
    return await work(server.url);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

// Where the engine says why it gave up.
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
const given = process.env.TEST_DATABASE_URL;
const run = (url) => inThrowawayDatabase(url, diff);
const sql = given ? await run(given) : await onEmbeddedServer(run);
const empty = !sql || /^-- This is an empty migration\.\s*$/.test(sql.trim());
if (!empty) console.log(sql);
console.error(
  empty
    ? 'The migrations lead to prisma/schema.prisma.'
    : 'The migrations do not lead to prisma/schema.prisma: above is what is missing.',
);
process.exit(empty ? 0 : 1);
