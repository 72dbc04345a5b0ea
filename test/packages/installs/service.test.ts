import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/folder.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { type Installed, installed, root, run, tarball } from '../../support/installed.ts';
import { start, stopAll } from '../../support/launch.ts';

/*
 * The service's own package, installed into an empty folder, and the packages that the service hands out. Installations
 * take a while, so they run in CI alone (CI=true).
 */
const inCI = process.env.CI ? describe : describe.skip;

const manifest = async (folder: string) => JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));

test('the packages have the version of the service, and the same graphql in their ranges', async () => {
  const { version } = await manifest('');
  for (const folder of ['client', 'stitching']) {
    const { version: own, peerDependencies } = await manifest(folder);
    expect([folder, own, peerDependencies.graphql]).toEqual([folder, version, '^16.11.0']);
  }
});

test.each(['client', 'stitching'] as const)('GET /%s.tgz answers with the package, once', async (name) => {
  const url = `${serviceUrl()}/${name}.tgz`;
  const packed = await readFile(tarball(name).slice('file:'.length));
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip, br' } });
  expect(Buffer.from(await response.arrayBuffer()).equals(packed)).toBe(true);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/gzip',
    'content-length': String(packed.length),
    'cache-control': 'no-cache',
  });
  expect(response.headers.has('content-encoding')).toBe(false);
  const etag = response.headers.get('etag') as string;
  // Without "max-age" this `fetch` asks for an answer that is no copy.
  const known = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
  const again = await fetch(url, { headers: known });
  expect([again.status, (await again.arrayBuffer()).byteLength, again.headers.get('etag')]).toEqual([304, 0, etag]);
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);
});

inCI('the package of the service', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let project: Installed;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder.path];
    const [{ filename, files }] = JSON.parse(await run('npm', pack, root));
    const paths = files.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'dist/main.js',
        'dist/packages/client.tgz',
        'dist/packages/stitching.tgz',
        'dist/web/explorer/index.html',
      ]),
    );
    const unwanted = /^(src|test|web|scripts|client|stitching)\/|\.(map|stamp)$/;
    expect(paths.filter((path: string) => unwanted.test(path))).toEqual([]);
    project = await installed({ 'group-gateway': `file:${join(folder.path, filename)}` });
  }, 300_000);
  afterEach(stopAll);
  afterAll(() => Promise.all([folder?.remove(), project?.remove()]));

  test('installs less than 300 MB and 300 packages, with one graphql', async () => {
    expect(await project.megabytes()).toBeLessThan(300);
    expect(await project.packages()).toBeLessThan(300);
    expect((await project.copiesOf('graphql')).size).toBe(1);
  });

  test('starts with npx, has both pages and both packages, and nothing to build', async () => {
    const { url, output } = await start(['npx', 'group-gateway'], { cwd: project.path });
    if (!url) throw new Error(output);
    for (const path of ['/', '/console', '/client.tgz', '/stitching.tgz', '/readyz'])
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 200]);
    expect(output.match(/demo key gg_demo_\w+:/g)).toHaveLength(5);
  }, 60_000);

  test('tells its version and its use, and refuses unknown arguments', async () => {
    const npx = (...args: string[]) => run('npx', args, project.path);
    expect(await npx('group-gateway', '--version')).toBe((await manifest('')).version);
    expect(await npx('group-gateway', '--help')).toMatch(/^Usage: group-gateway/);
    expect(await npx('group-gateway-admin', '--help')).toContain('organization');
    const { code } = await start(['npx', 'group-gateway', '--nope'], { cwd: project.path });
    expect(code).toBe(2);
  });
});
