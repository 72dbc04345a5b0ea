import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { send } from './graphql.ts';
import { databaseUrl } from './organization.ts';

export interface CommandRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a command of `dist` with nothing but the given environment, as an operator would.
 *
 * @param onError told of what it writes to standard error, as it comes, with the process
 */
export async function runCommand(
  script: string,
  args: string[],
  env: Record<string, string>,
  onError: (chunk: string, child: ChildProcess) => void = () => {},
): Promise<CommandRun> {
  const child = spawn(process.execPath, [`dist/cli/${script}.js`, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const run = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      run[stream] += chunk;
      if (stream === 'stderr') onError(chunk, child);
    });
  const [code] = await once(child, 'close');
  return { code, ...run };
}

/** Runs `npm run admin -- …` on the database of the service that all tests share. */
export function admin(...args: string[]): Promise<CommandRun> {
  return runCommand('admin', args, { DATABASE_URL: databaseUrl() });
}

/** The document that a command prints for scripts; the command must succeed and print nothing else. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into documents of every shape
export function documentOf({ code, stdout, stderr }: CommandRun): any {
  if (code !== 0 || stderr !== '') throw new Error(`The command ended with code ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function adminDocument(...args: string[]): Promise<any> {
  return documentOf(await admin(...args, '--json'));
}

/** Whether the service takes a key. */
export async function accepts(key: string, url?: string): Promise<boolean> {
  const { status } = await send(key, '{ viewer { apiKey { id } } }', {}, url ? { url } : {});
  return status === 200;
}
