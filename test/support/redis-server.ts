import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';

/** A Redis of a test's own, to be killed, started again and frozen. */
export class RedisServer {
  readonly #port: number;
  #process: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
  }

  /** Undefined on a machine that has none. */
  static async open(): Promise<RedisServer | undefined> {
    const server = new RedisServer(await freePort());
    return server.start().then(
      () => server,
      () => undefined,
    );
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const settings = ['--port', String(this.#port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.#process = spawn('redis-server', settings, { stdio: 'ignore', cwd: '/' });
    await once(this.#process, 'spawn');
    await eventually('Redis listens', () => this.#answers());
  }

  async kill(): Promise<void> {
    if (!this.#process || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }

  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  #answers(): Promise<boolean> {
    return new Promise((tell) => {
      const socket = connect(this.#port, '127.0.0.1');
      socket.on('connect', () => tell(true)).on('error', () => tell(false));
      socket.on('connect', () => socket.destroy());
    });
  }
}
