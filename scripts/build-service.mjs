// Generates the database client into src/generated and compiles src to dist. The client is committed and the compiler is a
// dependency, so that a production install can build the service. Types are checked by `npm run typecheck`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BuildError, buildIfStale, runTool, toolFolder } from './build-step.mjs';
import { filesIn } from './files-in.mjs';

const schema = join('prisma', 'schema.prisma');
const client = join('src', 'generated', 'prisma');

const withoutSpaces = (text) => text.replace(/\s+/g, '');

/** Whether the client is made from the schema, which Prisma formats and writes into it, by the installed version. */
function clientIsFresh() {
  try {
    const code = readFileSync(join(client, 'internal', 'class.ts'), 'utf8');
    const [inlineSchema, clientVersion] = ['inlineSchema', 'clientVersion'].map((name) =>
      JSON.parse(code.match(new RegExp(`"${name}": (".*"),?$`, 'm'))[1]),
    );
    const { version } = JSON.parse(readFileSync(join(toolFolder('@prisma/client', client), 'package.json'), 'utf8'));
    return clientVersion === version && withoutSpaces(inlineSchema) === withoutSpaces(readFileSync(schema, 'utf8'));
  } catch (error) {
    if (error instanceof BuildError) throw error;
    return false;
  }
}

async function generateClient() {
  if (clientIsFresh()) return;
  const what = `the database client, which is older than ${schema}`;
  const prisma = join(toolFolder('prisma-cli', what), 'build', 'index.js');
  rmSync(client, { recursive: true, force: true });
  await runTool(prisma, ['generate', '--no-hints'], what, { CHECKPOINT_DISABLE: '1' });
}

/** Loads the compiler, whose binary for this machine is an optional package that installs can leave out. */
async function loadCompiler() {
  try {
    return await import('@swc/core');
  } catch (error) {
    throw new BuildError(
      `Cannot build the service: its compiler, @swc/core, does not load (${String(error.message).split('\n')[0]}). Run "npm ci".`,
    );
  }
}

async function compile() {
  const { transform } = await loadCompiler();
  // What has no source any more goes; the pages, the packages and the stamps are not this step's.
  for (const file of filesIn('dist')) if (!/^dist.((web|packages).|[^/\\]*\.stamp$)/.test(file)) rmSync(file);
  const modules = filesIn('src').filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  await Promise.all(
    modules.map(async (file) => {
      const output = join('dist', file.slice('src'.length + 1)).replace(/\.ts$/, '.js');
      const { code, map } = await transform(readFileSync(file, 'utf8'), {
        filename: file,
        configFile: false,
        swcrc: false,
        sourceMaps: true,
        module: { type: 'es6' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: false, verbatimModuleSyntax: true },
          rewriteRelativeImportExtensions: true,
        },
      }).catch((error) => {
        throw new BuildError(`Building the service failed: ${error.message}`);
      });
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, `${code}//# sourceMappingURL=${output.split(/[/\\]/).at(-1)}.map\n`);
      writeFileSync(`${output}.map`, map);
    }),
  );
  for (const folder of served) mkdirSync(folder, { recursive: true });
}

/**
 * Where the pages and the packages come later, and where they do not: the service warns about a folder that it serves and
 * is not there.
 */
const served = [join('dist', 'web', 'assets'), join('dist', 'packages')];

export async function buildService() {
  await generateClient();
  await buildIfStale({
    what: 'the service',
    name: 'service',
    output: join('dist', 'main.js'),
    sources: [...filesIn('src'), 'package.json', join('scripts', 'build-service.mjs')],
    make: compile,
  });
}
