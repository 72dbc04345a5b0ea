import type {
  ASTNode,
  FieldNode,
  InlineFragmentNode,
  Location,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';

/** A change of a text, which leaves comments and all else as somebody wrote it. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export function applyEdits(source: string, edits: readonly Edit[]): string {
  // From the end, so that the places of the others stay right.
  return [...edits]
    .sort((one, other) => other.start - one.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source);
}

const locationOf = ({ loc }: ASTNode) => loc as Location;

const insertion = (at: number, text: string): Edit => ({ start: at, end: at, text });

const indentationAt = (source: string, at: number) =>
  /^[ \t]*/.exec(source.slice(source.lastIndexOf('\n', at - 1) + 1, at))?.[0] ?? '';

/** Adds selections at the end of a selection set. */
export function addSelections(source: string, { loc }: SelectionSetNode, selections: string): Edit {
  const { start, end } = loc as Location;
  const brace = end - 1;
  const outer = indentationAt(source, brace);
  const isOneLine = !source.slice(start, end).includes('\n');
  if (isOneLine && !selections.includes('\n'))
    return insertion(source.slice(0, brace).trimEnd().length, ` ${selections}`);
  const lines = selections.split('\n').map((line) => `\n${outer}  ${line}`);
  const last = source.slice(0, brace).trimEnd().length;
  return { start: last, end: brace, text: `${lines.join('')}\n${outer}` };
}

/** Gives a field that has none a selection set. */
export const addSelectionSet = (source: string, field: FieldNode, selections: string): Edit => {
  const { start, end } = locationOf(field);
  const outer = indentationAt(source, start);
  return insertion(
    end,
    ` {${selections
      .split('\n')
      .map((line) => `\n${outer}  ${line}`)
      .join('')}\n${outer}}`,
  );
};

/** Takes a part of the text out, and its line with it if nothing else is on it. */
export function removeNode(source: string, node: ASTNode): Edit {
  const { start, end } = locationOf(node);
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const nextLine = source.indexOf('\n', end);
  const lineEnd = nextLine < 0 ? source.length : nextLine;
  const isAlone = source.slice(lineStart, start).trim() === '' && source.slice(end, lineEnd).trim() === '';
  if (isAlone) return { start: Math.max(0, lineStart - 1), end: lineEnd, text: '' };
  const space = /^[ \t]+/.exec(source.slice(end))?.[0].length ?? 0;
  return { start, end: end + space, text: '' };
}

type WithSelections = FieldNode | InlineFragmentNode | OperationDefinitionNode;

/** Takes a selection out, and what would be left without any. */
export function removeSelection(source: string, path: readonly WithSelections[]): Edit {
  const depth = path.findLastIndex((_node, index) => index === 0 || selectionsOf(path[index - 1]).length > 1);
  return removeNode(source, path[Math.max(0, depth)] as ASTNode);
}

const selectionsOf = (node: WithSelections | undefined) => node?.selectionSet?.selections ?? [];

/** What stands between the brackets of a list, brackets included; an empty place where there is none. */
function listBetween(source: string, nodes: readonly ASTNode[], otherwise: number): { start: number; end: number } {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (!first || !last) return { start: otherwise, end: otherwise };
  return {
    start: source.lastIndexOf('(', locationOf(first).start),
    end: source.indexOf(')', locationOf(last).end) + 1,
  };
}

const inBrackets = (texts: readonly string[]) => (texts.length > 0 ? `(${texts.join(', ')})` : '');

export const textOf = (source: string, node: ASTNode) => source.slice(locationOf(node).start, locationOf(node).end);

/** Gives a field these arguments instead of its own. */
export const setArguments = (source: string, field: FieldNode, texts: readonly string[]): Edit => ({
  ...listBetween(source, field.arguments ?? [], locationOf(field.name).end),
  text: inBrackets(texts),
});

/** Gives an operation these definitions of variables instead of its own. */
export function setVariables(source: string, operation: OperationDefinitionNode, texts: readonly string[]): Edit {
  const { start } = locationOf(operation);
  const isShorthand = source[start] === '{';
  const keywordEnd = isShorthand ? start : start + operation.operation.length;
  const place = listBetween(
    source,
    operation.variableDefinitions ?? [],
    operation.name ? locationOf(operation.name).end : keywordEnd,
  );
  const text = inBrackets(texts);
  return { ...place, text: isShorthand && text ? `query ${text} ` : text };
}
