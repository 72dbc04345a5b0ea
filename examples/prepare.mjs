#!/usr/bin/env node
// Installs into this folder what the examples need and the package @group-gateway/stitching, from the tarball that the
// service hands out; nothing where both are installed already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

const npm = (...args) => run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'], here);

run(process.execPath, [join(root, 'scripts', 'build.mjs')], root);
const tarball = join('..', 'dist', 'packages', 'stitching.tgz');
const hash = createHash('sha256');
for (const file of ['package-lock.json', tarball]) hash.update(readFileSync(join(here, file)));
const wanted = hash.digest('hex');
const stamp = join(here, 'node_modules', '.installed');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  npm('ci');
  // package.json has it as an optional peer, which npm would leave out.
  npm('install', '--no-save', '--save-prod', tarball);
  writeFileSync(stamp, wanted);
}
