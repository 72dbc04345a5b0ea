import { isUtf8 } from 'node:buffer';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FastifyInstance, FastifyRequest, preHandlerHookHandler } from 'fastify';
import type { ConcurrencyLimiter } from '../../concurrency/concurrency-limiter.ts';
import type { Config } from '../../config.ts';
import { BadRequestError, ContentCodingError, LimitError } from '../../errors.ts';
import { discardBody } from '../http-errors.ts';
import { onEnd } from '../request-scope.ts';
import { BodyBudget, type BodyShare } from './body-budget.ts';
import { checkJson, JsonScan } from './json-scan.ts';
import { LargeBodies } from './large-bodies.ts';

declare module 'fastify' {
  interface FastifyRequest {
    bodyShare: BodyShare;
  }
  interface FastifyContextConfig {
    /** Reads JSON that is in order once more, where the usual reading is not exact enough. */
    readExactly?: ((text: string) => unknown) | undefined;
  }
}

export type BodyLimits = Pick<
  Config,
  'MAX_BODY_BYTES' | 'MAX_BODY_VALUES' | 'MAX_BODY_BYTES_IN_FLIGHT' | 'MAX_BODY_BYTES_IN_FLIGHT_PER_ORGANIZATION'
>;

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What takes a body out of its coding, if it has one. @throws ContentCodingError */
function decoderFor(coding: string): Transform | undefined {
  const name = coding.toLowerCase().replace(/^x-gzip$/, 'gzip'); // its old name
  if (name === '' || name === 'identity') return undefined;
  const create = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (!create) throw new ContentCodingError(coding, Object.keys(decoders));
  return create();
}

/** Reads a body as far as its limits allow, decoded where it has a coding: its bytes are those that come out. */
async function readBody(request: FastifyRequest, limits: BodyLimits, scan: JsonScan): Promise<Buffer> {
  const { raw, headers, bodyShare } = request;
  const { MAX_BODY_BYTES: maxBytes } = limits;
  const length = Number(headers['content-length']);
  if (length > maxBytes) throw new LimitError('BODY_TOO_LARGE', maxBytes, length);
  const decoder = decoderFor(headers['content-encoding'] ?? '');
  const isReserved = !decoder && length > 0;
  if (isReserved) await bodyShare.reserve(2 * length); // most bodies take less, parsed
  const chunks: Buffer[] = [];
  let arrived = 0;
  let read = 0;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      if (decoder) raw.unpipe(decoder);
      decoder?.destroy();
      raw.removeAllListeners('data');
      reject(error);
    };
    const orFail = (take: (chunk: Buffer) => void) => (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        fail(error);
      }
    };
    const take = orFail((chunk) => {
      read += chunk.length;
      if (read > maxBytes) throw new LimitError('BODY_TOO_LARGE', maxBytes);
      scan.add(chunk);
      if (!isReserved) bodyShare.settle(read);
      chunks.push(chunk);
    });
    const end = () => resolve(Buffer.concat(chunks, read));
    raw.on('error', () => fail(new BadRequestError('The body ended before all of it arrived.')));
    if (!decoder) return void raw.on('data', take).on('end', end);
    // A coded body may be endless and decode to nothing.
    raw.on(
      'data',
      orFail((chunk) => {
        arrived += chunk.length;
        if (arrived > maxBytes) throw new LimitError('BODY_TOO_LARGE', maxBytes);
      }),
    );
    decoder.on('data', take).on('end', end);
    decoder.on('error', () =>
      fail(
        new BadRequestError(`The body does not match its header "content-encoding: ${headers['content-encoding']}".`),
      ),
    );
    raw.pipe(decoder);
  });
}

/** About what a parsed value takes beside its text, in bytes: measured from 10 for a number to 70 for `{}`. */
const bytesPerValue = 64;

/** Reads bodies of JSON, and refuses bytes that are no text: decoding would put other characters in their place. */
export function readJsonBodies(app: FastifyInstance, limits: BodyLimits, limiter: ConcurrencyLimiter): void {
  const largeBodies = new LargeBodies(limiter);
  const budget = new BodyBudget(limits.MAX_BODY_BYTES_IN_FLIGHT, limits.MAX_BODY_BYTES_IN_FLIGHT_PER_ORGANIZATION);
  const parse = app.getDefaultJsonParser('error', 'error');
  app.decorateRequest('bodyShare', null as unknown as BodyShare);
  app.addHook('preParsing', (request, reply, _payload, done) => {
    const share = budget.open(request.caller?.organization.id);
    request.bodyShare = share;
    onEnd(reply, () => share.close());
    done();
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', async (request: FastifyRequest) => {
    try {
      const scan = new JsonScan(limits.MAX_BODY_VALUES);
      const body = await readBody(request, limits, scan);
      await largeBodies.wait(request.caller?.organization.id ?? '', body.length);
      request.bodyShare.settle(body.length + scan.values * bytesPerValue);
      request.charge.bodyValues = scan.values;
      if (!isUtf8(body)) throw new BadRequestError('The body must be JSON in UTF-8, but some bytes are not UTF-8.');
      const { readExactly } = request.routeOptions.config;
      const text = body.toString();
      const value = await new Promise((resolve, reject) => {
        void parse(request, text, (error, value) => (error ? reject(error) : resolve(value)));
      });
      return readExactly ? readExactly(text) : value;
    } catch (error) {
      request.bodyShare.close();
      await discardBody(request.raw);
      throw error;
    }
  });
}

/** Holds the JSON in an address to the same limits as that of a body. */
export function limitJsonInSearch({ MAX_BODY_VALUES }: BodyLimits): preHandlerHookHandler {
  return (request, _reply, done) => {
    try {
      const { variables, extensions } = request.query as Record<string, unknown>;
      for (const text of [variables, extensions]) if (typeof text === 'string') checkJson(text, MAX_BODY_VALUES);
      done();
    } catch (error) {
      done(error as Error);
    }
  };
}
