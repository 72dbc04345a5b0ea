import DataLoader from 'dataloader';
import { whenHandedOut } from '../concurrency/event-loop-turns.ts';
import { everything, type NestedArguments, type NestedPages, type Selection } from './nested-pages.ts';
import type { Page } from './pagination.ts';

/** As DataLoader does it, but for lists whose entries are handed out over several turns of the event loop. */
function afterLevel(send: () => void): void {
  void Promise.resolve().then(() =>
    process.nextTick(() => {
      let isAtOnce = true;
      whenHandedOut(() => (isAtOnce ? send() : afterLevel(send)));
      isAtOnce = false;
    }),
  );
}

/**
 * A loader that gathers the keys of one level of an answer into one call. It remembers nothing, so that what a
 * mutation reads after a write is never from before it. Of the many that a request may use, it makes those that it does.
 */
export function batching<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
): Pick<DataLoader<Key, Value>, 'load'> {
  let loader: DataLoader<Key, Value> | undefined;
  return {
    load(key) {
      loader ??= new DataLoader(load, { cache: false, batchScheduleFn: afterLevel });
      return loader.load(key);
    },
  };
}

/**
 * A loader of what belongs to ids: one call for all ids of a level that are asked for with the same arguments. A call
 * that fails is the error of its ids alone.
 */
export function batchingPer<Args, Value>(
  load: (ids: readonly string[], args: Args) => Promise<readonly Value[]>,
): (ids: readonly string[], args: Args) => Promise<readonly Value[]> {
  interface Asked {
    ids: readonly string[];
    args: Args;
  }
  const loader = batching(async (asked: readonly Asked[]) => {
    const calls = new Map<string, { ids: string[]; args: Args; answer?: Promise<readonly Value[]> }>();
    const shares = asked.map(({ ids, args }) => {
      const name = JSON.stringify(args); // what an operation selects is the same for all of them
      const call = calls.get(name) ?? { ids: [], args };
      calls.set(name, call);
      const start = call.ids.length;
      for (const id of ids) call.ids.push(id);
      return { call, start, end: call.ids.length };
    });
    for (const call of calls.values()) call.answer = load(call.ids, call.args);
    return Promise.all(
      shares.map(async ({ call, start, end }) => {
        try {
          return ((await call.answer) as readonly Value[]).slice(start, end);
        } catch (error) {
          return error as Error;
        }
      }),
    );
  });
  return (ids, args) => loader.load({ ids, args });
}

/** Looks rows up by a key: null where there is none; with each row the lists nested in it. */
export interface LookUpLoader<Row> {
  one(key: string, selection?: Selection): Promise<Row | null>;
  /** As many answers as keys. */
  many(keys: readonly string[], selection?: Selection): Promise<readonly (Row | null)[]>;
}

export function lookUpsOf<Row>(
  find: (keys: readonly string[], selection: Selection) => Promise<(Row | null)[]>,
): LookUpLoader<Row> {
  const load = batchingPer(find);
  return {
    one: async (key, selection = everything) => (await load([key], selection))[0] as Row | null,
    many: (keys, selection = everything) => load(keys, selection),
  };
}

type ListArguments = Pick<NestedArguments, 'first' | 'after' | 'filter' | 'orderBy'>;

/** Reads pages of parents' lists, where they were not read together with the parents. */
export function pagesOf<Row>(
  relation: string,
  nestedPages: NestedPages,
  list: (parentIds: readonly string[], args: ListArguments) => Promise<readonly Page<Row>[]>,
): (parentId: string, args: ListArguments) => Promise<Page<Row>> | Page<Row> {
  const load = batchingPer(list);
  return (id, args) =>
    nestedPages.find<Row>(relation, args, id) ?? load([id], args).then(([page]) => page as Page<Row>);
}
