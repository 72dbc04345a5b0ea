import { type GraphQLSchema, isObjectType } from 'graphql';

/** What a `__typename` says of what came of a mutation. */
export interface Outcome {
  kind: 'success' | 'refused';
  /** What it means, from the schema. */
  meaning: string;
}

/** Nothing for types that are no outcome. */
export function outcomeOf(schema: GraphQLSchema, typeName: string): Outcome | undefined {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return undefined;
  const [meaning = ''] = (type.description ?? '').split(/(?<=\.)\s/);
  if (type.getInterfaces().some(({ name }) => name === 'ResourceError')) return { kind: 'refused', meaning };
  return typeName.endsWith('Success') ? { kind: 'success', meaning } : undefined;
}
