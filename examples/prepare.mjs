#!/usr/bin/env node
// Installs what the examples need into this folder, where it is not yet, and the package `group-gateway` as
// `npm install group-gateway` would: the built client, without the service.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
const stamp = join(here, 'node_modules', '.installed-lock');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], here);
  writeFileSync(stamp, lock);
}

run(process.execPath, [join(root, 'scripts', 'build.mjs')], root);
const installed = join(here, 'node_modules', 'group-gateway');
rmSync(installed, { recursive: true, force: true });
cpSync(join(root, 'package.json'), join(installed, 'package.json'));
cpSync(join(root, 'client', 'dist'), join(installed, 'client', 'dist'), { recursive: true });
