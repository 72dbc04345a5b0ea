import { type GraphQLArgumentConfig, GraphQLBoolean } from 'graphql';
import type { WrapResolver } from './wrap-resolver.ts';

/** What each mutation takes beside its own arguments. */
export const dryRunArgument: GraphQLArgumentConfig = {
  type: GraphQLBoolean,
  defaultValue: false,
  description:
    'If true, the mutation answers with the result that it would have, and changes nothing: nothing is written, recorded or sent to followers, and the billing provider is not told. What you select of the result is as it would be. Ids of new resources are examples. null means false.',
};

/**
 * Tries a mutation: it runs as always, in a transaction that is undone when all that is selected of its result has been
 * read. What a mutation does, it does by its context, so it needs to know nothing of this.
 */
export const undoDryRuns: WrapResolver = ({ parent, schema }, resolve) => {
  if (parent !== schema.getMutationType()) return resolve;
  return async (source, args, context, info) => {
    await context.endDryRun(); // that of the mutation before this one
    if (args.dryRun) await context.beginDryRun();
    return resolve(source, args, context, info);
  };
};
