#!/usr/bin/env node
// Watch mode: builds, runs the service, and does both again when a source changed. A service that runs goes on while the
// new source does not compile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** Editors save in several steps: a change counts when it has been quiet for so long. */
const quietMs = 100;

// A terminal sends Ctrl-C to all processes of its group, and a second signal tells the service to give up at once: so it
// gets a group of its own. Windows would open a window for that; there the service hears Ctrl-C itself.
const ownGroup = process.platform !== 'win32';

let service;
let working = false;
let changed = true;
let stopping = false;

async function build() {
  const [status] = await once(spawn(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' }), 'exit');
  return status === 0;
}

function startService() {
  const args = ['--enable-source-maps', 'dist/main.js'];
  service = spawn(process.execPath, args, { stdio: 'inherit', detached: ownGroup });
}

async function stopService(heardIt = false) {
  if (!service || service.exitCode !== null || service.signalCode !== null) return;
  const gone = once(service, 'exit');
  if (!heardIt) service.kill('SIGTERM');
  await gone;
}

async function work() {
  if (working) return;
  working = true;
  while (changed && !stopping) {
    changed = false;
    if (!(await build()) || changed) continue;
    await stopService();
    if (!stopping) startService();
  }
  working = false;
}

let timer;
for (const folder of ['src', 'prisma', 'web', 'client', 'stitching'])
  watch(folder, { recursive: true }, (_, file) => {
    const built = [join('src', 'generated'), join('client', 'dist'), join('stitching', 'dist')];
    if (file && built.some((path) => join(folder, file).startsWith(path))) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed = true;
      void work();
    }, quietMs);
  });

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await stopService(signal === 'SIGINT' && !ownGroup);
    process.exit(0);
  });

await work();
