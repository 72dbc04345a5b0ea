import type { GraphQLField, GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { ResolverContext } from '../resources/resolver-context.ts';

export type Resolver = GraphQLFieldResolver<unknown, ResolverContext>;

/** Puts something around a field's resolver, or hands the resolver back as it is. */
export type WrapResolver = (
  of: { parent: GraphQLObjectType; field: GraphQLField<unknown, ResolverContext>; schema: GraphQLSchema },
  resolve: Resolver,
) => Resolver;
