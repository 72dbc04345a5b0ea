#!/usr/bin/env node
// `npm start`: runs the service in this process, built first if that is needed. What is not needed to be ready, the web
// pages, is built beside it.
import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildService } from './build-service.mjs';
import { BuildError } from './build-step.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
try {
  await buildService();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`group-gateway: ${error.message}`);
  process.exit(1);
}
await import('../dist/main.js'); // is over when the service is ready

const build = fileURLToPath(new URL('build.mjs', import.meta.url));
const ownGroup = process.platform !== 'win32'; // so that the build's own processes end with it
const child = spawn(process.execPath, [build, '--if-possible'], { stdio: ['ignore', 2, 2], detached: ownGroup });
child.once('spawn', () => setPriority(child.pid, 10)); // the service comes first
const endBuild = () => {
  if (child.exitCode === null) ownGroup ? process.kill(-child.pid) : child.kill();
};
process.once('exit', endBuild);
