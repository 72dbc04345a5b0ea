import type { FieldPolicy, FieldReadFunction, Reference, StoreObject } from '@apollo/client/cache';
import { print, type SelectionSetNode, valueFromASTUntyped } from 'graphql';
import { type ConnectionValue, joined } from './join.ts';
import { pagesOf } from './watched-lists.ts';

/** What the cache keeps for one list with exactly these arguments: one answer of the service. */
interface Window {
  /** Of rows that have an id: queries with different selections share it. */
  known?: ConnectionValue;
  /** Of rows that were selected without an id, which nothing else can be compared with: by selection. */
  answers?: Record<string, ConnectionValue>;
}

type Arguments = Record<string, unknown> | null;

const present = (args: Arguments) =>
  Object.keys(args ?? {})
    .filter((name) => args?.[name] != null)
    .sort();

/**
 * A Relay connection. It answers with what the service answered to exactly the same arguments, or not at all, and then a
 * request is made. What a list has at other arguments cannot be told from it: pages share no rows that could be trusted.
 */
export const connection: FieldPolicy<Window, ConnectionValue, ConnectionValue> = {
  keyArgs: present,

  read(window, options) {
    const list = answerOf(window, options);
    return (
      list &&
      pagesOf(options.variables).reduce<ConnectionValue>(
        (shown, variables) => withPage(shown, variables, options),
        list,
      )
    );
  },

  merge(window, incoming, { field }) {
    if (!hasKeys(incoming))
      return { ...window, answers: { ...window?.answers, [selectionOf(field?.selectionSet)]: incoming } };
    const page = withNodes(incoming);
    // Other rows or another count: what is known is older, and must not be mixed with it.
    if (!window?.known) return { ...window, known: page };
    return agree(window.known, page) && fits(window.known, page)
      ? { ...window, known: union(window.known, page) as ConnectionValue }
      : { known: page };
  },
};

type ReadOptions = Parameters<FieldReadFunction<Window, ConnectionValue>>[1];

function answerOf(window: Window | undefined, { field, canRead }: ReadOptions): ConnectionValue | undefined {
  const list = window?.answers?.[selectionOf(field?.selectionSet)] ?? window?.known;
  // A row that is gone leaves a gap: what took its place is not known.
  const rows = [...(list?.nodes ?? []), ...(list?.edges ?? []).map(({ node }) => node)];
  return rows.every((row) => row === undefined || canRead(row as Reference | StoreObject)) ? list : undefined;
}

/** The list with a page that `fetchMore` asked for with these variables, if the page joins on to it. */
function withPage(list: ConnectionValue, variables: Record<string, unknown>, options: ReadOptions): ConnectionValue {
  const { field, fieldName, args, readField } = options;
  const pageArgs = Object.fromEntries(
    (field?.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]),
  );
  if (same(args, pageArgs, 'first', 'last', 'after', 'before') && !same(args, pageArgs)) {
    const page = readField<ConnectionValue>({ fieldName, args: pageArgs, variables: {}, ...(field && { field }) });
    return page ? (joined(list, page as ConnectionValue, pageArgs) ?? list) : list;
  }
  return list;
}

function same(one: Arguments, other: Arguments, ...except: string[]): boolean {
  const values = (args: Arguments) =>
    present(args)
      .filter((name) => !except.includes(name))
      .map((name) => [name, args?.[name]]);
  return JSON.stringify(values(one)) === JSON.stringify(values(other));
}

const isKey = (row: unknown) => (row as Partial<Reference> | undefined)?.__ref !== undefined;

const hasKeys = ({ nodes = [], edges = [] }: ConnectionValue) =>
  nodes.every(isKey) && edges.every(({ node }) => node === undefined || isKey(node));

/** Edges have their nodes, so a query for nodes needs no request of its own. */
function withNodes(page: ConnectionValue): ConnectionValue {
  const nodes = page.nodes ?? page.edges?.map(({ node }) => node as Reference);
  return nodes?.every((node) => node !== undefined) ? { ...page, nodes } : page;
}

const fits = (one: ConnectionValue, other: ConnectionValue) => {
  const [length, otherLength] = [one, other].map(({ nodes, edges }) => nodes?.length ?? edges?.length);
  return length === undefined || otherLength === undefined || length === otherLength;
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether two answers say the same about whatever both of them have. */
function agree(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => agree(item, other[index]));
  if (!isObject(one) || !isObject(other)) return one === other;
  return Object.keys(one).every((name) => !(name in other) || agree(one[name], other[name]));
}

function union(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return one.map((item, index) => union(item, other[index]));
  if (!isObject(one) || !isObject(other)) return other;
  const both = Object.entries(other).map(([name, value]) => [name, name in one ? union(one[name], value) : value]);
  return { ...one, ...Object.fromEntries(both) };
}

const selections = new WeakMap<SelectionSetNode, string>();

function selectionOf(selectionSet: SelectionSetNode | undefined): string {
  if (!selectionSet) return '';
  const printed = selections.get(selectionSet) ?? print(selectionSet);
  selections.set(selectionSet, printed);
  return printed;
}
