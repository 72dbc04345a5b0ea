import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import { BadRequestError, RateLimitedError } from '../errors.ts';
import { type RateLimiter, secondsUntil } from '../rate-limit/rate-limiter.ts';
import { readOnly } from '../schema/parts.ts';
import { readPrefix, writingPoints } from '../schema/prefix.ts';
import { type SdlDialect, type SdlWriter, sdlDialects } from '../schema/sdl.ts';

const isDialect = (value: unknown): value is SdlDialect => sdlDialects.some((dialect) => dialect === value);

/** A weak one: compressed or not, the text is the same. */
function entityTag(sdl: string): string {
  return `W/"${createHash('sha256').update(sdl).digest('base64url')}"`;
}

interface Dependencies {
  sdl: SdlWriter;
  spending: RateLimiter | undefined;
  onRequest: onRequestHookHandler[];
}

/** @throws RateLimitedError */
async function spendOnWriting(request: FastifyRequest, caller: Caller, spending: RateLimiter): Promise<void> {
  const cost = Math.min(writingPoints, spending.points);
  const { spent, ...budget } = await spending.spend(caller.organization.id, cost);
  request.charge.budget = budget;
  if (!spent) throw new RateLimitedError(budget, secondsUntil(budget.resetAt), cost);
}

/** `/schema.graphql`: the schema as the key's owner sees it, for gateways that compose without introspection. */
export function addSdl(app: FastifyInstance, { sdl, spending, onRequest }: Dependencies): void {
  app.get<{ Querystring: { for?: unknown; prefix?: unknown; only?: unknown } }>(
    '/schema.graphql',
    { onRequest },
    async (request, reply) => {
      const { for: dialect = 'stitching', prefix, only } = request.query;
      if (!isDialect(dialect))
        throw new BadRequestError(`The parameter "for" must be one of ${sdlDialects.join(', ')}, or left out.`);
      const part = { prefix: readPrefix(prefix), only: readOnly(only) };
      const caller = request.caller as Caller;
      const isWhole = !part.prefix && !part.only;
      if (spending && !isWhole && !sdl.remembers(caller, dialect, part))
        await spendOnWriting(request, caller, spending);
      const text = sdl.write(caller, dialect, part);
      const tag = entityTag(text);
      // What one key's owner sees is not for the next one: only the gateway itself may keep it, and asks each time.
      reply.headers({ etag: tag, vary: 'x-api-key, authorization', 'cache-control': 'private, no-cache' });
      const known = request.headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^(?:W\/)?/, 'W/'));
      if (known?.includes(tag)) return reply.code(304).send();
      return reply.type('text/plain; charset=utf-8').send(text);
    },
  );
}
