import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { isConnection } from '../lists/connection-types.ts';
import { buildSchemas } from './build-schema.ts';

// Writes what others read of the schema as partners see it, in an order that does not depend on the code's. With
// `--check` it writes nothing and fails when a file is not what it would have written.

const from = 'Emitted by `npm run codegen` from the classes in src: change those, not this file.';
const schema = lexicographicSortSchema(buildSchemas().partner);
const possibleTypes = JSON.stringify(possibleTypesOf(schema), null, 2);

const files = {
  'schema.graphql': `# ${from}\n\n${printSchema(schema)}\n`,
  'client/possible-types.json': `${possibleTypes}\n`,
  'client/src/generated/sdl.ts': `// ${from}

/** The schema as partners see it, without its descriptions. */
export const sdl =
  ${JSON.stringify(stripIgnoredCharacters(print(undescribed(schema))))
    .replace(/^"(.*)"$/, "'$1'")
    .replaceAll('\\"', '"')};
`,
  'client/src/generated/schema.ts': `// ${from}

/** The types that each interface and union stands for, as Apollo Client's cache takes them. */
export const possibleTypes: Record<string, string[]> = ${possibleTypes};

/** The fields that are lists with pages, by type. */
export const connectionFields: Record<string, string[]> = ${JSON.stringify(connectionFieldsOf(schema), null, 2)};
`,
};

for (const [file, content] of Object.entries(files)) {
  if (!process.argv.includes('--check')) writeFileSync(file, content);
  else if (readCommitted(file) !== content) {
    console.error(`${file} is not what the code says: run \`npm run codegen\` and commit what it changes.`);
    process.exitCode = 1;
  }
}

function undescribed(all: GraphQLSchema) {
  return visit(parse(printSchema(all)), { StringValue: (_value, key) => (key === 'description' ? null : undefined) });
}

function possibleTypesOf(all: GraphQLSchema): Record<string, string[]> {
  const abstract = Object.values(all.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(abstract.map((type) => [type.name, all.getPossibleTypes(type).map(({ name }) => name)]));
}

function connectionFieldsOf(all: GraphQLSchema): Record<string, string[]> {
  const types = Object.values(all.getTypeMap()).filter(isObjectType);
  const connections = types.map((type) => {
    const fields = Object.values(type.getFields()).filter((field) => isConnection(getNamedType(field.type)));
    return [type.name, fields.map(({ name }) => name)] as const;
  });
  return Object.fromEntries(connections.filter(([, fields]) => fields.length > 0));
}

function readCommitted(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}
