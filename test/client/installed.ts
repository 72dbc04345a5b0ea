import { execFile } from 'node:child_process';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from '../support/folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** What a frontend installs beside the package. */
const besides = [
  '@apollo/client',
  '@graphql-typed-document-node/core',
  '@types/react',
  '@types/react-dom',
  'graphql',
  'react',
  'react-dom',
  'rxjs',
];

/** A folder of a frontend, where the package as it would be published is installed. */
export async function frontendFolder() {
  const folder = await temporaryFolder();
  const modules = join(folder.path, 'node_modules');
  const target = join(modules, 'group-gateway');
  await mkdir(target, { recursive: true });
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder.path], { cwd: root });
  const [tarball] = (await readdir(folder.path)).filter((name) => name.endsWith('.tgz'));
  await run('tar', ['xzf', tarball as string, '--strip-components=1', '-C', target], { cwd: folder.path });
  for (const name of besides) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  return {
    ...folder,
    /** Compiles the folder; what the compiler complains about. */
    compile: (...options: string[]) =>
      run(process.execPath, [join(root, 'node_modules', 'typescript-cli', 'bin', 'tsc'), ...options], {
        cwd: folder.path,
      }).then(
        () => '',
        ({ stdout, stderr }) => `${stdout}${stderr}`,
      ),
    /** Runs a module's text in the folder; what it prints. */
    run: async (text: string) => {
      const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', text], { cwd: folder.path });
      return stdout.trim();
    },
  };
}
