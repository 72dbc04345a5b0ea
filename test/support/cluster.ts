import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type Account, accountFor, giveTo, runAs } from '../../src/database/embedded/account.ts';
import { type Binaries, binaries } from '../../src/database/embedded/binaries.ts';
import { freePort } from './free-port.ts';
import { hostileSettings } from './postgres.ts';

const run = promisify(execFile);

/** A PostgreSQL server of a test's own, to be stopped, killed, started again and replicated. */
export class Cluster {
  readonly port: number;
  readonly #folder: string;
  readonly #settings: string[];

  readonly #account: Account;
  readonly #binaries: Binaries;

  private constructor(folder: string, port: number, settings: string[], account: Account, found: Binaries) {
    this.#folder = folder;
    this.port = port;
    this.#settings = settings;
    this.#account = account;
    this.#binaries = found;
  }

  /** @param parent where its folder is, for one that is to be on a disk of its own */
  static async create(settings: string[] = [], parent = tmpdir()): Promise<Cluster> {
    const cluster = await Cluster.#place(settings, parent);
    await cluster.#run('initdb', [
      '-D',
      cluster.#data,
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
    ]);
    await cluster.start();
    return cluster;
  }

  static async #place(settings: string[], parent = tmpdir()): Promise<Cluster> {
    const folder = await mkdtemp(join(parent, 'group-gateway-cluster-'));
    const found = await binaries();
    const account = await accountFor(folder, join(folder, 'data'), found.initdb);
    await giveTo(account, folder);
    return new Cluster(folder, await freePort(), settings, account, found);
  }

  #run(command: keyof Binaries, args: string[]) {
    return runAs(this.#account, this.#binaries[command], args);
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  /** Beside its folder, which may be on a disk that is full. */
  get #log(): string {
    return join(tmpdir(), `${basename(this.#folder)}.log`);
  }

  get url(): string {
    return `postgresql://postgres@127.0.0.1:${this.port}/postgres`;
  }

  /** What the server has logged. */
  log(): Promise<string> {
    return readFile(this.#log, 'utf8');
  }

  async isRunning(): Promise<boolean> {
    return this.#run('pg_ctl', ['status', '-D', this.#data]).then(
      () => true,
      () => false,
    );
  }

  async start(): Promise<void> {
    const settings = [
      `port=${this.port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
      ...Object.entries(hostileSettings).map(([name, value]) => `${name}='${value}'`),
      ...this.#settings,
    ];
    const options = settings.map((setting) => `-c ${setting}`).join(' ');
    // biome-ignore format: one line an option
    await this.#run('pg_ctl', ['start', '-D', this.#data, '-w', '-s', '-l', this.#log, '-o', options]);
  }

  /** `immediate` is like a crash: nothing is written any more, and the next start recovers. */
  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    await this.#run('pg_ctl', ['stop', '-D', this.#data, '-m', mode, '-w', '-s']);
  }

  /** Makes a streaming replica by hand, as the packages have no pg_basebackup: files copied during a backup. */
  async replicate(): Promise<Cluster> {
    const replica = await Cluster.#place(this.#settings);
    const backup = new Client({ connectionString: this.url });
    await backup.connect();
    await backup.query("SELECT pg_backup_start('replica', true)");
    await run('cp', ['-a', this.#data, replica.#data]);
    const { rows } = await backup.query('SELECT labelfile FROM pg_backup_stop(false)');
    await backup.end();
    await rm(join(replica.#data, 'postmaster.pid'), { force: true });
    for (const [name, content] of [
      ['backup_label', rows[0].labelfile],
      ['standby.signal', ''],
      ['postgresql.auto.conf', `primary_conninfo = 'host=127.0.0.1 port=${this.port} user=postgres'\n`],
    ]) {
      await writeFile(join(replica.#data, name), content);
      await giveTo(replica.#account, join(replica.#data, name));
    }
    await replica.start();
    return replica;
  }

  async remove(): Promise<void> {
    await this.stop('immediate').catch(() => {}); // it may be stopped
    await rm(this.#folder, { recursive: true, force: true });
    await rm(this.#log, { force: true });
  }
}
