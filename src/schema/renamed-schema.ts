import { buildASTSchema, type GraphQLSchema, parse, printSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { countPoints } from '../telemetry/request-scope.ts';
import { withPrefix, writingPoints } from './prefix.ts';

/** A schema with a prefix before its names, for introspection: it has no resolvers. */
export type SchemaRenamer = (schema: GraphQLSchema, prefix: string) => GraphQLSchema;

const maxRemembered = 10;

export function schemaRenamer(): SchemaRenamer {
  const renamed = new LRUCache<string, Map<GraphQLSchema, GraphQLSchema>>({ max: maxRemembered });
  return (schema, prefix) => {
    if (!prefix) return schema;
    const ofPrefix = renamed.get(prefix) ?? new Map<GraphQLSchema, GraphQLSchema>();
    renamed.set(prefix, ofPrefix);
    const known = ofPrefix.get(schema);
    if (known) return known;
    countPoints(writingPoints);
    const visible = buildASTSchema(withPrefix(parse(printSchema(schema)), prefix));
    ofPrefix.set(schema, visible);
    return visible;
  };
}
