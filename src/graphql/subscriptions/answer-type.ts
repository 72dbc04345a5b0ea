import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

const json = 'application/json; charset=utf-8';

/** What an answer can be written as, the first where the client has no preference. */
const types = [json, 'application/graphql-response+json; charset=utf-8'];

/** Clients send few headers of this kind, again and again. */
const known = new LRUCache<string, { type: string | undefined }>({ max: 100 });

/** The content type of an answer as a client accepts it, chosen as Apollo Server does; undefined where it takes none. */
export function answerType(accept: string | undefined): string | undefined {
  if (!accept || accept === '*/*') return json;
  let found = known.get(accept);
  if (!found) {
    found = { type: new Negotiator({ headers: { accept } }).mediaType(types) };
    known.set(accept, found);
  }
  return found.type;
}
