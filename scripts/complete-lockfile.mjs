#!/usr/bin/env node
// After `npm install`, mends package-lock.json in two ways.
//
// It keeps the tools of developers out of production. @prisma/client has optional peers, Prisma's command and TypeScript,
// of which it needs neither when it runs. npm takes what serves an optional peer into production, and with it 125 packages
// of 200 MB.
//
// And it adds the builds for other platforms that npm left out. It leaves out those that its registry does not have, and
// mirrors have only some; `npm ci` then refuses the lock file, on every platform. The versions are the exact ones that
// the parent packages name. A checksum nobody here has seen cannot be added: where a registry has the build,
// `npm install` adds it.
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

/** The place of a package that one at `from` finds by its name. */
function find(name, from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('node_modules/') - 1, 0))) {
    const place = `${folder && `${folder}/`}node_modules/${name}`;
    if (lock.packages[place]) return place;
    if (folder === '') return undefined;
  }
}

/** The places of all packages that production needs: what it depends on, without optional peers. */
function neededInProduction() {
  const needed = new Set(['']);
  for (const place of needed) {
    const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} } = lock.packages[place];
    const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      const found = find(name, place);
      if (found) needed.add(found);
    }
  }
  return needed;
}

const needed = neededInProduction();
const tools = Object.entries(lock.packages).filter(([place, entry]) => entry.devOptional && !needed.has(place));
for (const [place, entry] of tools)
  lock.packages[place] = Object.fromEntries(
    Object.entries(entry).map(([key, value]) => (key === 'devOptional' ? ['dev', value] : [key, value])),
  );

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
console.log(`Kept out of production: ${tools.length} packages.`);
console.log(missing.length ? `Added: ${missing.map(([name]) => name).join(', ')}` : 'Nothing was left out.');
