import type { ApolloServerPlugin } from '@apollo/server';
import type { preHandlerHookHandler } from 'fastify';
import { LRUCache } from 'lru-cache';
import { readPrefix } from '../../schema/prefix.ts';
import { documentsOf } from '../documents/limits.ts';
import type { OperationPlugin } from '../operation-plugins.ts';
import type { RequestContext } from '../request-context.ts';
import { type Prefixed, withPrefix } from './with-prefix.ts';
import { type TranslatedDocument, withoutPrefix } from './without-prefix.ts';

/**
 * `/graphql?prefix=Acme_`: the service in a supergraph in which its names are taken, as federation renames nothing. The
 * document is translated before anything looks at it but the limits of documents, and the answer after everything did:
 * costs, rights and all else are the same.
 */

declare module 'fastify' {
  interface FastifyRequest {
    /** Set where the address has a prefix. */
    prefixed?: Prefixed & { documents: Map<string, TranslatedDocument> };
  }
}

/** For the texts of documents, in characters. */
const maxRemembered = 5_000_000;

/** Translates the documents of requests, which are within their limits. */
export function translateDocuments(): preHandlerHookHandler {
  const translated = new LRUCache<string, TranslatedDocument>({
    maxSize: maxRemembered,
    sizeCalculation: ({ text }, key) => text.length + key.length + 1,
  });
  return (request, _reply, done) => {
    const prefix = readPrefix((request.query as Record<string, unknown>).prefix);
    if (!prefix) return done();
    const documents = new Map<string, TranslatedDocument>();
    for (const text of documentsOf(request)) {
      const key = `${prefix} ${text}`;
      const document = translated.get(key) ?? withoutPrefix(text, prefix);
      translated.set(key, document);
      documents.set(text, document);
    }
    request.prefixed = { prefix, documents };
    done();
  };
}

/** Has Apollo Server execute the translated documents. */
export const translatedDocuments: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ request, contextValue }) {
    const { prefixed } = contextValue;
    const document = prefixed?.documents.get(request.query ?? '');
    if (!document) return;
    request.query = document.text;
    // It has the hash of the text that was sent.
    delete request.extensions?.persistedQuery;
    if (prefixed && document.marker) prefixed.marker = document.marker;
  },
};

/** Translates the answers. The last plugin: no other has to know. */
export const prefixAnswers: OperationPlugin = {
  onResponse({ prefixed }, response) {
    if (prefixed) response.result = withPrefix(response.result, prefixed);
  },
};
