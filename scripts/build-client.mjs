// Compiles client/src to client/dist, with its types.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale, runTool, toolFolder } from './build-step.mjs';
import { filesIn } from './files-in.mjs';

const what = 'the client package';
const output = join('client', 'dist');
const project = join('client', 'tsconfig.json');

export async function buildClient() {
  await buildIfStale({
    what,
    name: 'client',
    output: join(output, 'index.js'),
    sources: [...filesIn(join('client', 'src')), project, 'tsconfig.json', 'package.json'],
    async make() {
      const tsc = join(toolFolder('typescript-cli', what), 'bin', 'tsc');
      rmSync(output, { recursive: true, force: true });
      await runTool(tsc, ['--project', project], what);
    },
  });
}
