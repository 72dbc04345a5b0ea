#!/usr/bin/env node
// Compares schema.graphql with that of the last release, the commit that last changed the version in package.json.
// A breaking change fails unless CHANGELOG.md names its coordinate, such as `Group.name`, under "Unreleased", "Breaking".
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** What git says, or undefined where it fails: no repository, no such commit, no such file. */
function git(...args) {
  try {
    return execFileSync('git', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 26,
    }).trim();
  } catch {
    return undefined;
  }
}

function versionAt(commit) {
  const manifest = git('show', `${commit}:./package.json`);
  return manifest && JSON.parse(manifest).version;
}

function lastRelease() {
  const commits = git('log', '--format=%H', '-G"version":', '--', 'package.json');
  for (const commit of commits?.split('\n').filter(Boolean) ?? []) {
    const [version, before] = [versionAt(commit), versionAt(`${commit}^`)];
    if (before && version !== before) return { commit, version };
  }
}

/** The part of a Markdown text below a heading, up to the next heading of its level or above. */
function section(markdown, level, title) {
  const lines = markdown.split(/\r?\n/);
  const start = lines.findIndex((line) => new RegExp(`^#{${level}} \\[?${title}\\]?\\s*$`, 'i').test(line));
  if (start < 0) return '';
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => new RegExp(`^#{1,${level}} `).test(line));
  return rest.slice(0, end < 0 ? undefined : end).join('\n');
}

function pass(message) {
  console.log(message);
  process.exit(0);
}

const release = lastRelease();
if (!release) {
  const shallow = git('rev-parse', '--is-shallow-repository') === 'true';
  pass(`No release to compare the schema with${shallow ? ': the clone is shallow' : ''}.`);
}
const before = git('show', `${release.commit}:./schema.graphql`);
if (!before) pass(`The release ${release.version} has no schema.graphql to compare with.`);

const changes = await diff(buildSchema(before), buildSchema(readFileSync('schema.graphql', 'utf8')));
const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
const declared = section(section(readFileSync('CHANGELOG.md', 'utf8'), 2, 'Unreleased'), 3, 'Breaking');
const undeclared = breaking.filter(({ path }) => !declared.includes(`\`${path}\``));

for (const { message } of breaking) console.log(`breaking: ${message}`);
for (const { path } of undeclared)
  console.error(`\`${path}\` is not named under "### Breaking" of "Unreleased" in CHANGELOG.md.`);
console.log(
  `Since ${release.version}: ${changes.length} changes of the schema, ${breaking.length} of them breaking` +
    `${breaking.length ? `, ${undeclared.length} of those undeclared` : ''}.`,
);
process.exitCode = undeclared.length ? 1 : 0;
