import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { EmbeddedDatabaseError } from '../../src/database/embedded/embedded-error.ts';
import { openEmbeddedDatabase, runningEmbeddedDatabase } from '../../src/database/embedded/open.ts';
import { temporaryFolder } from '../support/folder.ts';
import { data, send } from '../support/graphql.ts';
import { query } from '../support/postgres.ts';
import { runService, type ServiceProcess, spawnService, startService } from '../support/service.ts';

const demoKeys = [
  'gg_demo_partner',
  'gg_demo_partner_reader',
  'gg_demo_partner_website',
  'gg_demo_direct',
  'gg_demo_outage',
];
const printedKeys = (service: ServiceProcess) =>
  [...service.output().matchAll(/demo key (\w+):/g)].map(([, key]) => key);

/** Renames the demo's best-known group. */
async function rename(service: ServiceProcess, name: string): Promise<string> {
  const { id } = (
    await data('gg_demo_partner', '{ groupByExternalId(externalId: "acct_9e4c1b8d") { id } }', {}, service)
  ).groupByExternalId;
  const mutation =
    'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { ... on UpdateGroupSuccess { group { id name } } } }';
  expect(await data('gg_demo_partner', mutation, { input: { id, name } }, service)).toEqual({
    updateGroup: { group: { id, name } },
  });
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

const openFolder = async () => {
  folder = await temporaryFolder();
};
const closeFolder = async () => {
  for (const service of running.splice(0)) await service.kill();
  await folder.remove();
};

describe('the life of one folder', () => {
  beforeAll(openFolder);
  afterAll(closeFolder);
  let service: ServiceProcess;
  const serverUrl = async () => (await runningEmbeddedDatabase(folder.path)) as string;

  test('the first start makes demo data and prints its keys, which work', async () => {
    service = await start();
    expect(printedKeys(service)).toEqual(demoKeys);
    for (const key of demoKeys)
      expect(await data(key, '{ viewer { apiKey { prefix } } }', {}, service)).toEqual({
        viewer: { apiKey: { prefix: key.slice(0, 11) } },
      });
  });

  test('a second process on the folder stops with one line, and the first goes on', async () => {
    const { code, stderr } = await runService({ DATA_DIR: folder.path });
    expect(code).toBe(1);
    expect(stderr).toBe(
      `group-gateway: Another process uses the database in ${folder.path}. Stop it, or set another DATA_DIR for this one.\n`,
    );
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  });

  test('after kill -9 the next start takes over the server that was left, and loses nothing', async () => {
    const id = await rename(service, 'Survivors');
    const orphan = await serverUrl();
    await service.kill();
    expect(await serverUrl()).toBe(orphan);
    service = await start();
    expect(await nameOf(service, id)).toBe('Survivors');
    expect(await serverUrl()).toBe(orphan);
  });

  test('after kill -9 of the server, too, the next start recovers the data', async () => {
    const id = await rename(service, 'Recovered');
    const [row] = await query(
      await serverUrl(),
      "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid",
    );
    await service.kill();
    process.kill(row?.pid as number, 'SIGKILL');
    service = await start();
    expect(await nameOf(service, id)).toBe('Recovered');
  });

  test('a stop in order stops the server; the next start keeps the data and prints the keys that still work', async () => {
    const id = await rename(service, 'Kept Clients');
    await query(await serverUrl(), "UPDATE api_keys SET revoked_at = now() WHERE prefix = 'gg_demo_out'");
    expect(await service.stop()).toBe(0);
    expect(await serverUrl()).toBeUndefined();
    service = await start();
    expect(await nameOf(service, id)).toBe('Kept Clients');
    expect(printedKeys(service)).toEqual(demoKeys.filter((key) => key !== 'gg_demo_outage'));
    expect((await send('gg_demo_outage', '{ __typename }', {}, service)).status).toBe(401);
  });
});

describe('an empty folder', () => {
  beforeEach(openFolder);
  afterEach(closeFolder);

  test('in production there is no demo data, and no key is printed', async () => {
    const service = await start({ NODE_ENV: 'production' });
    expect(service.output()).not.toContain('gg_demo');
    for (const key of demoKeys) expect((await send(key, '{ __typename }', {}, service)).status).toBe(401);
    expect(await query((await runningEmbeddedDatabase(folder.path)) as string, 'SELECT 1 FROM organizations')).toEqual(
      [],
    );
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

  test('a first start that is killed at any moment does not hinder the next, which has the whole demo', async () => {
    await mkdir(join(folder.path, 'creating-abc', 'postgres', 'base'), { recursive: true });
    await writeFile(join(folder.path, 'creating-abc', 'postgres', 'PG_VERSION'), '18');
    for (let round = 0; round < 4; round++) {
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
    expect(await readdir(folder.path)).toEqual(['postgres']);
  });

  test('DATA_DIR that cannot be a folder is refused with one line that names it', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    await expect(openEmbeddedDatabase(file)).rejects.toThrow(EmbeddedDatabaseError);
    await expect(openEmbeddedDatabase(file)).rejects.toThrow(
      /^The embedded PostgreSQL could not be created in DATA_DIR, .*$/,
    );
  });
});
