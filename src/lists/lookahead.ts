import {
  type ASTNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { createParameterDecorator } from 'type-graphql';
import { isConnection, isEdge } from './connection-types.ts';
import { everything, type NestedList, type Selection } from './nested-pages.ts';

/** A list as a document asks for it, whatever the variables are. */
interface Selected {
  relation: string;
  args: [name: string, value: ValueNode][];
  /** Present where it is asked for more than a page, whose values have to be read by their types. */
  typed?: { field: GraphQLField<unknown, unknown>; node: FieldNode };
  nested: Selected[];
}

type Fragments = Record<string, FragmentDefinitionNode>;
type Variables = Record<string, unknown>;

/** Documents that come again are the same objects. */
const known = new WeakMap<FieldNode, Selected[]>();

/** Gives a resolver what is {@link selected} of the rows that it reads. */
export const Lookahead = () => createParameterDecorator(({ info }) => selected(info));

/**
 * What a query selects of the rows that a field is about to read, and the lists that it asks for with them, for one
 * statement to read all. Fields of mutations get no lists: what they answer with is read when its turn has come.
 */
export function selected(info: GraphQLResolveInfo): Selection {
  return info.operation.operation === 'query' ? { lists: nestedListsOf(info), fields: fieldsOf(info) } : everything;
}

/** The same for each request of an operation. */
const fieldsKnown = new WeakMap<OperationDefinitionNode, ReadonlySet<string>>();

function fieldsOf({ operation, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  let names = fieldsKnown.get(operation);
  if (!names) {
    names = namesIn([operation, ...Object.values(fragments)]);
    fieldsKnown.set(operation, names);
  }
  return names;
}

function namesIn(definitions: ASTNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const definition of definitions) visit(definition, { Field: ({ name }) => void names.add(name.value) });
  return names;
}

function nestedListsOf({ fieldNodes, returnType, fragments, variableValues }: GraphQLResolveInfo): NestedList[] {
  const type = getNamedType(returnType);
  if (!isObjectType(type)) return [];
  return fieldNodes.flatMap((node) => {
    let selected = known.get(node);
    if (!selected) {
      selected = node.selectionSet ? selectedIn(node.selectionSet, type, fragments) : [];
      known.set(node, selected);
    }
    return withVariables(selected, variableValues);
  });
}

function withVariables(selected: Selected[], variables: Variables): NestedList[] {
  return selected.map(({ relation, args, typed, nested }) => ({
    relation,
    args: typed
      ? getArgumentValues(typed.field, typed.node, variables)
      : Object.fromEntries(args.map(([name, value]) => [name, valueFromASTUntyped(value, variables)])),
    nested: withVariables(nested, variables),
  }));
}

/** The lists in the nodes of a connection, or those of a node. What a directive may leave out is not looked at. */
function selectedIn({ selections }: SelectionSetNode, type: GraphQLObjectType, fragments: Fragments): Selected[] {
  return selections.flatMap((selection) => {
    if (selection.directives?.length) return [];
    if (selection.kind === Kind.FIELD) return selectedByField(selection, type, fragments);
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return inner && !inner.directives?.length ? selectedIn(inner.selectionSet, type, fragments) : [];
  });
}

function selectedByField(node: FieldNode, type: GraphQLObjectType, fragments: Fragments): Selected[] {
  const field = type.getFields()[node.name.value];
  const inner = field && getNamedType(field.type);
  if (!field || !isObjectType(inner) || !node.selectionSet) return [];
  if (isConnection(type) || isEdge(type)) return selectedIn(node.selectionSet, inner, fragments);
  if (!isConnection(inner)) return [];
  const args = (node.arguments ?? []).map(({ name, value }): Selected['args'][number] => [name.value, value]);
  const nested = selectedIn(node.selectionSet, inner, fragments);
  const isPage = args.every(([name]) => name === 'first' || name === 'after');
  return [{ relation: `${type.name}.${node.name.value}`, args, ...(!isPage && { typed: { field, node } }), nested }];
}
