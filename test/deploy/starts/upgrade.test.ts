import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createDatabase, serverUrl } from '../../support/postgres.ts';

/*
 * From each released version to this one and back, with nodes of both on one database and requests all the time. Releases
 * are the commits that changed the version in package.json; they run on the packages of this one, and on
 * those of their own that this one has no more. CI alone has the time.
 */
const inCI = process.env.CI ? describe : describe.skip;

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const git = async (...args: string[]) => (await run('git', args, { cwd: root, maxBuffer: 2 ** 28 })).stdout.trim();

async function releases(): Promise<[version: string, commit: string][]> {
  const versionAt = async (commit: string) => JSON.parse(await git('show', `${commit}:package.json`)).version as string;
  const commits = await git('log', '--format=%H', '--reverse', '-G"version":', '--', 'package.json');
  const found = await Promise.all(
    commits.split('\n').map(async (commit) => [await versionAt(commit), commit] as const),
  );
  const latest = new Map(found.filter(([version]) => version !== '0.0.0'));
  return [...latest];
}

/** The source of a release, built, in a folder of its own. */
async function checkOut(commit: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const archive = join(folder, 'source.tar');
  await git('archive', '--output', archive, commit);
  await run('tar', ['--extract', '--file', archive, '--directory', folder]);
  await cp(join(root, 'prisma.config.ts'), join(folder, 'prisma.config.ts'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await cp(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  await run('node', ['scripts/build.mjs', '--service-only'], { cwd: folder });
  const { dependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const gone = Object.keys(dependencies).filter((name) => !existsSync(join(root, 'node_modules', name)));
  // Beside the releases, where Node.js looks for what is not in their own folders.
  if (gone.length > 0)
    await run('npm', ['install', '--prefix', dirname(folder), ...gone.map((name) => `${name}@${dependencies[name]}`)]);
}

interface Node {
  url: string;
  stop(): Promise<number | null>;
}

async function startNode(cwd: string, url: string): Promise<Node> {
  const child = spawn('node', ['dist/main.js'], {
    cwd,
    env: { PATH: process.env.PATH, PORT: '0', DATABASE_URL: url, MIGRATE_ON_START: 'false', RATE_LIMIT_POINTS: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const address = await new Promise<string>((done, fail) => {
    const listen = (chunk: Buffer) => {
      output += chunk;
      const found = /ready: GraphQL at (\S+)\/graphql/.exec(output)?.[1];
      if (found) done(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('close', (code) => fail(new Error(`It ended with ${code}:\n${output}`)));
  });
  return {
    url: address,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}

const updateGroup = `mutation ($name: String!) {
  updateGroup(input: { id: "9e4c0001-0000-4000-8000-000000000001", name: $name }) {
    __typename ... on UpdateGroupSuccess { group { name revision } }
  }
}`;

async function ask(url: string, query: string, variables: object = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'x-api-key': 'gg_demo_partner', 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

/** Reads and changes on all nodes that are in, one after the other, until it is ended; what went wrong. */
function load(nodes: Set<Node>) {
  const failures: unknown[] = [];
  let [answered, ended] = [0, false];
  const clients = Array.from({ length: 4 }, async (_, client) => {
    for (let round = 0; !ended; round++)
      for (const { url } of [...nodes]) {
        const name = `Named by ${client} in ${round}`;
        const read = await ask(url, '{ groups { totalCount nodes { name websites { totalCount } } } }').catch(String);
        if (read.data?.groups.totalCount !== 4) failures.push(read);
        const changed = await ask(url, updateGroup, { name }).catch(String);
        if (changed.data?.updateGroup.__typename !== 'UpdateGroupSuccess') failures.push(changed);
        answered += 2;
      }
  });
  return {
    answered: () => answered,
    async end() {
      ended = true;
      await Promise.all(clients);
      return failures;
    },
  };
}

/** Waits until so many more requests were answered. */
async function serve(requests: { answered(): number }, more: number): Promise<void> {
  const until = requests.answered() + more;
  while (requests.answered() < until) await new Promise((done) => setTimeout(done, 20));
}

inCI('nodes of two versions on one database', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'group-gateway-upgrade-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('no request fails from any release to this version, and none on the way back', async () => {
    const found = await releases();
    expect(found.length).toBeGreaterThan(1);
    for (const [version, commit] of found) {
      const old = join(folder, version);
      await checkOut(commit, old);
      const database = await createDatabase(serverUrl());
      const env = { PATH: process.env.PATH, DATABASE_URL: database.url };
      const demo = `
        const { openDatabase } = await import('./dist/database/client.js');
        const { createDemoData } = await import('./dist/database/demo.js');
        const { prisma, close } = openDatabase(process.env.DATABASE_URL, () => {});
        await createDemoData(prisma);
        await close();`;
      await run('node', ['dist/migrate.js'], { cwd: old, env });
      await run('node', ['--input-type=module', '--eval', demo], { cwd: old, env });

      const nodes = new Set<Node>();
      const enter = async (cwd: string) => {
        const node = await startNode(cwd, database.url);
        nodes.add(node);
        return node;
      };
      // As a load balancer does: no new request, then the signal, upon which those in flight end.
      const leave = async (node: Node) => {
        nodes.delete(node);
        expect(await node.stop()).toBe(0);
      };

      const before = await enter(old);
      const requests = load(nodes);
      await serve(requests, 40);
      await run('node', ['dist/cli/migrate.js'], { cwd: root, env });
      await serve(requests, 40);
      const after = await enter(root);
      await serve(requests, 100);
      await leave(before);
      await serve(requests, 40);
      const again = await enter(old);
      await serve(requests, 100);
      await leave(after);
      await serve(requests, 40);
      const failures = await requests.end();
      expect([version, failures]).toEqual([version, []]);
      await leave(again);
      await database.drop();
    }
  }, 300_000);
});
