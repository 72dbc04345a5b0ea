import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { countResults } from './count-results.ts';
import { callDirectly } from './direct-resolvers.ts';
import { dryRunArgument, undoDryRuns } from './dry-runs.ts';
import { limitFailures } from './limit-failures.ts';
import { guardPartnerMembers } from './partner-members.ts';
import { repeatSafely } from './repeatable-mutations.ts';
import { sliceLists } from './slice-lists.ts';
import type { Resolver, WrapResolver } from './wrap-resolver.ts';

/** What is around each resolver, from the inside to the outside. */
const wrappers: readonly WrapResolver[] = [
  callDirectly,
  guardPartnerMembers,
  repeatSafely,
  undoDryRuns,
  countResults,
  limitFailures,
  sliceLists,
];

/** The schema with everything that is around its resolvers. */
export function wrapResolvers(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD](config, name, typeName) {
      const parent = schema.getType(typeName);
      if (!isObjectType(parent)) return undefined;
      const field = parent.getFields()[name] as GraphQLField<unknown, ResolverContext>;
      const own: Resolver = field.resolve ?? defaultFieldResolver;
      const resolve = wrappers.reduce((inner, wrap) => wrap({ parent, field, schema }, inner), own);
      const args = parent === schema.getMutationType() ? { ...config.args, dryRun: dryRunArgument } : config.args;
      return resolve === own ? undefined : { ...config, ...(args && { args }), resolve };
    },
  });
}
