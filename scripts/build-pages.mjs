// Builds the explorer and the console from web into dist/web, when something that they are made from has changed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { filesIn } from './files-in.mjs';

const { resolve } = createRequire(import.meta.url);

const output = join('dist', 'web');
const stamp = join('dist', 'web.stamp');
const config = join('web', 'vite.config.ts');

/** What the pages are made from; the lockfile stands for the packages. */
function fingerprint() {
  const hash = createHash('sha256');
  const sources = [...filesIn('web'), ...filesIn(join('client', 'src')), 'tsconfig.json', 'package-lock.json'];
  for (const file of [...sources, join('scripts', 'build-pages.mjs')])
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Once, so that no request waits for it; browsers ask for Brotli on https and on localhost, for gzip elsewhere. */
async function compress(file) {
  const bytes = await readFile(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await Promise.all([
    promisify(brotliCompress)(bytes, { params }).then((packed) => writeFile(`${file}.br`, packed)),
    promisify(gzip)(bytes, { level: 9 }).then((packed) => writeFile(`${file}.gz`, packed)),
  ]);
}

/** In a process of its own: Vite takes a gigabyte, and turns NODE_ENV to production. */
async function runVite() {
  const vite = join(dirname(resolve('vite/package.json')), 'bin', 'vite.js');
  const args = [vite, 'build', '--config', config, '--logLevel', 'warn'];
  const [status] = await once(spawn(process.execPath, args, { stdio: ['ignore', 2, 2] }), 'exit');
  if (status === 0) return;
  console.error('Building the web pages failed');
  process.exit(status || 1);
}

export async function buildPages() {
  const wanted = fingerprint();
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Building the web pages, which takes some seconds the first time and after they changed …');
  // A build that is cut off leaves no stamp, so the next one does it all.
  rmSync(stamp, { force: true });
  await runVite();
  await Promise.all(
    filesIn(output)
      .filter((file) => /\.(css|html|js|svg|ttf)$/.test(file))
      .map(compress),
  );
  writeFileSync(stamp, wanted);
}
