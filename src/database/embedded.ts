import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { account, type Binaries, binaries } from './embedded-binaries.ts';
import { EmbeddedDatabaseError } from './embedded-error.ts';
import { guestLock, ownerLock } from './embedded-locks.ts';
import { patiently, UnsettledDatabaseError } from './patience.ts';

const run = promisify(execFile);

/** An embedded PostgreSQL that this process uses alone. */
export interface EmbeddedDatabase {
  url: string;
  /** Stops the server, and with it every connection. */
  stop(): Promise<void>;
}

const databaseName = 'postgres';
/** The superuser's password, kept in the cluster's own folder, which only its account may read. */
const passwordFile = 'gateway-password';
const draftPrefix = 'creating-';

class Server {
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
    if (!(await this.isRunning())) return undefined;
    const pidFile = await readFile(join(this.#data, 'postmaster.pid'), 'utf8').catch(() => '');
    const port = pidFile.split('\n')[3];
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
      // biome-ignore format: one line an option
      await this.#run('initdb', '-D', join(draft, 'postgres'), '-U', 'postgres', '--auth=scram-sha-256',
        `--pwfile=${password}`, '--encoding=UTF8', '--locale=C', '--no-sync');
      await rename(password, join(draft, 'postgres', passwordFile));
      await rename(join(draft, 'postgres'), this.#data);
    } catch (error) {
      if (await this.#exists()) return; // another process was faster
      throw new EmbeddedDatabaseError(
        `The embedded PostgreSQL could not be created in DATA_DIR, ${this.#folder}: ${lastLine(error)}.${this.#hint()}`,
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
    // biome-ignore format: one line an option
    await this.#run('pg_ctl', 'start', '-D', this.#data, '-w', '-s', '-l', join(this.#data, 'server.log'),
      '-o', `-p ${await freePort()} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100`);
  }

  /** Not by `pg_ctl stop -w`: that would wait for the server, too, which another process may start in this one's place. */
  async stop(): Promise<void> {
    const pid = await this.#pid();
    if (!pid) return;
    await this.#run('pg_ctl', 'stop', '-D', this.#data, '-m', 'fast', '-W', '-s');
    const deadline = Date.now() + 60_000;
    while ((await this.#pid()) === pid) {
      if (Date.now() > deadline)
        throw new EmbeddedDatabaseError(`The embedded PostgreSQL in ${this.#folder} does not stop.`);
      await sleep(20);
    }
  }

  async #pid(): Promise<string | undefined> {
    const pidFile = await readFile(join(this.#data, 'postmaster.pid'), 'utf8').catch(() => '');
    return pidFile.split('\n')[0] || undefined;
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

function lastLine(error: unknown): string {
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

/**
 * Starts the embedded PostgreSQL of a folder, or takes over the one that a killed process left running, and
 * locks it for this process. The lock is the database's own (an advisory lock of a session that stays open),
 * so it ends with the process however that ends.
 *
 * @throws EmbeddedDatabaseError when another process uses the folder
 */
export async function openEmbeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const server = new Server(resolve(dataDir), await binaries());
  await server.create();
  return patiently(() => takeOver(server, dataDir));
}

async function takeOver(server: Server, dataDir: string): Promise<EmbeddedDatabase> {
  if (!(await server.isRunning())) {
    // Another process may win the race to start it: then the lock below tells.
    await server.start().catch(async (error) => {
      if (!(await server.isRunning()))
        throw new EmbeddedDatabaseError(`The embedded PostgreSQL in ${dataDir} does not start: ${lastLine(error)}`);
    });
  }
  const url = await server.address();
  if (!url) throw unsettled(`The embedded PostgreSQL in ${dataDir} is starting or stopping: try again.`);

  const owner = new Client({ connectionString: url, application_name: 'group-gateway owner' });
  owner.on('error', () => {}); // the pool notices a lost server, too, and tells
  try {
    await owner.connect();
    // Waits a little: the lock of a process that was just killed ends when the server notices, that of a command when
    // it is done.
    await owner.query("SET lock_timeout = '3s'");
    await owner.query('SELECT pg_advisory_lock($1)', [ownerLock]);
  } catch (error) {
    await owner.end().catch(() => {});
    if ((error as { code?: string }).code === '55P03')
      throw new EmbeddedDatabaseError(
        `Another process uses the database in ${dataDir}: stop it, or give this one a DATA_DIR of its own.`,
      );
    throw unsettled(`The embedded PostgreSQL in ${dataDir} does not answer: ${lastLine(error)}`);
  }
  await server.removeDrafts();
  return {
    url,
    async stop() {
      await owner.query('SELECT pg_advisory_lock($1)', [guestLock]).catch(() => {}); // one that hangs is not waited for
      await server.stop();
      await owner.end().catch(() => {});
    },
  };
}

function unsettled(message: string): UnsettledDatabaseError {
  return new UnsettledDatabaseError(message, { cause: new EmbeddedDatabaseError(message) });
}

/** The address of the embedded database that a running service uses, for commands that work beside it. */
export async function runningEmbeddedDatabase(dataDir: string): Promise<string | undefined> {
  return new Server(resolve(dataDir), await binaries()).address();
}
