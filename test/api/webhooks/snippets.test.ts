import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { Site } from './site.ts';

/** How the receivers of the guide are run, where their language is installed. */
const languages = [
  { name: 'js', file: 'receiver.mjs', run: [process.execPath], version: [process.execPath, '--version'] },
  { name: 'python', file: 'receiver.py', run: ['python3'], version: ['python3', '--version'] },
  { name: 'go', file: 'receiver.go', run: ['go', 'run'], version: ['go', 'version'] },
];

let site: Site;
let folder: string;
let receiver: ChildProcess | undefined;

beforeAll(async () => {
  // Within the repository, so that packages are found.
  folder = await mkdtemp(join(process.cwd(), 'node_modules', '.webhook-receiver-'));
  site = await Site.open();
}, 60_000);
afterEach(async () => {
  if (!receiver?.pid || receiver.exitCode !== null) return;
  const ended = once(receiver, 'exit');
  process.kill(-receiver.pid, 'SIGKILL'); // what `go run` starts is a process of its own
  await ended;
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await site.close();
});

const isThere = ([command = '', ...args]: string[]) => spawnSync(command, args).status === 0;

const listens = (port: number) =>
  new Promise<boolean>((answer) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      answer(true);
    }).on('error', () => answer(false));
  });

for (const { name, file, run, version } of languages)
  (isThere(version) ? test : test.skip)(
    `the receiver of the guide in ${name} takes a signed delivery, and no other`,
    async () => {
      const guide = await readFile('docs/webhooks.md', 'utf8');
      const [, code = ''] = new RegExp(`\`\`\`${name}\n(.*?)\`\`\``, 's').exec(guide) ?? [];
      const port = await freePort();
      const path = join(folder, file);
      await writeFile(path, code.replace('8080', String(port)));

      const organization = await site.organization();
      const url = `http://127.0.0.1:${port}/group-gateway`;
      const { id, secret } = await site.endpoint(organization, url);
      const [command = '', ...args] = run;
      receiver = spawn(command, [...args, path], {
        env: { ...process.env, SIGNING_SECRET: secret, GOCACHE: join(tmpdir(), 'group-gateway-go-cache') },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      let printed = '';
      receiver.stdout?.on('data', (text) => (printed += text));
      receiver.stderr?.on('data', (text) => (printed += text));
      await eventually('the receiver listens', () => listens(port), 60_000);

      await site.rename(organization, await organization.addGroup({ name: 'Before' }), 'After');
      const delivered = async () => (await site.deliveries(organization, id))[0]?.status === 'DELIVERED';
      await eventually('it is delivered', delivered);
      const [delivery] = await site.deliveries(organization, id);
      await eventually('it is printed', () => printed.includes(delivery?.id as string));

      const now = String(Math.floor(Date.now() / 1000));
      for (const signature of ['v1,AAAA', ''])
        for (const timestamp of [now, '1', 'x']) {
          const headers = {
            'webhook-id': 'forged',
            'webhook-timestamp': timestamp,
            'webhook-signature': signature,
          };
          expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(400);
        }
      expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(400);
      expect(printed).not.toContain('forged');
    },
    120_000,
  );
