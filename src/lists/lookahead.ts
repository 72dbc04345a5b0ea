import {
  type ASTNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
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
import { everything, type Selection, type WantedList } from './nested-pages.ts';

/** A list as a document asks for it, whatever the variables are. */
interface Selected {
  relation: string;
  args: [name: string, value: ValueNode][];
  below: Selected[];
}

type Fragments = Record<string, FragmentDefinitionNode>;
type Variables = Record<string, unknown>;

/** Documents that come again are the same objects. */
const known = new WeakMap<FieldNode, Selected[]>();

/** Gives a resolver what is {@link selected} of the rows that it reads. */
export const Wanted = () => createParameterDecorator(({ info }) => selected(info));

/**
 * What a query selects of the rows that a field is about to read, and the lists that it asks for with them, for one
 * statement to read all. Fields of mutations get no lists: what they answer with is read when its turn has come.
 */
export function selected(info: GraphQLResolveInfo): Selection {
  return info.operation.operation === 'query' ? { lists: listsBelow(info), fields: fieldsOf(info) } : everything;
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

function listsBelow({ fieldNodes, returnType, fragments, variableValues }: GraphQLResolveInfo): WantedList[] {
  const type = getNamedType(returnType);
  if (!isObjectType(type)) return [];
  return fieldNodes.flatMap((node) => {
    let selected = known.get(node);
    if (!selected) {
      selected = node.selectionSet ? selectedBelow(node.selectionSet, type, fragments) : [];
      known.set(node, selected);
    }
    return withVariables(selected, variableValues);
  });
}

function withVariables(selected: Selected[], variables: Variables): WantedList[] {
  return selected.map(({ relation, args, below }) => ({
    relation,
    args: Object.fromEntries(args.map(([name, value]) => [name, valueFromASTUntyped(value, variables)])),
    below: withVariables(below, variables),
  }));
}

/** Of a connection the lists below its nodes, of a node its own. What a directive may leave out is not looked at. */
function selectedBelow({ selections }: SelectionSetNode, type: GraphQLObjectType, fragments: Fragments): Selected[] {
  return selections.flatMap((selection) => {
    if (selection.directives?.length) return [];
    if (selection.kind === Kind.FIELD) return selectedByField(selection, type, fragments);
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return inner && !inner.directives?.length ? selectedBelow(inner.selectionSet, type, fragments) : [];
  });
}

function selectedByField(node: FieldNode, type: GraphQLObjectType, fragments: Fragments): Selected[] {
  const field = type.getFields()[node.name.value];
  const inner = field && getNamedType(field.type);
  if (!isObjectType(inner) || !node.selectionSet) return [];
  if (/(Connection|Edge)$/.test(type.name)) return selectedBelow(node.selectionSet, inner, fragments);
  if (!inner.name.endsWith('Connection')) return [];
  const args = (node.arguments ?? []).map(({ name, value }): Selected['args'][number] => [name.value, value]);
  const below = selectedBelow(node.selectionSet, inner, fragments);
  return [{ relation: `${type.name}.${node.name.value}`, args, below }];
}
