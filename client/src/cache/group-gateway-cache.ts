import type { OperationVariables } from '@apollo/client';
import { type Cache, InMemoryCache } from '@apollo/client/cache';
import type { DocumentNode } from 'graphql';
import { allUnknown, dryRuns, forget, madeUnknown } from './apply-changes.ts';
import type { Unknown } from './effects.ts';
import { cacheConfig } from './policies.ts';
import { addPage, isSame, restart, type Watch, watchedList, withoutList } from './watched-lists.ts';

/**
 * A cache that knows the schema, and whose answers are those of the service:
 *
 * - a page of a list is answered with what the service answered to the same arguments, else by a request;
 * - what a mutation or an event of a subscription makes unknown is forgotten, also if a request that was on its way
 *   meanwhile answers with it later;
 * - what a dry run says would be is not taken for what is;
 * - a watched query that is continued with `fetchMore` grows, and no other query does.
 */
class GroupGatewayCache extends InMemoryCache {
  #watches = new Set<Watch>();
  #optimistic = false;
  #changes: Unknown[] = [];
  /** How many changes there were when a document was sent. Each request has a copy of its document. */
  #changesWhenSent = new WeakMap<DocumentNode, number>();

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
    const { dataId, variables } = options;
    const dry = dataId === 'ROOT_MUTATION' ? dryRuns(options) : 'none';
    if (dry === 'all') return undefined;
    if (dry === 'some') {
      const written = super.write(options);
      this.#change(allUnknown(this));
      return written;
    }
    if (dataId === 'ROOT_MUTATION' || dataId === 'ROOT_SUBSCRIPTION') {
      // What is only expected makes nothing unknown: no request is to be made before it has happened.
      if (!this.#optimistic) this.#change(madeUnknown(this, options));
    } else {
      this.#forgetMissed(options.query);
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
    for (const known of [document, sent]) this.#changesWhenSent.set(known, this.#changes.length);
    return sent;
  }

  #change(unknown: Unknown[]): void {
    this.#changes.push(...unknown);
    forget(this, unknown);
  }

  /** Waits until the answer is written and delivered: only then does Apollo Client send a request for what is forgotten. */
  #forgetMissed(query: DocumentNode): void {
    const missed = this.#changes.slice(this.#changesWhenSent.get(query) ?? this.#changes.length);
    if (missed.length === 0) return;
    queueMicrotask(() => this.batch({ update: () => forget(this, missed) }));
  }

  /** `fetchMore` writes what it got without `overwrite`, which the answer to a query always comes with. */
  #continue({ query, variables }: Cache.WriteOptions): void {
    const page = withoutList(variables);
    for (const watch of this.#watches)
      if (watch.query === query && !isSame(withoutList(watch.variables), page)) addPage(watch, page ?? {});
  }
}

/** A cache for Apollo Client 4 that knows the schema. One cache for one key: another key sees other things. */
export const createCache = (): InMemoryCache => new GroupGatewayCache();
