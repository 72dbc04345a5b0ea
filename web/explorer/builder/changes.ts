import {
  type ASTNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  visit,
} from 'graphql';
import type { Operation } from '../../shared/operation/operation.ts';
import {
  addSelectionSet,
  addSelections,
  type Edit,
  removeSelection,
  setArguments,
  setVariables,
  textOf,
} from '../document/edits.ts';
import { laidOut } from '../document/selections.ts';
import { newField, type Variable, variableFor } from './examples.ts';

/** What a click changes in the document and in its variables. */
export interface Change {
  edits: Edit[];
  added: Variable[];
  /** Names of variables that nothing uses any more. */
  removed: string[];
}

export type Parent = OperationDefinitionNode | FieldNode | InlineFragmentNode;

/** A place of the open document: the operation, and all nodes from there to the place. */
export interface Spot {
  source: string;
  path: readonly [OperationDefinitionNode, ...Parent[]];
}

const parentOf = ({ path }: Spot) => path.at(-1) as Parent;

const namesOf = (operation: OperationDefinitionNode) =>
  (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);

function usesOf(node: ASTNode, without?: ASTNode): Set<string> {
  const uses = new Set<string>();
  visit(node, {
    enter: (inner) => (inner === without ? false : undefined),
    VariableDefinition: () => false,
    Variable: ({ name }) => void uses.add(name.value),
  });
  return uses;
}

/** The edit of the definitions of variables, if there is one to make. */
function redeclare(
  { source, path: [operation] }: Spot,
  added: readonly Variable[],
  removed: readonly string[],
): Edit[] {
  if (added.length + removed.length === 0) return [];
  const kept = (operation.variableDefinitions ?? []).filter(({ variable }) => !removed.includes(variable.name.value));
  const texts = [...kept.map((node) => textOf(source, node)), ...added.map(({ definition }) => definition)];
  return [setVariables(source, operation, texts)];
}

function addTo(spot: Spot, selections: string): Edit {
  const parent = parentOf(spot);
  const text = laidOut(selections);
  if (parent.selectionSet) return addSelections(spot.source, parent.selectionSet, text);
  return addSelectionSet(spot.source, parent as FieldNode, text);
}

export function selectField(spot: Spot, field: GraphQLField<unknown, unknown>, schema: GraphQLSchema): Change {
  const { text, variables } = newField(field, schema, new Set(namesOf(spot.path[0])));
  return { edits: [addTo(spot, text), ...redeclare(spot, variables, [])], added: variables, removed: [] };
}

export const selectMember = (spot: Spot, typeName: string, selection: string): Change => ({
  edits: [addTo(spot, `... on ${typeName} ${selection}`)],
  added: [],
  removed: [],
});

/** Takes a selection out, with the variables that only it used. */
export function deselect(spot: Spot, node: FieldNode | InlineFragmentNode): Change {
  const [operation] = spot.path;
  const removal = removeSelection(spot.source, [...spot.path, node]);
  const isAll = removal.start <= (operation.loc?.start ?? 0);
  const used = usesOf(operation, node);
  const removed = isAll
    ? namesOf(operation)
    : namesOf(operation).filter((name) => usesOf(node).has(name) && !used.has(name));
  return { edits: [removal, ...(isAll ? [] : redeclare(spot, [], removed))], added: [], removed };
}

const argumentTexts = (source: string, field: FieldNode, without?: string) =>
  (field.arguments ?? []).filter(({ name }) => name.value !== without).map((node) => textOf(source, node));

/** Gives a field, which is the place itself, an argument. */
export function giveArgument(spot: Spot, argument: GraphQLArgument): Change {
  const field = parentOf(spot) as FieldNode;
  const variable = variableFor(argument, field.name.value, new Set(namesOf(spot.path[0])));
  const texts = [...argumentTexts(spot.source, field), variable.argument];
  return {
    edits: [setArguments(spot.source, field, texts), ...redeclare(spot, [variable], [])],
    added: [variable],
    removed: [],
  };
}

export function takeArgument(spot: Spot, { name }: GraphQLArgument): Change {
  const field = parentOf(spot) as FieldNode;
  const node = field.arguments?.find((each) => each.name.value === name);
  const used = usesOf(spot.path[0], node);
  const removed = node?.value.kind === Kind.VARIABLE ? [node.value.name.value].filter((each) => !used.has(each)) : [];
  return {
    edits: [setArguments(spot.source, field, argumentTexts(spot.source, field, name)), ...redeclare(spot, [], removed)],
    added: [],
    removed,
  };
}

const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** An operation that begins with a field. */
export function newOperation(
  kind: OperationTypeNode,
  field: GraphQLField<unknown, unknown>,
  schema: GraphQLSchema,
): Operation {
  const { text, variables } = newField(field, schema, new Set());
  const definitions = variables.map(({ definition }) => definition).join(', ');
  const lines = laidOut(text)
    .split('\n')
    .map((line) => `  ${line}`);
  return {
    query: `${kind} ${upperFirst(field.name)}${definitions && `(${definitions})`} {\n${lines.join('\n')}\n}\n`,
    variables: variablesText('', variables, []),
  };
}

/**
 * The text of the variables after a change.
 *
 * @throws SyntaxError where they are no JSON
 */
export function variablesText(text: string, added: readonly Variable[], removed: readonly string[]): string {
  const before: Record<string, unknown> = text.trim() ? JSON.parse(text) : {};
  const kept = Object.entries(before).filter(([name]) => !removed.includes(name));
  const after = Object.fromEntries([...kept, ...added.map(({ name, value }) => [name, value] as const)]);
  return Object.keys(after).length > 0 ? JSON.stringify(after, null, 2) : '';
}
