import { BadArgumentError } from '../errors.ts';
import { type Order, type Page, type PageArguments, type PageWindow, toWindow } from './pagination.ts';

/** A list that is asked for with each of the rows that are read, such as each group's websites. */
export interface WantedList {
  /** Type and field, e.g. `Group.websites`. */
  relation: string;
  args: PageArguments;
  /** What is asked for with each of its rows. */
  below: readonly WantedList[];
}

/** What an operation selects of the rows that a field is about to read. */
export interface Selection {
  lists: readonly WantedList[];
  /** The names of all fields that the operation selects, wherever; undefined where it may need anything. */
  fields: ReadonlySet<string> | undefined;
}

export const everything: Selection = { lists: [], fields: undefined };

/** The part of a wanted list that is asked for; undefined where its arguments are wrong. */
export function wantedWindow<Row>({ args }: WantedList, order: Order<Row>): PageWindow | undefined {
  try {
    return toWindow(args, order);
  } catch (error) {
    if (error instanceof BadArgumentError) return undefined;
    throw error;
  }
}

/** What is wanted below rows, and where it goes. */
export interface Below {
  wanted: Selection;
  pages: PagesBelow;
}

/** Pages that a request read together with the rows above them, until their fields ask for them. */
export class PagesBelow {
  readonly #pages = new Map<string, Map<string, Page<unknown>>>();

  /** @param pages by the ids of their parents */
  add({ relation, args }: WantedList, pages: Map<string, Page<unknown>>): void {
    const name = nameOf(relation, args);
    const known = this.#pages.get(name);
    if (known) for (const [parentId, page] of pages) known.set(parentId, page);
    else this.#pages.set(name, pages);
  }

  /** The page of a parent's list, if it was read. */
  find<Row>(relation: string, args: PageArguments, parentId: string): Page<Row> | undefined {
    if (this.#pages.size === 0) return undefined;
    return this.#pages.get(nameOf(relation, args))?.get(parentId) as Page<Row> | undefined;
  }
}

const nameOf = (relation: string, { first, after }: PageArguments) => `${relation} ${first ?? ''} ${after ?? ''}`;
