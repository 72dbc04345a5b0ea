import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLResolveInfo,
  getNamedType,
  isLeafType,
  parse,
  validate,
} from 'graphql';
import { possibleTypes } from '../generated/schema.ts';
import { sdl } from '../generated/sdl.ts';
import { fieldValue, type Made, type Mock, type Overrides } from './values.ts';
import { variablesFor } from './variables.ts';

export type { Overrides } from './values.ts';

/** What `DateTime` is on the wire: RFC 3339, in UTC. Code generators and mocks of other tools ask for it. */
export const DateTime = (at: Date | string | number = '2026-01-01T00:00:00.000Z'): string => new Date(at).toISOString();

const schema = buildSchema(sdl);

/** The member that a union or an interface stands for: the one that tests name, else the success. */
function memberOf({ __typename }: Mock, name: string, overrides: Overrides): string {
  const members = possibleTypes[name] ?? [];
  const asked = __typename ?? overrides[name];
  if (typeof asked !== 'string') return members.find((member) => member.endsWith('Success')) ?? (members[0] as string);
  if (members.includes(asked)) return asked;
  throw new Error(`${name} has no member ${asked}. Its members are ${members.join(', ')}.`);
}

function answer(document: DocumentNode, variables: object | undefined, overrides: Overrides): ExecutionResult {
  for (const name of Object.keys(overrides))
    if (!schema.getType(name)) throw new Error(`The schema has no type ${name}.`);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const made: Made = { count: 0 };
  return execute({
    schema,
    document,
    variableValues: (variables ?? {}) as Record<string, unknown>,
    rootValue: {},
    typeResolver: (mock: Mock, _context, _info, type) => memberOf(mock, type.name, overrides),
    fieldResolver(mock: Mock, args, _context, info: GraphQLResolveInfo) {
      mock.__typename = info.parentType.name;
      const fields = overrides[info.parentType.name];
      const said = mock[info.fieldName] ?? (typeof fields === 'object' ? fields[info.fieldName] : undefined);
      if (said !== undefined) return typeof said === 'function' ? said(args) : said;
      if (typeof fields === 'object' && fields[info.fieldName] === null) return null;
      const value = fieldValue(mock, args, info, made);
      // A field that is selected twice says the same twice.
      if (isLeafType(getNamedType(info.returnType))) mock[info.fieldName] = value;
      return value;
    },
  }) as ExecutionResult;
}

/**
 * The data of an operation, made up, of the right types: each mutation succeeds, each list has two rows.
 *
 * @param overrides by type: values of its fields, which may be functions of the arguments; by union: the member. Each of
 * many results has a member of its own with `__typename`.
 *
 * ```ts
 * mockData(UpdateGroupDocument, { UpdateGroupResult: 'GroupRevisionConflict', Group: { name: 'Theirs' } });
 * mockData(UpdateGroupsDocument, { Mutation: { updateGroups: [{ __typename: 'NotAttempted', refusedIndex: 1 }, …] } });
 * ```
 */
export function mockData<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  overrides: Overrides = {},
  variables?: Variables,
): Data {
  const { data, errors } = answer(document, variables ?? variablesFor(document, schema), overrides);
  if (errors || !data) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return JSON.parse(JSON.stringify(data)) as Data;
}

/**
 * A service that makes its answers up. `respond` is a resolver for Mock Service Worker, and `fetch` goes wherever a
 * client takes one; both answer queries and mutations.
 *
 * ```ts
 * const service = mockService({ Group: { name: 'Mine' } });
 * setupServer(http.post('http://localhost:4000/graphql', ({ request }) => service.respond(request)));
 * createGroupGatewayClient({ url: 'http://localhost:4000', fetch: service.fetch });
 * ```
 */
export function mockService(overrides: Overrides = {}) {
  async function respond(request: Request): Promise<Response> {
    const { query, variables } = (await request.json()) as { query: string; variables?: object };
    return new Response(JSON.stringify(toJson(query, variables, overrides)), {
      headers: { 'content-type': 'application/graphql-response+json' },
    });
  }
  return {
    respond,
    fetch: ((...request: ConstructorParameters<typeof Request>) => respond(new Request(...request))) as typeof fetch,
  };
}

function toJson(query: string, variables: object | undefined, overrides: Overrides): ExecutionResult {
  try {
    return answer(parse(query), variables, overrides);
  } catch (error) {
    return { errors: [new GraphQLError((error as Error).message)] };
  }
}
