#!/usr/bin/env node
// After `npm install`: adds to package-lock.json the builds for other platforms that npm left out. It leaves out those
// that its registry does not have, and mirrors have only some; `npm ci` then refuses the lock file, on every platform.
// The versions are the exact ones that the parent packages name. A checksum nobody here has seen cannot be added: where
// a registry has the build, `npm install` adds it.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const systems = new Set(['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32']);
const libraries = { gnu: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** The platform in a name like `@scope/name-linux-x64-gnu`, or undefined in any other name. */
function platformOf(name) {
  const parts = name.split('-');
  const at = parts.findIndex((part) => systems.has(part));
  if (at < 0) return undefined;
  const [os, cpu, abi] = parts.slice(at);
  return { cpu: [cpu], os: [os], ...(libraries[abi] && { libc: [libraries[abi]] }) };
}

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = Object.values(lock.packages).flatMap(({ dev, optionalDependencies = {} }) =>
  Object.entries(optionalDependencies)
    .filter(([name, version]) => /^\d/.test(version) && platformOf(name) && !lock.packages[`node_modules/${name}`])
    .map(([name, version]) => [name, { version, dev, optional: true, ...platformOf(name) }]),
);
for (const [name, entry] of missing) lock.packages[`node_modules/${name}`] = entry;
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en', { sensitivity: 'base' })),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(missing.length ? `Added: ${missing.map(([name]) => name).join(', ')}` : 'Nothing was left out.');
