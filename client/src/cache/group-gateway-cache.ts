import type { OperationVariables } from '@apollo/client';
import { type Cache, InMemoryCache } from '@apollo/client/cache';
import type { DocumentNode } from 'graphql';
import { type Asked, allUnknown, dryRuns, madeUnknown, mayBeUnknown } from './apply-changes.ts';
import type { Unknown } from './effects.ts';
import { forget, outdated } from './forget.ts';
import { cacheConfig } from './policies.ts';
import { addPage, isSame, restart, type Watch, watchedList, withoutList } from './watched-lists.ts';

/** What something made unknown, and what came after it. Those that nothing on its way needs any more are collected. */
interface Change {
  unknown: readonly Unknown[];
  next?: Change;
}

/**
 * A cache that knows the schema, and whose answers are those of the service:
 *
 * - a page of a list is answered with what the service answered to the same arguments, else by a request;
 * - what a mutation or an event of a subscription makes unknown is forgotten, also if a request that was on its way
 *   meanwhile answers with it later;
 * - what a dry run says would be is not taken for what is;
 * - a watched query that is continued with `fetchMore` grows, and no other query does.
 */
export class GroupGatewayCache extends InMemoryCache {
  #watches = new Set<Watch>();
  #optimistic = false;
  #lastChange: Change = { unknown: [] };
  /** The last change when a document was sent. Apollo Client writes the answer with the copy that it sent. */
  #lastWhenSent = new WeakMap<DocumentNode, Change>();

  constructor() {
    super(cacheConfig);
  }

  override watch<Data, Variables extends OperationVariables>(options: Cache.WatchOptions<Data, Variables>): () => void {
    const end = super.watch(options);
    const watch = options as Watch;
    this.#watches.add(watch);
    return () => {
      this.#watches.delete(watch);
      end();
    };
  }

  override write(options: Cache.WriteOptions): ReturnType<InMemoryCache['write']> {
    const { dataId, query, variables } = options;
    const dry = dataId === 'ROOT_MUTATION' ? dryRuns(options) : 'none';
    if (dry === 'all') return undefined;
    if (dry === 'some') {
      const written = super.write(options);
      this.#change(allUnknown(this));
      return written;
    }
    if (dataId === 'ROOT_MUTATION' || dataId === 'ROOT_SUBSCRIPTION') {
      // What is only expected makes nothing unknown: no request is to be made before it has happened.
      if (!this.#optimistic) {
        const unknown = madeUnknown(this, options);
        // The answer of the first of several changes does not know the others.
        const late = unknown.length > 1 ? unknown.flat() : [];
        this.#forgetSoon([...this.#missedBy(query), ...outdated(this, options.result), ...late]);
        this.#change(unknown.flat());
      }
    } else {
      this.#forgetSoon(this.#missedBy(query));
      if ('overwrite' in options) restart(variables);
      else this.#continue(options);
    }
    return super.write(variables?.[watchedList] ? { ...options, variables: withoutList(variables) } : options);
  }

  override batch<Result>(options: Cache.BatchOptions<InMemoryCache, Result>): Result {
    if (typeof options.optimistic !== 'string') return super.batch(options);
    // Apollo Client calls `update` again whenever a layer below changes.
    const update = (cache: InMemoryCache) => {
      const outer = this.#optimistic;
      this.#optimistic = true;
      try {
        return options.update(cache);
      } finally {
        this.#optimistic = outer;
      }
    };
    return super.batch({ ...options, update });
  }

  override transformForLink(document: DocumentNode): DocumentNode {
    const sent = { ...super.transformForLink(document) };
    this.#lastWhenSent.set(sent, this.#lastChange);
    return sent;
  }

  /** Forgets what a mutation can have changed that nobody knows the answer to. */
  forgetChangesOf(mutation: Asked): void {
    this.batch({ update: () => this.#change(mayBeUnknown(this, mutation)) });
  }

  #change(unknown: Unknown[]): void {
    this.#lastChange.next = { unknown };
    this.#lastChange = this.#lastChange.next;
    forget(this, unknown);
  }

  /** What was made unknown since a document was sent: its answer may be older. */
  #missedBy(query: DocumentNode): Unknown[] {
    const missed: Unknown[] = [];
    for (let change = this.#lastWhenSent.get(query)?.next; change; change = change.next) missed.push(...change.unknown);
    return missed;
  }

  /** Waits until the answer is written and delivered: only then does Apollo Client send a request for what is forgotten. */
  #forgetSoon(unknown: Unknown[]): void {
    if (unknown.length > 0) queueMicrotask(() => this.batch({ update: () => forget(this, unknown) }));
  }

  /** `fetchMore` writes what it got without `overwrite`, which the answer to a query always comes with. */
  #continue({ query, variables }: Cache.WriteOptions): void {
    const page = withoutList(variables);
    for (const watch of this.#watches)
      if (watch.query === query && !isSame(withoutList(watch.variables), page)) addPage(watch, page ?? {});
  }
}

/** A cache for Apollo Client 4 that knows the schema. One cache for one key: another key sees other things. */
export const createCache = (): GroupGatewayCache => new GroupGatewayCache();
