import { createHash } from 'node:crypto';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import { BadRequestError } from '../errors.ts';
import { readOnly } from '../schema/parts.ts';
import { readPrefix } from '../schema/prefix.ts';
import { type SdlDialect, type SdlWriter, sdlDialects } from '../schema/sdl.ts';

const isDialect = (value: unknown): value is SdlDialect => sdlDialects.some((dialect) => dialect === value);

/** A weak one: compressed or not, the text is the same. */
function entityTag(sdl: string): string {
  return `W/"${createHash('sha256').update(sdl).digest('base64url')}"`;
}

/** `/schema.graphql`: the schema as the key's owner sees it, for gateways that compose without introspection. */
export function addSdl(app: FastifyInstance, sdl: SdlWriter, authenticate: onRequestHookHandler): void {
  app.get<{ Querystring: { for?: unknown; prefix?: unknown; only?: unknown } }>(
    '/schema.graphql',
    { onRequest: authenticate },
    async (request, reply) => {
      const { for: dialect = 'stitching', prefix, only } = request.query;
      if (!isDialect(dialect))
        throw new BadRequestError(`The parameter "for" must be one of ${sdlDialects.join(', ')}, or left out.`);
      const part = { prefix: readPrefix(prefix), only: readOnly(only) };
      const text = sdl(request.caller as Caller, dialect, part);
      const tag = entityTag(text);
      // What one key's owner sees is not for the next one: only the gateway itself may keep it, and asks each time.
      reply.headers({ etag: tag, vary: 'x-api-key, authorization', 'cache-control': 'private, no-cache' });
      const known = request.headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^(?:W\/)?/, 'W/'));
      if (known?.includes(tag)) return reply.code(304).send();
      return reply.type('text/plain; charset=utf-8').send(text);
    },
  );
}
