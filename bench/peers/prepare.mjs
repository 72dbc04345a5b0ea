#!/usr/bin/env node
// Installs the peers into this folder, where they are not yet, and generates what Yoga runs on.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const made = ['package-lock.json', 'generate.mjs', '../../prisma/schema.prisma'];
const state = made.map((file) => readFileSync(here(file), 'utf8')).join('\0');
const stamp = here('node_modules/.prepared');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== state) {
  console.log('Installing the peers, which takes a minute the first time');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here('.'),
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
  generate();
  writeFileSync(stamp, state);
}
