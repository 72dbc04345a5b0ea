import { readFile } from 'node:fs/promises';
import type { ApolloServerOptions } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { ConfigError } from '../../config.ts';
import { UntrustedDocumentError } from '../../errors.ts';
import { documentsOf } from './limits.ts';

/** What Apollo's `generate-persisted-query-manifest` writes. */
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

/** The texts of trusted documents by their ids. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** @throws ConfigError for a file that is no manifest */
export async function readTrustedDocuments(path: string): Promise<TrustedDocuments> {
  try {
    const { operations } = manifest.parse(JSON.parse(await readFile(path, 'utf8')));
    return new Map(operations.map(({ id, body }) => [id, body]));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `TRUSTED_DOCUMENTS must be the path of a persisted query manifest of version 1${code ? ` (${code})` : ''}`,
    );
  }
}

/** For texts that clients register by their hashes, in characters. */
const maxRegistered = 10_000_000;

/** Where Apollo Server finds documents by id: the trusted ones, and those that clients register where others may run. */
export function documentsById(
  trusted: TrustedDocuments,
  onlyTrusted: boolean,
): NonNullable<ApolloServerOptions<never>['persistedQueries']> {
  const registered = new LRUCache<string, string>({ maxSize: maxRegistered, sizeCalculation: (text) => text.length });
  const idOf = (key: string) => key.replace(/^apq:/, '');
  return {
    cache: {
      get: async (key) => trusted.get(idOf(key)) ?? registered.get(key),
      set: async (key, text) => {
        if (!onlyTrusted) registered.set(key, text);
      },
      delete: async (key) => registered.delete(key),
    },
  };
}

/** Refuses every text that is not that of a trusted document; ids lead to nothing else. */
export function refuseUntrusted(trusted: TrustedDocuments): (request: FastifyRequest) => Promise<void> {
  const texts = new Set(trusted.values());
  return async (request) => {
    if (!documentsOf(request).every((text) => texts.has(text))) throw new UntrustedDocumentError();
  };
}
