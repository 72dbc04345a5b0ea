import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  Kind,
  parse,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { addSelections, type Edit } from './edits.ts';
import { laidOut, selectionOf } from './selections.ts';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );

/** The conditions of the fragments within a selection set, each with what it selects. */
function conditionsOf(set: SelectionSetNode, fragments: Fragments): { type: string; set: SelectionSetNode }[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return selection.typeCondition
        ? [{ type: selection.typeCondition.name.value, set: selection.selectionSet }]
        : conditionsOf(selection.selectionSet, fragments);
    const fragment = fragments.get(selection.name.value);
    return fragment ? [{ type: fragment.typeCondition.name.value, set: fragment.selectionSet }] : [];
  });
}

/** What kind of value stands behind each name of the answer: members that differ in it need aliases. */
function kindsIn(schema: GraphQLSchema, conditions: { type: string; set: SelectionSetNode }[]): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const { type: name, set } of conditions) {
    const type = schema.getType(name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const selection of set.selections) {
      const field = selection.kind === Kind.FIELD ? type.getFields()[selection.name.value] : undefined;
      if (selection.kind === Kind.FIELD && field)
        kinds.set(selection.alias?.value ?? selection.name.value, String(field.type));
    }
  }
  return kinds;
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

function selected(
  field: GraphQLField<unknown, unknown>,
  member: string,
  schema: GraphQLSchema,
  kinds: Map<string, string>,
) {
  const kind = String(field.type);
  const isClash = (kinds.get(field.name) ?? kind) !== kind;
  if (!isClash) kinds.set(field.name, kind);
  const type = getNamedType(field.type);
  return [
    isClash ? `${lowerFirst(member)}${upperFirst(field.name)}: ` : '',
    field.name,
    isLeafType(type) ? '' : ` ${selectionOf(type, schema)}`,
  ].join('');
}

/** An inline fragment with all that a member has beside what an interface selects already. */
function fragmentOn(member: GraphQLObjectType, schema: GraphQLSchema, kinds: Map<string, string>, known: Set<string>) {
  const fields = Object.values(member.getFields()).filter(
    (field) => !field.args.some(isRequiredArgument) && !field.deprecationReason,
  );
  const own = fields.filter(({ name }) => !known.has(name));
  const all = (own.length > 0 ? own : fields).map((field) => selected(field, member.name, schema, kinds));
  return `... on ${member.name} { ${all.join(' ')} }`;
}

function missingOf(set: SelectionSetNode, union: GraphQLUnionType, schema: GraphQLSchema, fragments: Fragments) {
  const conditions = conditionsOf(set, fragments);
  const named = new Set(conditions.map(({ type }) => type));
  // A fragment on the union itself has the members.
  if (named.has(union.name)) return undefined;
  const missing = schema.getPossibleTypes(union).filter(({ name }) => !named.has(name));
  if (missing.length === 0) return undefined;
  const kinds = kindsIn(schema, conditions);
  const known = new Set(
    conditions
      .filter(({ type }) => isInterfaceType(schema.getType(type)))
      .flatMap(({ set: { selections } }) =>
        selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : [])),
      ),
  );
  return missing.map((member) => fragmentOn(member, schema, kinds, known)).join(' ');
}

/** Edits that add the members of unions that a document does not name, so that no outcome is without its details. */
export function missingMembers(schema: GraphQLSchema, source: string): Edit[] {
  const document = parse(source);
  const fragments = fragmentsOf(document);
  const edits: Edit[] = [];
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      SelectionSet(set) {
        const type = typeInfo.getParentType();
        const missing = isUnionType(type) ? missingOf(set, type, schema, fragments) : undefined;
        if (missing) edits.push(addSelections(source, set, laidOut(missing)));
      },
    }),
  );
  return edits;
}
