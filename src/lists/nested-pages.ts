import { createHash } from 'node:crypto';
import type { Page, PageArguments } from './pagination.ts';

/** What a nested list is asked for: a page, and what else its field takes. */
export interface NestedArguments extends PageArguments {
  filter?: unknown;
  orderBy?: unknown;
}

/** A list that the document asks for in each of the rows that are read, such as each group's websites. */
export interface NestedList {
  /** Type and field, e.g. `Group.websites`. */
  relation: string;
  args: NestedArguments;
  /** The lists nested in each of its rows. */
  nested: readonly NestedList[];
}

/** What an operation selects of the rows that a field is about to read. */
export interface Selection {
  lists: readonly NestedList[];
  /** The names of all fields that the operation selects, wherever; undefined where it may need anything. */
  fields: ReadonlySet<string> | undefined;
}

export const everything: Selection = { lists: [], fields: undefined };

/** What the document selects of the rows, and where the pages of nested lists go. */
export interface Lookahead {
  selection: Selection;
  pages: NestedPages;
}

/** Pages that a request read together with their parents, until their fields ask for them. */
export class NestedPages {
  readonly #pages = new Map<string, Map<string, Page<unknown>>>();

  /** @param pages by the ids of their parents */
  add({ relation, args }: NestedList, pages: Map<string, Page<unknown>>): void {
    const name = nameOf(relation, args);
    const known = this.#pages.get(name);
    if (known) for (const [parentId, page] of pages) known.set(parentId, page);
    else this.#pages.set(name, pages);
  }

  /** The page of a parent's list, if it was read. */
  find<Row>(relation: string, args: NestedArguments, parentId: string): Page<Row> | undefined {
    if (this.#pages.size === 0) return undefined;
    return this.#pages.get(nameOf(relation, args))?.get(parentId) as Page<Row> | undefined;
  }
}

/** Longer ones are told apart by their hashes. */
const maxText = 100;

/** The filter of a variable is the same object for all parents. */
const filterNames = new WeakMap<object, string>();

/** A short text that equal filters have in common. */
function nameOfFilter(filter: unknown): string {
  if (typeof filter !== 'object' || filter === null) return '';
  const known = filterNames.get(filter);
  if (known !== undefined) return known;
  const text = JSON.stringify(filter);
  const name = text.length > maxText ? createHash('sha256').update(text).digest('base64') : text;
  filterNames.set(filter, name);
  return name;
}

const nameOf = (relation: string, { first, after, filter, orderBy }: NestedArguments) =>
  `${relation} ${first ?? ''} ${after ?? ''}${filter || orderBy ? ` ${JSON.stringify(orderBy ?? null)} ${nameOfFilter(filter)}` : ''}`;
