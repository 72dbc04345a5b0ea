import { runningEmbeddedDatabase } from '../../src/database/embedded/open.ts';
import { accepts, documentOf, runCommand } from '../support/admin.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { send } from '../support/graphql.ts';
import { type ServiceProcess, startService } from '../support/service.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let env: { DATA_DIR: string };
let service: ServiceProcess | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
  env = { DATA_DIR: folder.path };
});
afterEach(async () => {
  await service?.stop();
  service = undefined;
  await folder.remove();
});

const admin = (...args: string[]) => runCommand('admin', args, env);
const document = async (...args: string[]) => documentOf(await admin(...args, '--json'));
const isRunning = async () => (await runningEmbeddedDatabase(env.DATA_DIR)) !== undefined;

async function createKey(name: string): Promise<string> {
  const { id } = await document('organization', 'create', '--name', name);
  return (await document('key', 'create', '--organization', id, '--name', name)).key;
}

test('a fresh installation is filled before its first start, and beside the running service', async () => {
  const before = await createKey('before');
  expect(await isRunning()).toBe(false);
  service = await startService(env);
  const beside = await createKey('beside');
  expect(await Promise.all([before, beside].map((key) => accepts(key, service?.url)))).toEqual([true, true]);
  // The installation was not empty, so it has no demo data.
  expect((await send('gg_demo_partner', '{ viewer { apiKey { id } } }', {}, { url: service.url })).status).toBe(401);

  const [organization] = await document('organization', 'list');
  const [key] = await document('key', 'list', '--organization', organization.id);
  await document('key', 'revoke', key.id);
  await eventually('the key stops', async () => !(await accepts(before, service?.url)), 2500);
  expect(await accepts(beside, service.url)).toBe(true);

  await service.stop();
  const after = await createKey('after');
  expect(await isRunning()).toBe(false);
  service = await startService(env);
  expect(await Promise.all([before, beside, after].map((key) => accepts(key, service?.url)))).toEqual([
    false,
    true,
    true,
  ]);
}, 60_000);

test('commands at once on an installation that does not run all do their work', async () => {
  const names = Array.from({ length: 5 }, (_, n) => `organization ${n}`);
  const runs = await Promise.all(names.map((name) => admin('organization', 'create', '--name', name, '--json')));
  expect(runs.map(({ code }) => code)).toEqual(names.map(() => 0));
  const list = await document('organization', 'list');
  expect(list.map(({ name }: { name: string }) => name).sort()).toEqual(names);
  expect(await isRunning()).toBe(false);
}, 60_000);

test('a service and commands that start at the same time do not get in the way of each other', async () => {
  const commands = Promise.all([1, 2].map((n) => admin('organization', 'create', '--name', String(n))));
  service = await startService(env);
  for (const { code, stderr } of await commands)
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('group-gateway:') });
  expect(await document('organization', 'list')).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: '1' }), expect.objectContaining({ name: '2' })]),
  );
}, 60_000);

test('a command works on the database that a killed service left running, and stops it', async () => {
  service = await startService(env);
  await service.kill();
  expect(await isRunning()).toBe(true);
  expect((await document('organization', 'list')).length).toBeGreaterThan(0);
  expect(await isRunning()).toBe(false);
}, 60_000);

test('migrate works on the embedded database, beside a running service, too', async () => {
  expect(await runCommand('migrate', [], env)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Applying /) });
  expect(await isRunning()).toBe(false);
  service = await startService(env);
  expect(await runCommand('migrate', [], env)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Nothing to do/),
  });
  expect(await isRunning()).toBe(true);
}, 60_000);
