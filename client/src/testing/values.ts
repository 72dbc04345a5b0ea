import {
  type GraphQLLeafType,
  type GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
  getNullableType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** What tests say about a type: values of fields by name, or for a union or an interface the name of the member. */
export type Overrides = Record<string, string | Record<string, unknown>>;

/** An object of a mock: what is known of it, and the type that it is of. */
export type Mock = { __typename?: string } & Record<string, unknown>;

/** Counts what is made, so that no two objects have one id. */
export interface Made {
  count: number;
}

const rowsOfList = 2;

const leaves: Record<string, (made: Made, field: string, parent: string) => unknown> = {
  Int: () => 1,
  Float: () => 1,
  Boolean: () => false,
  String: (_made, field, parent) => `${field} of a ${parent}`,
  DateTime: () => '2026-01-01T00:00:00.000Z',
};

/** Account groups and staff accounts are numbered, everything else has UUIDs. */
function idOf(parent: string, { count }: Made): string {
  return /^(AccountGroup|StaffAccount)/.test(parent)
    ? String(count)
    : `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}

export function leafOf(type: GraphQLLeafType, field: string, parent: string, made: Made): unknown {
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (type.name === 'ID') return idOf(parent, made);
  return leaves[type.name]?.(made, field, parent) ?? `${field} of a ${parent}`;
}

function listOf(
  mock: Mock,
  args: Record<string, unknown>,
  { fieldName, parentType }: GraphQLResolveInfo,
  type: GraphQLList<GraphQLOutputType>,
  made: Made,
): unknown[] {
  if (fieldName === 'edges' || fieldName === 'nodes') return rowsOf(mock, fieldName);
  const row = getNamedType(type);
  if (isLeafType(row)) return [leafOf(row, fieldName, parentType.name, made)];
  if (Array.isArray(args.inputs)) return args.inputs.map(given);
  const rows = lookedUp(args);
  if (isListType(getNullableType(type.ofType))) return rows?.map((found) => [found]) ?? [];
  return rows ?? [{}, {}].slice(0, rowsOfList);
}

/** What a field of an object is without anybody saying so. */
export function fieldValue(mock: Mock, args: Record<string, unknown>, info: GraphQLResolveInfo, made: Made): unknown {
  const { fieldName, parentType, returnType } = info;
  const type = isNonNullType(returnType) ? returnType.ofType : returnType;
  if (isListType(type)) return listOf(mock, args, info, type, made);
  if (isObjectType(type)) return objectOf(mock, args, type);
  if ('getTypes' in type || 'getInterfaces' in type) return given(args.input);
  if (fieldName === 'totalCount') return rowsOf(mock, 'nodes').length;
  if (/^deleted\w+Id$/.test(fieldName) && mock.id !== undefined) return mock.id;
  if (!isNonNullType(returnType)) return null;
  if (fieldName === 'id') made.count++;
  return leafOf(type as GraphQLLeafType, fieldName, parentType.name, made);
}

/** The rows of a look-up of many have the keys that it was asked for with: `ids`, `externalIds` or `urls`. */
function lookedUp(args: Record<string, unknown>): Mock[] | undefined {
  const [name = '', keys] = Object.entries(args).find(([, value]) => Array.isArray(value)) ?? [];
  return (keys as unknown[] | undefined)?.map((key) => ({ [name.replace(/s$/, '')]: key }));
}

const given = (input: unknown): Mock => (typeof input === 'object' && input !== null ? { ...(input as Mock) } : {});

/** A look-up has the id that it was asked for with, and what a mutation changes has what it was given. */
function objectOf(mock: Mock, args: Record<string, unknown>, type: GraphQLObjectType): Mock {
  if (args.id !== undefined) return { id: args.id };
  if (args.externalId !== undefined) return { externalId: args.externalId };
  const isOutcome = mock.__typename?.endsWith('Success') || mock.__typename?.endsWith('Conflict');
  if (!isOutcome) return {};
  const fields = type.getFields();
  return Object.fromEntries(
    Object.entries(mock).filter(
      ([name, value]) => name in fields && name !== '__typename' && typeof value !== 'object',
    ),
  );
}

/** The rows of a page: edges and nodes are the same ones. */
function rowsOf(mock: Mock, field: 'edges' | 'nodes'): Mock[] {
  const { nodes, edges } = mock as { nodes?: Mock[]; edges?: { node?: Mock }[] };
  const rows = nodes ?? edges?.map(({ node }) => node ?? {}) ?? Array.from({ length: rowsOfList }, (): Mock => ({}));
  mock.nodes = rows;
  return field === 'nodes' ? rows : rows.map((node, index) => ({ node, cursor: `cursor-${index + 1}` }));
}
