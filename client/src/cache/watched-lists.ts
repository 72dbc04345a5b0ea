import type { OperationVariables } from '@apollo/client';
import { type Cache, makeVar, type ReactiveVar } from '@apollo/client/cache';
import { canonicalStringify } from '@apollo/client/utilities';

/**
 * The pages that `fetchMore` brought to a query that a component watches. They belong to that query alone: any other
 * query with the same arguments gets what the service answers to these.
 *
 * Apollo Client reads the cache for a watched query with nothing but its document and its variables, so a variable that
 * no document has says which query it is. It is never sent: links leave out the variables that an operation does not use.
 */
export const watchedList = 'groupGatewayWatchedList';

type Variables = Record<string, unknown>;

/** By the value of that variable: for each further page the variables that it was asked for with. */
const lists = new Map<string, ReactiveVar<readonly Variables[]>>();
let last = 0;

/** The pages that a query with these variables has beyond its own. */
export const pagesOf = (variables: Variables | undefined): readonly Variables[] =>
  lists.get(variables?.[watchedList] as string)?.() ?? [];

export function withoutList<Given extends OperationVariables | undefined>(variables: Given): Given {
  if (!variables || !(watchedList in variables)) return variables;
  const { [watchedList]: _, ...rest } = variables;
  return rest as Given;
}

/** The list starts again: at its first page. */
export function restart(variables: Variables | undefined): void {
  lists.get(variables?.[watchedList] as string)?.([]);
}

export const isSame = (one: Variables | undefined, other: Variables | undefined) =>
  canonicalStringify(one ?? {}) === canonicalStringify(other ?? {});

export type Watch = Cache.WatchOptions & { watcher?: { options?: { variables?: OperationVariables } } };

/** Adds a page to those of a watched query. The code that reads the list shows it if it follows the page before. */
export function addPage(watch: Watch, variables: Variables): void {
  const name = (watch.variables?.[watchedList] as string | undefined) ?? `${++last}`;
  const list = lists.get(name) ?? makeVar<readonly Variables[]>([]);
  lists.set(name, list);
  watch.variables = { ...watch.variables, [watchedList]: name };
  const options = watch.watcher?.options;
  if (options) options.variables = { ...options.variables, [watchedList]: name };
  list([...list().filter((page) => !isSame(page, variables)), variables]);
}
