import { execFile } from 'node:child_process';
import { readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from './folder.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A published package as the build packs it, and as the service hands it out. */
export const tarball = (name: 'client' | 'stitching') => `file:${join(root, 'dist', 'packages', `${name}.tgz`)}`;

/** Without the settings of the npm that runs the tests. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_config_')));

/** Runs a program; what it prints on standard output. Fails with all that it printed. */
export async function run(command: string, args: string[], cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd, env, maxBuffer: 2 ** 24 }).catch((error) => {
    throw new Error(`${command} ${args.join(' ')}\n${error.stdout}${error.stderr}`);
  });
  return stdout.trim();
}

export const npmInstall = ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

export type Installed = Awaited<ReturnType<typeof installed>>;

/** A project in a folder of its own, with these packages installed, from a registry or from tarballs. */
export async function installed(dependencies: Record<string, string>, [command = '', ...args] = npmInstall) {
  const folder = await temporaryFolder();
  const { path } = folder;
  await writeFile(join(path, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  await run(command, args, path);
  return {
    ...folder,
    write: (file: string, text: string) => writeFile(join(path, file), text),
    read: (file: string) => readFile(join(path, file), 'utf8'),
    /** Runs Node.js; what it prints. */
    node: (...nodeArgs: string[]) => run(process.execPath, nodeArgs, path),
    /** Runs a module's text; what it prints. */
    runModule: (text: string) => run(process.execPath, ['--input-type=module', '--eval', text], path),
    /** What the compiler complains about. */
    async compile(...options: string[]): Promise<string> {
      const tsc = join(root, 'node_modules', 'typescript-cli', 'bin', 'tsc');
      const compiled = promisify(execFile)(process.execPath, [tsc, ...options], { cwd: path });
      return (await compiled.catch((error) => error)).stdout;
    },
    /** Where a package is; a link is not another place. */
    async copiesOf(name: string): Promise<Set<string>> {
      const modules = join(path, 'node_modules');
      const files = await readdir(modules, { recursive: true });
      const found = files.filter((file) => `node_modules/${file}`.endsWith(`node_modules/${name}/package.json`));
      return new Set(await Promise.all(found.map((file) => realpath(join(modules, file)))));
    },
    async megabytes(name = ''): Promise<number> {
      const kilobytes = await run('du', ['-sk', join('node_modules', name)], path);
      return Number.parseInt(kilobytes, 10) / 1024;
    },
    async packages(): Promise<number> {
      const lock = JSON.parse(await readFile(join(path, 'node_modules', '.package-lock.json'), 'utf8'));
      return Object.keys(lock.packages).length;
    },
  };
}
