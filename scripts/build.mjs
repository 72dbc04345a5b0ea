#!/usr/bin/env node
// Generates the database client into src/generated, compiles src to dist and client/src to client/dist, and builds the
// web pages into dist/web, each only as far as something changed, so that this may run before every start. Standard
// output stays empty: it belongs to the command that comes after. With --service-only it leaves out the client and the
// pages, which are made from what the service emits.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPages } from './build-pages.mjs';
import { filesIn } from './files-in.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { resolve } = createRequire(import.meta.url);

const client = join('src', 'generated', 'prisma');
const stamp = join('src', 'generated', 'prisma.stamp');
const pages = join('dist', 'web', sep);

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
  const outputs = filesIn(to).filter((file) => compiled.test(file) && !file.startsWith(pages));
  for (const output of outputs) if (!existsSync(source(output))) rmSync(output);
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

const all = !process.argv.includes('--service-only');
generateClient();
// The console uses the client package as it is built; the service is compiled beside the pages.
if (all) compile('client/tsconfig.json', join('client', 'src'), join('client', 'dist'));
const pagesBuilt = all ? buildPages() : undefined;
compile('tsconfig.json', 'src', 'dist');
await pagesBuilt;
