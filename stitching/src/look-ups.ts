import type { MergedTypeConfig, MergedTypeEntryPoint } from '@graphql-tools/delegate';
import { type GraphQLSchema, getDirectiveValues, getNamedType } from 'graphql';

/** How many keys the service takes at once; longer lists become several look-ups of one request. */
const maxKeys = 1000;

/** Names as they are after the prefixes. */
export interface Naming {
  type(name: string): string;
  rootField(name: string): string;
}

interface MergeArguments {
  keyField: string;
  keyArg: string;
}

/** Type merging by each look-up of many that the schema marks with `@merge`. */
export function mergeConfig(schema: GraphQLSchema, naming: Naming): Record<string, MergedTypeConfig> {
  const directive = schema.getDirective('merge');
  const entryPoints = new Map<string, MergedTypeEntryPoint[]>();
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const merge = directive && field.astNode && getDirectiveValues(directive, field.astNode);
    if (!merge) continue;
    const { keyField, keyArg } = merge as unknown as MergeArguments;
    const type = naming.type(getNamedType(field.type).name);
    const entryPoint: MergedTypeEntryPoint = {
      selectionSet: `{ ${keyField} }`,
      fieldName: naming.rootField(field.name),
      key: (object: Record<string, unknown>) => object[keyField],
      argsFromKeys: (keys) => ({ [keyArg]: keys }),
      dataLoaderOptions: { maxBatchSize: maxKeys },
    };
    entryPoints.set(type, [...(entryPoints.get(type) ?? []), entryPoint]);
  }
  return Object.fromEntries(
    [...entryPoints].map(([type, points]) => [
      type,
      points.length === 1 ? (points[0] as MergedTypeConfig) : { entryPoints: points },
    ]),
  );
}
