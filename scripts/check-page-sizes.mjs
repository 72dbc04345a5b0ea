#!/usr/bin/env node
// `npm run page-sizes`: what the first load of each page weighs, as it is sent; fails where that is too much. Counted is
// what a page imports, at once or while it starts, with its styles, fonts, pictures and workers.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './build.mjs';
import { filesIn } from './files-in.mjs';

const root = fileURLToPath(new URL('../dist/web/', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, '.vite/manifest.json'), 'utf8'));

/** What a page imports only when somebody asks for it does not count: here by the names of the modules. */
const pages = [
  { name: 'explorer', limit: 1_200_000, later: /prettier|graphql-sse/, workers: /\/worker-(?!standalone|graphql-)/ },
  {
    name: 'console',
    limit: 250_000,
    // The groups are the first page.
    later:
      /(?<!console\/groups\/groups)-page\.tsx|not-found|command-menu\.tsx|shortcuts\.tsx|dialog|new-group|live-link/,
    workers: /^$/,
  },
  { name: 'reference', limit: 600_000, later: /^$/, workers: /^$/ },
];

/** The files of a module and of all that it imports. */
function filesOf(name, later, seen = new Set()) {
  if (seen.has(name) || later.test(name)) return [];
  seen.add(name);
  const { file, css = [], assets = [], imports = [], dynamicImports = [] } = manifest[name];
  return [file, ...css, ...assets, ...[...imports, ...dynamicImports].flatMap((other) => filesOf(other, later, seen))];
}

/** The bytes that are sent in a form, or of the file itself where it has none. */
function sentBytes(file, form) {
  const path = join(root, file);
  return statSync(`${path}.${form}`, { throwIfNoEntry: false })?.size ?? statSync(path).size;
}

for (const { name, limit, later, workers } of pages) {
  const page = `${name}/index.html`;
  const workerFiles = filesIn(join(root, 'assets'))
    .map((path) => path.slice(root.length))
    .filter((file) => file.endsWith('.js') && workers.test(file));
  const files = new Set([page, ...filesOf(page, later), ...workerFiles]);
  const bytesAs = (form) => [...files].reduce((sum, file) => sum + sentBytes(file, form), 0);
  // What browsers ask for on https and on localhost.
  const bytes = bytesAs('br');
  const kilobytes = (count) => `${Math.ceil(count / 1000)} kB`;
  const told = `${kilobytes(bytes)} as Brotli, ${kilobytes(bytesAs('gz'))} as gzip, in ${files.size} files`;
  console.log(`${name}: ${told}; at most ${kilobytes(limit)} as Brotli`);
  if (bytes > limit) process.exitCode = 1;
}
