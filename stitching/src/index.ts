import { applySchemaTransforms, type SubschemaConfig } from '@graphql-tools/delegate';
import { RenameRootFields, RenameTypes } from '@graphql-tools/wrap';
import type { GraphQLSchema } from 'graphql';
import { createExecutor, type ExecutorOptions } from './executor.ts';
import { loadSchema } from './load-schema.ts';
import { mergeConfig, type Naming } from './look-ups.ts';
import { refuseNameClashes } from './name-clashes.ts';

export { GroupGatewayNameClashError, GroupGatewaySchemaError } from './errors.ts';
export { defaultForwardHeaders, type ExecutorOptions } from './executor.ts';
export { withOneErrorPerRequest } from './merged-types.ts';
export { type OptionalLink, optionalLink } from './optional-link.ts';
export type { ApiKeySource } from './transport.ts';

export interface GroupGatewayOptions extends ExecutorOptions {
  /** What goes before the name of each type, e.g. `GroupGateway_` for `GroupGateway_Website`. */
  typePrefix?: string;
  /** What goes before the name of each query and mutation, e.g. `groupGateway_` for `groupGateway_website`. */
  rootFieldPrefix?: string;
  /**
   * The schemas that it is stitched with. Names that clash are refused then; without this they are merged silently.
   */
  stitchedWith?: GraphQLSchema[];
  /** Types, by their names in your gateway, that mean the same in your schemas and are to be merged. */
  mergedTypes?: string[];
  /** The schema as it was saved before, for a start while the service does not answer. */
  savedSdl?: string;
}

function endpoint(url: string): string {
  if (!URL.canParse(url)) throw new Error(`"url" must be the address of the group gateway's GraphQL, and is "${url}".`);
  const address = new URL(url);
  if (address.pathname === '/') address.pathname = '/graphql';
  return address.href;
}

/**
 * The group gateway as a part of a stitched schema: its schema as the key's owner sees it, loaded without introspection;
 * an executor; type merging by every key; one request for what is asked for at the same time.
 *
 * @throws GroupGatewaySchemaError where the schema cannot be loaded and none was saved
 * @throws GroupGatewayNameClashError where names clash with the schemas that it is stitched with
 */
export async function createGroupGatewaySubschema({
  url,
  typePrefix = '',
  rootFieldPrefix = '',
  stitchedWith = [],
  mergedTypes = [],
  savedSdl,
  warn = (message) => console.warn(message),
  ...options
}: GroupGatewayOptions): Promise<SubschemaConfig> {
  const address = endpoint(url);
  const executor = createExecutor({ url: address, ...options, warn });
  // Whoever starts the gateway reads what the service says.
  const schema = await loadSchema(createExecutor({ url: address, ...options }), address, savedSdl, warn);
  const naming: Naming = {
    type: (name) => `${typePrefix}${name}`,
    rootField: (name) => `${rootFieldPrefix}${name}`,
  };
  const subschema: SubschemaConfig = {
    schema,
    executor,
    batch: true,
    merge: mergeConfig(schema, naming),
    transforms: [
      ...(typePrefix ? [new RenameTypes(naming.type)] : []),
      ...(rootFieldPrefix ? [new RenameRootFields((_operation, name) => naming.rootField(name))] : []),
    ],
  };
  refuseNameClashes(applySchemaTransforms(schema, subschema), stitchedWith, mergedTypes);
  return subschema;
}
