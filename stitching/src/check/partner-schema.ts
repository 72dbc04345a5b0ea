import { readFile } from 'node:fs/promises';
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  Source,
  visit,
} from 'graphql';
import { CheckError, exitCodes } from './problem.ts';

export interface PartnerSchema {
  file: string;
  schema: GraphQLSchema;
  /** Types with `@key`: in a supergraph, they are meant to be parts of others' types. */
  entities: Set<string>;
}

const wrong = (message: string) => new CheckError(exitCodes.wrongUse, message);

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it must not be read',
};

/** Directives that GraphQL has without a definition. Those of gateways, which have definitions elsewhere, say no names. */
const ofGraphQL = new Set(['deprecated', 'oneOf', 'specifiedBy']);

const definitionOf: Partial<Record<Kind, Kind>> = {
  [Kind.OBJECT_TYPE_EXTENSION]: Kind.OBJECT_TYPE_DEFINITION,
  [Kind.INTERFACE_TYPE_EXTENSION]: Kind.INTERFACE_TYPE_DEFINITION,
  [Kind.UNION_TYPE_EXTENSION]: Kind.UNION_TYPE_DEFINITION,
  [Kind.ENUM_TYPE_EXTENSION]: Kind.ENUM_TYPE_DEFINITION,
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: Kind.INPUT_OBJECT_TYPE_DEFINITION,
  [Kind.SCALAR_TYPE_EXTENSION]: Kind.SCALAR_TYPE_DEFINITION,
};

type Named = DefinitionNode & { name: { value: string } };
const nameOf = (node: DefinitionNode) => ('name' in node ? node.name?.value : undefined);

/** The document as a schema by itself: subgraphs extend types that are elsewhere, and use directives of their gateways. */
function byItself(document: DocumentNode): DocumentNode {
  const defined = new Set<string>();
  for (const node of document.definitions)
    if (node.kind.endsWith('TypeDefinition')) defined.add((node as Named).name.value);
  const definitions = document.definitions
    .filter(({ kind }) => kind !== Kind.DIRECTIVE_DEFINITION && kind !== Kind.SCHEMA_EXTENSION)
    .map((node) => {
      const kind = definitionOf[node.kind];
      const name = nameOf(node);
      if (!kind || !name || defined.has(name)) return node;
      defined.add(name);
      return { ...node, kind } as DefinitionNode;
    });
  return visit(
    { ...document, definitions },
    { [Kind.DIRECTIVE]: ({ name }) => (ofGraphQL.has(name.value) ? undefined : null) },
  );
}

function entitiesOf(document: DocumentNode): Set<string> {
  const entities = new Set<string>();
  for (const node of document.definitions)
    if ('directives' in node && node.directives?.some(({ name }) => name.value === 'key'))
      entities.add(nameOf(node) ?? '');
  return entities;
}

/** @throws CheckError for a file that cannot be read, or is no SDL */
export async function readPartnerSchema(file: string): Promise<PartnerSchema> {
  const text = await readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw wrong(`--with ${file} cannot be read: ${reasons[code ?? ''] ?? code}.`);
  });
  try {
    const document = parse(new Source(text, file));
    return { file, schema: buildASTSchema(byItself(document)), entities: entitiesOf(document) };
  } catch (error) {
    const { message } = error as Error;
    const [place] = (error instanceof GraphQLError && error.locations) || [];
    const at = place ? `:${place.line}:${place.column}` : '';
    throw wrong(`--with ${file}${at} is no schema in GraphQL's SDL: ${message.split('\n')[0]}`);
  }
}
