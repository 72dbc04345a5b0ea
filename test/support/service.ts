import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The service as its own process, as users run it. */
export interface ServiceProcess {
  /** e.g. `http://localhost:34567`, without a slash at the end. */
  url: string;
  process: ChildProcess;
  /** What it wrote so far, both streams. */
  output(): string;
  /** Sends SIGTERM and waits for the end; the exit code. */
  stop(): Promise<number | null>;
  /** Kills it without a chance to clean up. */
  kill(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** For tests that send requests by the hundred, also on a busy machine: overload has tests of its own. */
export const roomForRaces = { MAX_CONCURRENT_REQUESTS: '200' };

/** Runs `node dist/main.js` with nothing but the given environment, its log to a pipe or a file; does not wait for anything. */
export function spawnService(env: Record<string, string>, log: 'pipe' | number = 'pipe'): ChildProcess {
  return spawn(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', log, 'pipe'],
  });
}

/** Runs the service until it ends by itself, as one that cannot start does. */
export async function runService(
  env: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawnService(env);
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.on('data', (chunk) => {
      written[stream] += chunk;
    });
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const [code] = await once(child, 'close');
  clearTimeout(tooLong);
  return { code, ...written };
}

/** Starts the service and waits until it says that it is ready, which it does at log level info and below. */
export async function startService(env: Record<string, string>): Promise<ServiceProcess> {
  const child = spawnService(env);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    let ready = false;
    const listen = (chunk: Buffer) => {
      output += chunk;
      if (ready) return; // looking through what is written later would take the longer the longer it runs
      const found = /ready: GraphQL at (\S+)\/graphql/.exec(output);
      ready = found !== null;
      if (found) resolve(found[1] as string);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`The service ended with code ${code}:\n${output}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  };
  return {
    url,
    process: child,
    output: () => output,
    stop: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL');
    },
  };
}
