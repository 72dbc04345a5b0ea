import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemas } from './build-schema.ts';

// Writes schema.graphql, the schema as partners see it, in an order that does not depend on the code's. With `--check`
// it writes nothing and fails when the file is not what it would have written.

const file = 'schema.graphql';
const header = '# Emitted by `npm run codegen` from the classes in src: change those, not this file.\n\n';
const sdl = `${header}${printSchema(lexicographicSortSchema(buildSchemas().partner))}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, sdl);
else if (readCommitted() !== sdl) {
  console.error(`${file} is not what the code says: run \`npm run codegen\` and commit what it changes.`);
  process.exitCode = 1;
}

function readCommitted(): string | undefined {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}
