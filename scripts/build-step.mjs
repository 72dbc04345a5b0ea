import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** Something cannot be built; the message says what, why, and what to do. */
export class BuildError extends Error {}

/**
 * The folder of an installed package that builds something. Two have names of their own in package.json: @prisma/client has
 * `prisma` and `typescript` as optional peers, so npm would take them into production under these names, with 125 more.
 */
export function toolFolder(name, what) {
  try {
    return dirname(resolve(`${name}/package.json`));
  } catch {
    throw new BuildError(`Cannot build ${what}: ${name} is not installed. Run "npm ci --include=dev".`);
  }
}

/** Runs a tool in a process of its own, its output on standard error. */
export async function runTool(script, args, what, env = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
  });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new BuildError(`Building ${what} failed.`);
}

function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const file of sources) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/**
 * Makes an output if it is missing, or if its sources have changed since. The stamp comes last, so that the next build
 * repeats one that was interrupted.
 */
export async function buildIfStale({ what, name, output, sources, make }) {
  const stamp = join('dist', `${name}.stamp`);
  const wanted = fingerprint(sources);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  try {
    rmSync(stamp, { force: true });
    mkdirSync(dirname(stamp), { recursive: true });
    await make();
    writeFileSync(stamp, wanted);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
    throw new BuildError(
      `Cannot build ${what}: ${output} is missing or older than its sources, and ${error.path} cannot be written. Run "npm run build" as a user who can.`,
    );
  }
}
