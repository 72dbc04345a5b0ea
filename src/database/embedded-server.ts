import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { account, type Binaries } from './embedded-binaries.ts';
import { EmbeddedDatabaseError } from './embedded-error.ts';
import { isDiskFull } from './full-disk.ts';

const run = promisify(execFile);

const databaseName = 'postgres';
/** The superuser's password, kept in the cluster's own folder, which only its account may read. */
const passwordFile = 'gateway-password';
const draftPrefix = 'creating-';

/** The PostgreSQL server of a folder. */
export class EmbeddedServer {
  readonly #folder: string;
  readonly #data: string;
  readonly #account = account();
  readonly #binaries: Binaries;

  constructor(folder: string, found: Binaries) {
    this.#folder = folder;
    this.#data = join(folder, 'postgres');
    this.#binaries = found;
  }

  /** Whether a server runs. It may be one that outlived a process that was killed. */
  isRunning(): Promise<boolean> {
    return this.#run('pg_ctl', 'status', '-D', this.#data).then(
      () => true,
      () => false,
    );
  }

  /** The running server's address, or undefined when none runs that has come as far as having one. */
  async address(): Promise<string | undefined> {
    const port = (await this.isRunning()) && (await this.#pidFile())[3];
    if (!port) return undefined;
    const password = await readFile(join(this.#data, passwordFile), 'utf8');
    return `postgresql://postgres:${password}@127.0.0.1:${port}/${databaseName}`;
  }

  /** Creates the cluster beside its place and moves it there whole, so that an interrupted creation leaves nothing behind. */
  async create(): Promise<void> {
    if (await this.#exists()) return;
    let draft: string | undefined;
    try {
      await mkdir(this.#folder, { recursive: true });
      draft = await mkdtemp(join(this.#folder, draftPrefix));
      const password = join(draft, passwordFile);
      await writeFile(password, randomBytes(18).toString('base64url'), { mode: 0o600 });
      await this.#own(this.#folder, draft, password);
      await this.#run(
        'initdb',
        `--pgdata=${join(draft, 'postgres')}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${password}`,
        '--encoding=UTF8',
        '--locale=C',
      );
      await rename(password, join(draft, 'postgres', passwordFile));
      await rename(join(draft, 'postgres'), this.#data);
    } catch (error) {
      if (await this.#exists()) return; // another process was faster
      const isFull = await isDiskFull(this.#folder, error).catch(() => false); // there may be no folder
      const reason = isFull ? 'its disk is full' : `${lastLine(error)}.${this.#hint()}`;
      throw new EmbeddedDatabaseError(
        `The embedded PostgreSQL could not be created in DATA_DIR, ${this.#folder}: ${reason}`,
      );
    } finally {
      if (draft) await rm(draft, { recursive: true, force: true });
    }
  }

  /** Removes what interrupted creations left; whoever still works on one finds the cluster created. */
  async removeDrafts(): Promise<void> {
    for (const name of await readdir(this.#folder))
      if (name.startsWith(draftPrefix))
        await rm(join(this.#folder, name), { recursive: true, force: true }).catch(() => {});
  }

  async start(): Promise<void> {
    const settings = `-p ${await freePort()} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100`;
    const log = join(this.#data, 'server.log');
    await this.#run(
      'pg_ctl',
      'start',
      '--wait',
      '--silent',
      `--pgdata=${this.#data}`,
      `--log=${log}`,
      `--options=${settings}`,
    );
  }

  /** Not by `pg_ctl stop -w`: that would wait for the server, too, which another process may start in this one's place. */
  async stop(): Promise<void> {
    const [pid] = await this.#pidFile();
    if (!pid) return;
    await this.#run('pg_ctl', 'stop', '-D', this.#data, '-m', 'fast', '-W', '-s');
    const deadline = performance.now() + 60_000;
    while ((await this.#pidFile())[0] === pid) {
      if (performance.now() > deadline)
        throw new EmbeddedDatabaseError(`The embedded PostgreSQL in ${this.#folder} does not stop.`);
      await setTimeout(20);
    }
  }

  /** The lines of the file that a server keeps while it lives: process id, folder, start time, port … */
  async #pidFile(): Promise<string[]> {
    return (await readFile(join(this.#data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  }

  #exists(): Promise<boolean> {
    return access(join(this.#data, 'PG_VERSION')).then(
      () => true,
      () => false,
    );
  }

  #hint(): string {
    return this.#account.uid === undefined
      ? ''
      : ' PostgreSQL does not run as root, so it runs as "nobody", who must be able to reach this folder and node_modules. Run the service as another user, or set DATABASE_URL.';
  }

  async #own(...paths: string[]): Promise<void> {
    const { uid, gid } = this.#account;
    if (uid !== undefined && gid !== undefined) await Promise.all(paths.map((path) => chown(path, uid, gid)));
  }

  /** `cwd` is a folder that the account may enter; the output goes nowhere, as the server would keep the pipe open. */
  #run(command: keyof Binaries, ...args: string[]) {
    return run(this.#binaries[command], args, {
      ...this.#account,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
  }
}

/** The reason, at the end of what a program or PostgreSQL says. */
export function lastLine(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  return (stderr || message).trim().split('\n').at(-1) ?? '';
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}
