import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';
import type { ResolverContext } from './context.ts';

/** Finds what was read together with a parent, if it was. */
type Find<Parent, Args> = (parent: Parent, args: Args, context: ResolverContext) => object | undefined;

/** Lets a list's field answer at once, without its resolver, where its page was read together with the parent. */
export const ReadTogether = <Parent, Args>(find: Find<Parent, Args>) => Extensions({ readTogether: find });

export const findReadTogether = ({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>) =>
  extensions.readTogether as Find<unknown, unknown> | undefined;
