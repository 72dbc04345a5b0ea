import type { AsyncExecutor, ExecutionResult } from '@graphql-tools/utils';
import { buildSchema, type GraphQLSchema, parse } from 'graphql';
import { GroupGatewaySchemaError } from './errors.ts';

const document = parse('{ _sdl }');

async function fetchSdl(executor: AsyncExecutor): Promise<{ sdl: string } | { fault: string }> {
  try {
    const { data, errors } = (await executor({ document })) as ExecutionResult<{ _sdl: string }>;
    return data?._sdl ? { sdl: data._sdl } : { fault: errors?.map(({ message }) => message).join(' ') ?? 'No answer.' };
  } catch (error) {
    return { fault: `${(error as Error).message}.` };
  }
}

/**
 * Loads the schema as the key's owner sees it, without introspection.
 *
 * @param savedSdl what to go on with while the service does not answer
 * @throws GroupGatewaySchemaError where neither can be had
 */
export async function loadSchema(
  executor: AsyncExecutor,
  url: string,
  savedSdl: string | undefined,
  warn: (message: string) => void,
): Promise<GraphQLSchema> {
  const loaded = await fetchSdl(executor);
  if ('sdl' in loaded) return buildSchema(loaded.sdl);
  const problem = `The schema of the group gateway cannot be loaded from ${url}: ${loaded.fault}`;
  if (savedSdl === undefined)
    throw new GroupGatewaySchemaError(
      `${problem} Check the address and the key, and that the service runs. To start without it, save what ` +
        `GET ${new URL('schema.graphql', url).href} answers to your key, and pass the text as "savedSdl".`,
    );
  warn(`${problem} Starting with the saved schema: restart once the service answers.`);
  return buildSchema(savedSdl);
}
