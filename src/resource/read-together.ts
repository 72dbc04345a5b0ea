import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';
import type { ResolverContext } from './context.ts';

/** Finds what was read together with a parent, if it was. */
// biome-ignore lint/suspicious/noExplicitAny: of parents and arguments of any type
type Find = (parent: any, args: any, context: ResolverContext) => object | undefined;

/** Lets a list's field answer at once, without its resolver, where its page was read together with the parent. */
export const ReadTogether = (find: Find) => Extensions({ readTogether: find });

export const findReadTogether = ({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>) =>
  extensions.readTogether as Find | undefined;
