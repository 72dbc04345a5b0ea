// Generates the Prisma client and Pothos's types for Yoga, from the models of the service.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const generators = `
generator client {
  provider            = "prisma-client"
  output              = "../client"
  importFileExtension = "ts"
  previewFeatures     = ["relationJoins"]
}

generator pothos {
  provider          = "prisma-pothos-types"
  clientOutput      = "./client/client.ts"
  output            = "../pothos.ts"
}
`;

export function generate() {
  const schema = readFileSync(here('../../prisma/schema.prisma'), 'utf8').replace(
    /^generator \w+ \{.*?^\}/ms,
    generators,
  );
  rmSync(here('yoga/generated'), { recursive: true, force: true });
  mkdirSync(here('yoga/generated/schema'), { recursive: true });
  writeFileSync(here('yoga/generated/schema/schema.prisma'), schema);
  const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const done = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
    cwd: here('.'),
    env: { ...process.env, CHECKPOINT_DISABLE: '1', PATH: `${here('node_modules/.bin')}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`Prisma generated nothing:\n${done.stdout}${done.stderr}`);
}
