import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Findings } from './problem.ts';
import { addressOf, type Service, versionOf } from './service.ts';

interface Found {
  version: string;
  path: string;
}

/** The package that a folder's modules get. */
function find(name: string, from: string): Found | undefined {
  try {
    const path = createRequire(from).resolve(`${name}/package.json`);
    return { path, version: JSON.parse(readFileSync(path, 'utf8')).version };
  } catch {
    return undefined;
  }
}

const numbers = (version: string) => version.split('.').map(Number) as [major: number, minor: number];

/** In versions that start with 0, the minor number counts what breaks. */
const breaking = (version: string) =>
  version
    .split('.')
    .slice(0, version.startsWith('0.') ? 2 : 1)
    .join('.');

/** The ranges of what a gateway brings along. */
const wanted = [
  ['graphql', '^16.11.0', ([major, minor]: [number, number]) => major === 16 && minor >= 11],
  ['@graphql-tools/stitch', '9 or 10', ([major]: [number, number]) => major === 9 || major === 10],
] as const;

/**
 * Whether this package, the service and the libraries of the gateway in a folder fit together.
 *
 * @param self a file of this package
 */
export async function checkVersions(service: Service, self: string, folder: string): Promise<Findings> {
  const findings: Findings = { lines: ['Versions:'], problems: 0 };
  const report = (line: string, remedy?: string) => {
    findings.lines.push(`  ${line}`);
    if (!remedy) return;
    findings.problems++;
    findings.lines.push(`    ${remedy}`);
  };
  const own: string = JSON.parse(readFileSync(self, 'utf8')).version;
  const running = await versionOf(service);
  const update = `npm install ${addressOf(service, 'stitching.tgz')}`;
  report(
    `the service ${running ?? 'does not tell its version'}, @group-gateway/stitching ${own}`,
    running && breaking(running) !== breaking(own) ? `They do not fit. Run: ${update}` : undefined,
  );
  const project = join(folder, 'package.json');
  for (const [name, range, fits] of wanted) {
    const found = find(name, project);
    if (!found) report(`${name}: not installed in this folder. Run the check in the folder of your gateway.`);
    else
      report(
        `${name} ${found.version}`,
        fits(numbers(found.version))
          ? undefined
          : `It must be ${range}. Run: npm install ${name}@${range.split(' ').at(-1)}`,
      );
  }
  const theirs = find('graphql', project);
  const installed = find('@group-gateway/stitching', project);
  const ours = installed && find('graphql', installed.path);
  if (theirs && ours && theirs.path !== ours.path)
    report(
      `graphql is there twice: ${theirs.path} and ${ours.path}`,
      'A gateway must have one copy. Run: npm dedupe graphql',
    );
  return findings;
}
