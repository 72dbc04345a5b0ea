// Compiles the published packages, client and stitching, as ES modules and as CommonJS, each with its types, and packs
// each into the tarball that the service hands out.
//
// In package.json they are `file:` packages, not workspaces: what a workspace needs in production, peers included, npm
// installs for the service, too. That would be 43 MB and 33 packages that it never loads.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BuildError, buildIfStale, runTool, toolFolder } from './build-step.mjs';
import { filesIn } from './files-in.mjs';

const tarballs = join('dist', 'packages');

/** What each format is compiled with, beside the package's own tsconfig.json. */
const formats = {
  esm: [],
  cjs: ['--module', 'commonjs', '--moduleResolution', 'bundler', '--verbatimModuleSyntax', 'false'],
};

/** The packages, and what each has of the service's own files. */
const packages = { client: ['schema.graphql'], stitching: [] };

async function compile(name, copies) {
  const tsc = join(toolFolder('typescript-cli', `the package ${name}`), 'bin', 'tsc');
  const output = join(name, 'dist');
  rmSync(output, { recursive: true, force: true });
  for (const [format, options] of Object.entries(formats)) {
    const args = ['--project', name, '--outDir', join(output, format), ...options];
    await runTool(tsc, args, `the package ${name}`);
  }
  // The package's own package.json says that its files are ES modules.
  writeFileSync(join(output, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
  for (const file of copies) copyFileSync(file, join(output, file));
}

async function pack(name) {
  // Without the settings of an npm that runs this, such as `--dry-run` and `--json`.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^npm_config_/i.test(key)));
  const args = ['pack', `./${name}`, '--ignore-scripts', '--loglevel=error', '--pack-destination', tarballs];
  mkdirSync(tarballs, { recursive: true });
  try {
    const { stdout } = await promisify(execFile)('npm', args, { env, shell: process.platform === 'win32' });
    renameSync(join(tarballs, stdout.trim()), join(tarballs, `${name}.tgz`));
  } catch (error) {
    throw new BuildError(`Packing the package ${name} failed: ${error.stderr || error.message}`);
  }
}

async function buildPackage([name, copies]) {
  await buildIfStale({
    what: `the package ${name}`,
    name,
    output: join(name, 'dist'),
    sources: [
      ...filesIn(name).filter((file) => !file.startsWith(join(name, 'dist'))),
      ...copies,
      'tsconfig.json',
      join('scripts', 'build-packages.mjs'),
    ],
    async make() {
      await compile(name, copies);
      await pack(name);
    },
  });
}

export async function buildPackages() {
  await Promise.all(Object.entries(packages).map(buildPackage));
}
