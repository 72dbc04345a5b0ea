// Builds the explorer and the console from web into dist/web. The console uses the client package as it is built.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { buildPackages } from './build-packages.mjs';
import { buildIfStale, runTool, toolFolder } from './build-step.mjs';
import { filesIn } from './files-in.mjs';

const what = 'the explorer and the console';
const output = join('dist', 'web');
const config = join('web', 'vite.config.ts');

/** Once, so that no request waits for it; browsers ask for Brotli on https and on localhost, for gzip elsewhere. */
async function compress(file) {
  const bytes = await readFile(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await Promise.all([
    promisify(brotliCompress)(bytes, { params }).then((packed) => writeFile(`${file}.br`, packed)),
    promisify(gzip)(bytes, { level: 9 }).then((packed) => writeFile(`${file}.gz`, packed)),
  ]);
}

export async function buildPages() {
  await buildIfStale({
    what,
    name: 'web',
    output,
    // The lockfile stands for the packages.
    sources: [
      ...filesIn('web'),
      ...filesIn(join('client', 'src')),
      ...['tsconfig.json', 'package-lock.json', join('scripts', 'build-pages.mjs')].filter((file) => existsSync(file)),
    ],
    async make() {
      const vite = join(toolFolder('vite', what), 'bin', 'vite.js');
      await buildPackages();
      console.error('Building the web pages, which takes some seconds the first time and after they changed …');
      await runTool(vite, ['build', '--config', config, '--logLevel', 'warn'], what);
      await Promise.all(
        filesIn(output)
          .filter((file) => /\.(css|html|js|svg|ttf)$/.test(file))
          .map(compress),
      );
    },
  });
}
