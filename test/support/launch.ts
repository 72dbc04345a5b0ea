import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Options {
  cwd: string;
  env?: Record<string, string>;
  uid?: number;
}

export interface Outcome {
  /** Where it serves, or undefined if it ended instead. */
  url: string | undefined;
  code: number | null;
  output: string;
}

const running: ChildProcess[] = [];

/** Runs a program as users do, with nothing of the environment of the tests. */
export function launch([command = '', ...args]: string[], { cwd, env = {}, uid }: Options): ChildProcess {
  const child = spawn(command, args, {
    cwd,
    // No variable of the test run's own: npm hands its own down, and CI the addresses of servers.
    env: { PATH: process.env.PATH, HOME: uid ? cwd : process.env.HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // so that what it started ends with it
    ...(uid !== undefined && { uid, gid: uid }),
  });
  running.push(child);
  return child;
}

/** Starts the service and waits until it is ready, or until it ends by itself. */
export async function start(command: string[], options: Options): Promise<Outcome> {
  const child = launch(command, options);
  let output = '';
  return new Promise((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        output += chunk;
        const url = /ready: GraphQL at (\S+)\/graphql/.exec(output)?.[1];
        if (url) done({ url, code: null, output });
      });
    child.once('close', (code) => done({ url: undefined, code, output }));
  });
}

/** Ends what a test started, as a terminal does, and waits until it has let go of its folders. */
export async function stopAll(): Promise<void> {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'close');
    process.kill(-(child.pid as number), 'SIGINT');
    await ended;
  }
}
