#!/usr/bin/env node
// `npm test`: runs Jest. Without a path it leaves out what takes long or needs other programs: `.ci/run` runs all of it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const slow = [
  'test/billing/',
  'test/browser/',
  'test/cli/',
  'test/cross-cutting/(attacks/fuzz|crash|execution/differential|limits|races)/',
  'test/deploy/',
  'test/moving/',
  'test/packages/installs/',
  'test/service/',
];

const root = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.slice(2);
const isNamed = given.some((argument) => !argument.startsWith('-'));
const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const args = [...options, ...given, ...(isNamed ? [] : ['--maxWorkers=100%', '--testPathIgnorePatterns', ...slow])];
spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1));
