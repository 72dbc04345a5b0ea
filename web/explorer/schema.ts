import { buildASTSchema, type ExecutionResult, GraphQLError, introspectionFromSchema, Kind, parse } from 'graphql';

const failed = (message: string): ExecutionResult => ({ errors: [new GraphQLError(message)] });

/**
 * What introspection answers, from the text of the schema: that is the same for all keys of an audience, and the browser
 * asks whether it changed instead of loading it again.
 */
export async function fetchSchema(headers: Headers, onTrouble: () => void): Promise<ExecutionResult> {
  try {
    const response = await fetch('/schema.graphql', { headers });
    if (!response.ok) {
      onTrouble();
      return failed(`The service did not hand out the schema (HTTP ${response.status}).`);
    }
    const { definitions, ...document } = parse(await response.text(), { noLocation: true });
    const schema = buildASTSchema(
      // Its directives are for gateways that join it with others, and no part of what operations can use.
      { ...document, definitions: definitions.filter(({ kind }) => kind !== Kind.DIRECTIVE_DEFINITION) },
      { assumeValidSDL: true },
    );
    return { data: { ...introspectionFromSchema(schema) } };
  } catch {
    onTrouble();
    return failed('The service did not hand out the schema. Ask for it again when it answers.');
  }
}
