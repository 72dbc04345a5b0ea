import { batchDelegateToSchema } from '@graphql-tools/batch-delegate';
import type { MergedTypeEntryPoint, SubschemaConfig } from '@graphql-tools/delegate';
import type { GraphQLResolveInfo } from 'graphql';
import { withOneError } from './one-error.ts';

export interface OptionalLink {
  /** The type that is linked to, under the name that it has in your gateway. */
  type: string;
  /** The key it is looked up by: `id`, or `externalId` where the type has look-ups by it. */
  by: string;
  /** The field of your type that has the key, or a list of keys. */
  from: string;
}

/**
 * A resolver that links one of your types to what the group gateway has, or has not: null, and no error, where there is
 * none. The links of one level of an answer are one look-up, and where that fails, one error.
 *
 * Type merging is for what must be there: over an object of yours that the group gateway does not know, it reports an
 * error for every field that cannot be null.
 */
export function optionalLink(groupGateway: SubschemaConfig, { type, by, from }: OptionalLink) {
  const merge = groupGateway.merge?.[type];
  const lookUp = [merge, ...(merge?.entryPoints ?? [])].find((point) => point?.selectionSet === `{ ${by} }`);
  if (!lookUp) throw new Error(`The group gateway has no look-up of "${type}" by "${by}" for this key.`);
  const { fieldName, argsFromKeys, dataLoaderOptions } = lookUp as Required<MergedTypeEntryPoint>;
  return {
    selectionSet: `{ ${from} }`,
    resolve: (
      parent: Record<string, unknown>,
      _args: unknown,
      context: Record<string, unknown>,
      info: GraphQLResolveInfo,
    ) =>
      withOneError(
        Promise.resolve(
          batchDelegateToSchema({
            schema: groupGateway,
            operation: 'query' as never,
            fieldName,
            key: parent[from],
            argsFromKeys,
            dataLoaderOptions,
            context,
            info,
          }),
        ),
        info,
      ),
  };
}
