import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  parse,
  print,
} from 'graphql';

/** What tells rows apart, in the order in which it is selected. */
const telling = ['id', 'name', 'url', 'lookupName', 'revision', 'labelText', 'path', 'message', 'position', 'kind'];

const maxLeaves = 4;
const maxDepth = 3;

type Field = GraphQLField<unknown, unknown>;

const isFree = (field: Field) => !field.args.some(isRequiredArgument) && !field.deprecationReason;

/** The fields that can be selected without arguments, and have no fields of their own. */
export const leavesOf = (fields: Record<string, Field>): Field[] =>
  Object.values(fields).filter((field) => isLeafType(getNamedType(field.type)) && isFree(field));

/** The success of a mutation, and the interface of all that is refused. */
function outcomes(members: readonly GraphQLObjectType[], schema: GraphQLSchema, depth: number): string {
  const success = members.filter(({ name }) => name.endsWith('Success'));
  const common = members.flatMap((member) => member.getInterfaces()).at(0);
  const parts = (success.length > 0 ? success : members.slice(0, 1)).map(
    (member) => `... on ${member.name} ${selectionOf(member, schema, depth + 1)}`,
  );
  if (common) parts.push(`... on ${common.name} ${selectionOf(common, schema, depth + 1)}`);
  return `{ __typename ${parts.join(' ')} }`;
}

/** A few fields of a type, in braces; nothing for a type without fields. */
export function selectionOf(type: GraphQLNamedType, schema: GraphQLSchema, depth = 0): string {
  if (isUnionType(type)) return outcomes(schema.getPossibleTypes(type) as GraphQLObjectType[], schema, depth);
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const fields = type.getFields();
  if (fields.nodes) return `{ nodes ${selectionOf(getNamedType(fields.nodes.type), schema, depth + 1)} }`;
  const leaves = leavesOf(fields);
  const chosen = telling.flatMap((name) => leaves.find((leaf) => leaf.name === name) ?? []);
  const named = (chosen.length > 0 ? chosen : leaves).slice(0, maxLeaves).map(({ name }) => name);
  const isOutcome = isObjectType(type) && named.length === 0;
  const inner =
    isOutcome && depth < maxDepth
      ? Object.values(fields)
          .filter(isFree)
          .slice(0, 1)
          .map((field) => `${field.name} ${selectionOf(getNamedType(field.type), schema, depth + 1)}`)
      : [];
  const all = [...named, ...inner];
  return `{ ${all.length > 0 ? all.join(' ') : '__typename'} }`;
}

/** Selections on lines of their own. */
export const laidOut = (selections: string): string =>
  print(parse(`{ ${selections} }`))
    .split('\n')
    .slice(1, -1)
    .map((line) => line.slice(2))
    .join('\n');
