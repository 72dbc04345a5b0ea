#!/usr/bin/env node
// Generates the database client into src/generated, compiles src to dist and client/src to client/dist, each only as far
// as something changed, so that this may run before every start. Standard output stays empty: it belongs to the command
// that comes after. With --service-only the client is left out, which is compiled from what the service emits.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { resolve } = createRequire(import.meta.url);

const client = join('src', 'generated', 'prisma');
const stamp = join('src', 'generated', 'prisma.stamp');

/** The files below a folder, in a fixed order; none when there is no such folder. */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What the client was made from and what it looks like: a change of either asks for a new one. */
function clientFingerprint() {
  const hash = createHash('sha256');
  for (const file of [resolve('prisma/package.json'), 'prisma.config.ts', 'prisma/schema.prisma', ...filesIn(client)])
    hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function fail(what, { status, error }) {
  console.error(`${what} failed${error ? `: ${error.message}` : ''}`);
  process.exit(status || 1);
}

function generateClient() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === clientFingerprint()) return;
  rmSync(client, { recursive: true, force: true });
  const done = spawnSync(process.execPath, [resolve('prisma/build/index.js'), 'generate', '--no-hints'], {
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout}${done.stderr}`);
    fail('Generating the database client', done);
  }
  writeFileSync(stamp, clientFingerprint());
}

/** Removes what was compiled from files that are gone, and the compiler's memory where it no longer fits its output. */
function tidy(from, to) {
  const compiled = /\.(js(\.map)?|d\.ts)$/;
  const source = (output) => join(from, output.slice(to.length + 1).replace(compiled, '.ts'));
  for (const output of filesIn(to)) if (compiled.test(output) && !existsSync(source(output))) rmSync(output);
  const output = (file) => join(to, file.slice(from.length + 1).replace(/\.ts$/, '.js'));
  if (filesIn(from).some((file) => file.endsWith('.ts') && !existsSync(output(file))))
    rmSync(join(to, '.tsbuildinfo'), { force: true });
}

function compile(project, from, to) {
  tidy(from, to);
  const tsc = join(dirname(resolve('typescript/package.json')), 'bin', 'tsc');
  const done = spawnSync(process.execPath, [tsc, '--project', project], { stdio: ['ignore', 2, 2] });
  if (done.status !== 0) fail(`Compiling ${from}`, done);
}

generateClient();
compile('tsconfig.json', 'src', 'dist');
if (!process.argv.includes('--service-only'))
  compile('client/tsconfig.json', join('client', 'src'), join('client', 'dist'));
