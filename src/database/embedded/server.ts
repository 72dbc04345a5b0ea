import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Account, accountFor, giveTo, runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
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
  readonly #binaries: Binaries;
  #account: Promise<Account> | undefined;

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
      await this.#refuseObstacle();
      await mkdir(this.#folder, { recursive: true });
      draft = await mkdtemp(join(this.#folder, draftPrefix));
      const password = join(draft, passwordFile);
      await writeFile(password, randomBytes(18).toString('base64url'), { mode: 0o600 });
      await giveTo(await this.#accountOnce(), this.#folder, draft, password);
      await this.#run(
        'initdb',
        `--pgdata=${join(draft, 'postgres')}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${password}`,
        '--encoding=UTF8',
        '--locale=C',
        ...(await dynamicSharedMemory()).map((setting) => `--set=${setting}`),
      );
      await rename(password, join(draft, 'postgres', passwordFile));
      await rename(join(draft, 'postgres'), this.#data);
    } catch (error) {
      if (await this.#exists()) return; // another process was faster
      if (error instanceof EmbeddedDatabaseError) throw error;
      const isFull = await isDiskFull(this.#folder, error).catch(() => false); // there may be no folder
      throw new EmbeddedDatabaseError(
        `The embedded PostgreSQL could not be created in DATA_DIR, ${this.#folder}: ${isFull ? 'its disk is full' : lastLine(error)}${remedy(error)}`,
      );
    } finally {
      if (draft) await rm(draft, { recursive: true, force: true });
    }
  }

  /** Removes what interrupted creations left. A process that still works on one finds the cluster created. */
  async removeDrafts(): Promise<void> {
    for (const name of await readdir(this.#folder))
      if (name.startsWith(draftPrefix))
        await rm(join(this.#folder, name), { recursive: true, force: true }).catch(() => {});
  }

  /** @throws an error whose `stderr` is what the server wrote into its log, if it did not start */
  async start(): Promise<void> {
    await this.#refuseObstacle();
    const settings = [
      `port=${await freePort()}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=100',
      ...(await dynamicSharedMemory()),
    ];
    const log = join(this.#data, 'server.log');
    const written = await stat(log).then(
      ({ size }) => size,
      () => 0,
    );
    await this.#run(
      'pg_ctl',
      'start',
      '--wait',
      '--silent',
      `--pgdata=${this.#data}`,
      `--log=${log}`,
      `--options=${settings.map((setting) => `-c ${setting}`).join(' ')}`,
    ).catch(async (error) => {
      const logged = (await readFile(log).catch(() => Buffer.alloc(0))).subarray(written).toString();
      throw logged ? Object.assign(error, { stderr: logged }) : error;
    });
  }

  /** @throws EmbeddedDatabaseError where the server is of another major version than the one that made the cluster */
  async refuseOtherVersion(): Promise<void> {
    const made = (await readFile(join(this.#data, 'PG_VERSION'), 'utf8')).trim();
    const { stdout } = await run(this.#binaries.pg_ctl, ['--version']);
    const version = /(\d+)\.\d+\D*$/.exec(stdout)?.[1];
    if (made !== version)
      throw new EmbeddedDatabaseError(
        `The database in DATA_DIR, ${this.#folder}, was made by PostgreSQL ${made}. This is PostgreSQL ${version}, which cannot read it. Start the version of group-gateway that made the database, dump it with pg_dump, and load the dump here into an empty DATA_DIR. Nothing was changed.`,
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

  #accountOnce(): Promise<Account> {
    this.#account ??= accountFor(this.#folder, this.#data, this.#binaries.initdb);
    return this.#account;
  }

  async #refuseObstacle(): Promise<void> {
    const { obstacle } = await this.#accountOnce();
    if (obstacle) throw new EmbeddedDatabaseError(obstacle);
  }

  async #run(command: keyof Binaries, ...args: string[]) {
    return runAs(await this.#accountOnce(), this.#binaries[command], args);
  }
}

/** What Docker gives a container; parallel queries fail with less. */
const enoughSharedMemory = 64 * 2 ** 20;

/** Where /dev/shm is small, or is not there or closed, files in the cluster's folder serve for it. */
async function dynamicSharedMemory(): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const shm = '/dev/shm';
  try {
    const { blocks, bsize } = await statfs(shm);
    await access(shm, constants.W_OK);
    return blocks * bsize < enoughSharedMemory ? ['dynamic_shared_memory_type=mmap'] : [];
  } catch {
    return ['dynamic_shared_memory_type=mmap'];
  }
}

/** What to do about a folder that cannot be written. */
function remedy(error: unknown): string {
  const closed = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(String((error as { code?: string }).code));
  return closed ? '. Set DATA_DIR to a folder that the service may write.' : '';
}

/** The reason: the last that PostgreSQL gave up for, or else the end of what a program says. */
export function lastLine(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  const lines = (stderr || message).trim().split('\n');
  const given = lines.findLast((line) => /(FATAL|PANIC): /.test(line))?.replace(/^.*?(FATAL|PANIC): +/, '');
  return given ?? lines.at(-1) ?? '';
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}
