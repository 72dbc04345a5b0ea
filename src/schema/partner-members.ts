import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { requirePartner } from '../auth/caller.ts';
import type { ResolverContext } from '../resource/context.ts';

interface Marked {
  extensions: { partnerOnly?: boolean };
}

const isPartnerOnly = (member: object) => (member as Marked).extensions.partnerOnly === true;

/**
 * Authorizes the reading of the members that are marked as partner-only: to others, a field of an object is null, and
 * a root query is refused. Mutations and inputs answer for themselves, with result values.
 */
export function guardPartnerMembers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!('getInterfaces' in type) || type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isPartnerOnly(field)) continue;
      const read = field.resolve ?? defaultFieldResolver;
      if (type === schema.getQueryType()) {
        field.resolve = (source, args, context: ResolverContext, info) => {
          requirePartner(context.caller, `"${field.name}"`);
          return read(source, args, context, info);
        };
      } else {
        const guarded: Resolver = (source, args, context, info) =>
          context.caller.organization.isPartner ? read(source, args, context, info) : null;
        unguarded.set(guarded, field.resolve);
        field.resolve = guarded;
      }
    }
  }
}

type Resolver = GraphQLFieldResolver<unknown, ResolverContext>;

/** By what reads a field for everybody: what reads it for partners. */
const unguarded = new WeakMap<object, Resolver | undefined>();

/** The schema for requests that partners are known to make: their reading of members that are theirs costs no check. */
export function forPartners(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD](config) {
      const { resolve, ...others } = config;
      if (!resolve || !unguarded.has(resolve)) return undefined;
      const read = unguarded.get(resolve);
      return read ? { ...others, resolve: read } : others;
    },
  });
}

/** The schema as direct customers see it: without the members that are marked, and without what only those lead to. */
export function withoutPartnerMembers(schema: GraphQLSchema): GraphQLSchema {
  const dropMarked = <T extends object>(member: T) => (isPartnerOnly(member) ? null : undefined);
  return pruneSchema(
    mapSchema(schema, {
      [MapperKind.TYPE]: dropMarked,
      [MapperKind.OBJECT_FIELD]: dropMarked,
      [MapperKind.INPUT_OBJECT_FIELD]: dropMarked,
    }),
  );
}
