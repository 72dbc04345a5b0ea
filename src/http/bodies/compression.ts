import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** In bytes: with its headers, what is smaller fits into one packet anyway. */
const worthIt = 1024;

/**
 * Compresses answers for clients that accept it. A stream of events is none of them: it is written past this.
 *
 * What BREACH takes does not exist here: an attacker's page cannot make a browser send somebody's key, which is in no
 * cookie.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip', 'deflate'],
    threshold: worthIt,
    globalDecompression: false,
  });
}
