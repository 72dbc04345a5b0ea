import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from '../support/folder.ts';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { createDatabase, query, serverUrl } from '../support/postgres.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Awaited<ReturnType<typeof createDatabase>>;
let service: { url: string; stop(): Promise<void> };
let organization: TestOrganization;

/** Starts a clone of the service; its address. */
async function start(clone: string, url: string): Promise<typeof service> {
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: clone,
    env: { PATH: process.env.PATH, PORT: '0', DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    const ready = /ready: GraphQL at (\S+)\/graphql/.exec(output);
    if (ready)
      return {
        url: ready[1] as string,
        async stop() {
          const ended = once(child, 'exit');
          child.kill();
          await ended;
        },
      };
  }
  throw new Error(`The service did not start:\n${output}`);
}

// What docs/architecture.md shows is done to a copy, and nothing else.
beforeAll(async () => {
  folder = await temporaryFolder();
  const { path } = folder;
  for (const name of ['src', 'prisma', 'scripts', 'package.json', 'prisma.config.ts', 'tsconfig.json'])
    await cp(join(root, name), join(path, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'));
  const page = await readFile(join(root, 'docs', 'architecture.md'), 'utf8');
  const [, diff] = /```diff\n(.*?)```/s.exec(page) as RegExpExecArray;
  await writeFile(join(path, 'field.diff'), diff as string);
  await run('git', ['apply', '--unsafe-paths', '--directory', path, join(path, 'field.diff')], { cwd: path });
  await run(process.execPath, ['scripts/build.mjs', '--service-only'], { cwd: path });
  database = await createDatabase(serverUrl());
  service = await start(path, database.url);
  organization = await TestOrganization.create({ database: database.url });
}, 120_000);

afterAll(async () => {
  await service?.stop();
  await database?.drop();
  await folder?.remove();
});

const ask = (document: string, input?: object) =>
  data(organization.key, document, input ? { input } : {}, { url: service.url });

const create =
  'mutation ($input: CreateGroupInput!) { result: createGroup(input: $input) { ... on CreateGroupSuccess { group { id note } } } }';
const update = `mutation ($input: UpdateGroupInput!) { result: updateGroup(input: $input) {
  ... on UpdateGroupSuccess { group { note revision } } ... on InvalidResourceInput { issues { path message } } } }`;

test('a field that is added as docs/architecture.md shows is read, changed in three states, and recorded', async () => {
  const websiteIds = await organization.addWebsites(1);
  const created = await ask(create, { name: 'A', websiteIds, note: ' First ' });
  expect(created).toMatchObject({ result: { group: { note: 'First' } } });
  const { id } = created.result.group;
  const change = async (input: object) => (await ask(update, { id, ...input })).result;
  expect(await change({ note: 'Second' })).toEqual({ group: { note: 'Second', revision: 2 } });
  expect(await change({ name: 'B' })).toEqual({ group: { note: 'Second', revision: 3 } });
  expect(await change({ note: null })).toEqual({ group: { note: null, revision: 4 } });
  expect(await change({ note: null })).toEqual({ group: { note: null, revision: 4 } });
  expect(await change({ note: '' })).toEqual({ issues: [{ path: ['note'], message: expect.any(String) }] });
  expect(await ask('{ groups(first: 1) { nodes { note } } }')).toEqual({ groups: { nodes: [{ note: null }] } });

  const { organizationChanges } = await ask(
    '{ organizationChanges(first: 9, filter: { resourceTypes: [GROUP] }) { nodes { fields { field from to } } } }',
  );
  const notes = (organizationChanges.nodes as { fields: { field: string; from: string; to: string }[] }[])
    .flatMap(({ fields }) => fields)
    .filter(({ field }) => field === 'note')
    .map(({ from, to }) => [from, to]);
  expect(notes).toEqual([
    ['Second', null],
    ['First', 'Second'],
    [null, 'First'],
  ]);
});

test('billed groups that differ in the added field alone are two groups, with an id of their own each', async () => {
  const websiteIds = await organization.addWebsites(1);
  const billed = async (note: string | null) => {
    const { result } = await ask(create, { name: 'Billed', websiteIds, billingEnabled: true, note });
    return result.group.id;
  };
  await Promise.all([billed('One'), billed('Two'), billed(null)]);
  const rows = await query(database.url, `SELECT fingerprint, times FROM billed_creations`);
  expect(rows).toHaveLength(3);
  expect(rows.every(({ times }) => times === 1)).toBe(true);
});
