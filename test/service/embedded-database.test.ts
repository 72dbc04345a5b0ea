import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runningEmbeddedDatabase } from '../../src/database/embedded.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { data, send } from '../support/graphql.ts';
import { query } from '../support/postgres.ts';
import { runService, type ServiceProcess, spawnService, startService } from '../support/service.ts';

const demoKeys = ['gg_demo_partner', 'gg_demo_partner_reader', 'gg_demo_partner_website', 'gg_demo_direct', 'gg_demo_outage'];
const printedKeys = (service: ServiceProcess) => [...service.output().matchAll(/demo key (\w+):/g)].map(([, key]) => key);
const groups = '{ groups(filter: { name: { eq: "Enterprise Clients" } }) { nodes { id name externalId revision } } }';

/** Renames the demo's best-known group. */
async function rename(service: ServiceProcess, name: string): Promise<string> {
  const { id } = (await data('gg_demo_partner', groups, {}, service)).groups.nodes[0];
  const mutation = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { ... on UpdateGroupSuccess { group { id name } } } }';
  expect(await data('gg_demo_partner', mutation, { input: { id, name } }, service)).toEqual({ updateGroup: { group: { id, name } } });
  return id;
}

const nameOf = async (service: ServiceProcess, id: string) =>
  (await data('gg_demo_partner', 'query ($id: ID!) { group(id: $id) { name } }', { id }, service)).group.name;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const running: ServiceProcess[] = [];
const start = async (env: Record<string, string> = {}) => {
  const service = await startService({ DATA_DIR: folder.path, ...env });
  running.push(service);
  return service;
};

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(async () => {
  for (const service of running.splice(0)) await service.kill();
  await folder.remove();
});

test('the first start makes demo data and prints its keys; the next keeps the data and prints them again', async () => {
  const first = await start();
  expect(printedKeys(first)).toEqual(demoKeys);
  for (const key of demoKeys)
    expect(await data(key, '{ viewer { apiKey { prefix } } }', {}, first)).toEqual({ viewer: { apiKey: { prefix: key.slice(0, 11) } } });
  const id = await rename(first, 'Kept Clients');
  expect(await first.stop()).toBe(0);

  const second = await start();
  expect(printedKeys(second)).toEqual(demoKeys);
  expect(await nameOf(second, id)).toBe('Kept Clients');
  expect(await second.stop()).toBe(0);
  expect(await runningEmbeddedDatabase(folder.path)).toBeUndefined();
});

test('a revoked demo key is neither printed nor accepted again', async () => {
  const first = await start();
  const url = (await runningEmbeddedDatabase(folder.path)) as string;
  await query(url, "UPDATE api_keys SET revoked_at = now() WHERE name = (SELECT name FROM api_keys WHERE prefix = 'gg_demo_out')");
  await query(url, "UPDATE api_keys SET revoked_at = now() WHERE prefix = 'gg_demo_out'");
  await first.stop();
  const second = await start();
  expect(printedKeys(second)).not.toContain('gg_demo_outage');
  expect((await send('gg_demo_outage', '{ __typename }', {}, second)).status).toBe(401);
});

test('in production there is no demo data, and no key is printed', async () => {
  const service = await start({ NODE_ENV: 'production' });
  expect(service.output()).not.toContain('gg_demo');
  for (const key of demoKeys) expect((await send(key, '{ __typename }', {}, service)).status).toBe(401);
  expect(await query((await runningEmbeddedDatabase(folder.path)) as string, 'SELECT 1 FROM organizations')).toEqual([]);
});

test('after kill -9 the next start takes over the server that was left, and loses nothing', async () => {
  const first = await start();
  const id = await rename(first, 'Survivors');
  const orphan = await runningEmbeddedDatabase(folder.path);
  await first.kill();
  expect(await runningEmbeddedDatabase(folder.path)).toBe(orphan);

  const second = await start();
  expect(await nameOf(second, id)).toBe('Survivors');
  expect(await runningEmbeddedDatabase(folder.path)).toBe(orphan);
  expect(await second.stop()).toBe(0);
});

test('after the server was killed, too, the next start recovers the data', async () => {
  const first = await start();
  const id = await rename(first, 'Recovered');
  const [{ pid }] = (await query((await runningEmbeddedDatabase(folder.path)) as string, `SELECT (string_to_array(pg_read_file('postmaster.pid'), E'\n'))[1]::int AS pid`)) as [{ pid: number }];
  await first.kill();
  process.kill(pid, 'SIGKILL');
  const second = await start();
  expect(await nameOf(second, id)).toBe('Recovered');
});

test('a second process on the same folder stops with one line, and the first goes on', async () => {
  const first = await start();
  const { code, stderr } = await runService({ DATA_DIR: folder.path });
  expect(code).toBe(1);
  expect(stderr).toBe(`group-gateway: Another process uses the database in ${folder.path}: stop it, or give this one a DATA_DIR of its own.\n`);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await first.stop()).toBe(0);
});

test('of several processes that start at once on an empty folder one serves, and the others say why not', async () => {
  const children = Array.from({ length: 3 }, () => spawnService({ DATA_DIR: folder.path }));
  const outcomes = await Promise.all(
    children.map(
      (child) =>
        new Promise<string>((done) => {
          let errors = '';
          child.stdout?.on('data', (chunk) => String(chunk).includes('ready: ') && done('ready'));
          child.stderr?.on('data', (chunk) => {
            errors += chunk;
          });
          child.once('close', () => done(errors));
        }),
    ),
  );
  for (const child of children) child.kill('SIGKILL');
  expect(outcomes.filter((outcome) => outcome === 'ready')).toHaveLength(1);
  for (const outcome of outcomes.filter((text) => text !== 'ready'))
    expect(outcome).toMatch(/^group-gateway: Another process uses the database in [^\n]*\n$/);
});

test('what an interrupted creation left does not hinder a start, and is removed', async () => {
  await mkdir(join(folder.path, 'creating-abc', 'postgres', 'base'), { recursive: true });
  await writeFile(join(folder.path, 'creating-abc', 'postgres', 'PG_VERSION'), '18');
  await start();
  expect(await readdir(folder.path)).toEqual(['postgres']);
});

test('a first start that is killed at any moment does not hinder the next, which has the whole demo', async () => {
  for (let round = 0; round < 5; round++) {
    const victim = spawnService({ DATA_DIR: folder.path });
    const ended = once(victim, 'close');
    // Modules load for 0.4 s; then the cluster is created, started, migrated and filled.
    await setTimeout(450 + Math.random() * 1000);
    victim.kill('SIGKILL');
    await ended;
  }
  const service = await start();
  expect(printedKeys(service)).toEqual(demoKeys);
  expect(await data('gg_demo_partner', '{ groups { totalCount } websites { totalCount } }', {}, service)).toEqual({
    groups: { totalCount: 4 },
    websites: { totalCount: 12 },
  });
  await eventually('drafts are gone', async () => (await readdir(folder.path)).every((name) => name === 'postgres'), 1);
});

test('DATA_DIR that cannot be a folder stops the start with one line that names it', async () => {
  const file = join(folder.path, 'file');
  await writeFile(file, '');
  const { code, stderr } = await runService({ DATA_DIR: file });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^group-gateway: [^\n]*DATA_DIR[^\n]*\n$/);
});
