#!/usr/bin/env node
// Builds the service, the packages client and stitching, and the web pages, each only if it is missing or older than its
// sources, so that this can run before every start. Standard output stays empty: it belongs to the command that comes
// after.
//   --service-only  leaves out the packages and the pages, which are made from what the service emits
//   --if-possible   says in a line what it cannot build, and succeeds: after an install without the tools for it
import { fileURLToPath } from 'node:url';
import { buildPackages } from './build-packages.mjs';
import { buildPages } from './build-pages.mjs';
import { buildService } from './build-service.mjs';
import { BuildError } from './build-step.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const buildPagesAndPackages = () => buildPages().then(buildPackages); // pages that are stale need the client first
const steps = process.argv.includes('--service-only') ? [buildService] : [buildService, buildPagesAndPackages];

for (const { reason } of await Promise.allSettled(steps.map((step) => step()))) {
  if (!reason) continue;
  if (!(reason instanceof BuildError)) throw reason;
  console.error(reason.message);
  if (!process.argv.includes('--if-possible')) process.exitCode = 1;
}
if (process.exitCode) process.exit();
