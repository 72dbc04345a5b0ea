import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import { RateLimitedError } from '../errors.ts';
import { documentsOf } from '../graphql/documents/limits.ts';
import type { Charge } from '../rate-limit/charge.ts';
import { type Budget, type RateLimiter, secondsUntil } from '../rate-limit/rate-limiter.ts';
import type { FindFace } from '../rest/faces.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request costs, and what its organization has left. */
    charge: Charge;
  }
}

const organizationOf = ({ caller }: { caller?: Caller }) => (caller as Caller).organization.id;

/** Tells what is left, once it is known, in the headers of an answer. */
export function setRateLimitHeaders(
  { charge: { budget } }: FastifyRequest,
  reply: FastifyReply,
  toReset: (resetAt: Date) => number = secondsUntil,
): void {
  if (!budget) return;
  reply.headers({
    'x-rate-limit-limit': budget.limit,
    'x-rate-limit-remaining': budget.remaining,
    'x-rate-limit-reset': toReset(budget.resetAt),
  });
}

/** To read a document, and find what is wrong with it, takes as long as a point for each so many characters; other values less. */
const charactersPerPoint = 1000;
const bytesPerPoint = 100_000;

/** Charges a request that is refused before it has a cost: by its size, and one point at least. */
async function spendOnRefusal(limiter: RateLimiter, request: FastifyRequest): Promise<Budget> {
  const organization = organizationOf(request);
  const characters = documentsOf(request).reduce((sum, text) => sum + text.length, 0);
  const points = Math.floor(characters / charactersPerPoint + (request.bodyShare?.most ?? 0) / bytesPerPoint);
  if (points > 0) await limiter.charge(organization, points);
  return limiter.spend(organization, 1);
}

/** Tells the budget in the headers of each answer to a valid key, also where the request got to no operation. */
export function addRateLimitHeaders(app: FastifyInstance, limiter: RateLimiter | undefined, findFace: FindFace): void {
  app.decorateRequest('charge', null as unknown as Charge);
  app.addHook('onRequest', (request, _reply, done) => {
    request.charge = {};
    done();
  });
  if (!limiter) return;
  app.addHook('onSend', (request, reply, payload, done) => {
    const { caller, charge } = request;
    if (!caller) return done(null, payload);
    const tell = () => {
      setRateLimitHeaders(request, reply, findFace(request.url)?.resetHeader);
      done(null, payload);
    };
    if (charge.budget) return tell();
    spendOnRefusal(limiter, request).then((budget) => {
      charge.budget = budget;
      tell();
    }, done);
  });
}

/** Refuses the requests of an organization that has nothing left, before their bodies are read. */
export const refuseExhausted =
  (limiter: RateLimiter | undefined): onRequestHookHandler =>
  (request, _reply, done) => {
    const budget = limiter?.exhausted(organizationOf(request));
    if (!budget) return done();
    request.charge.budget = budget;
    done(new RateLimitedError(budget, secondsUntil(budget.resetAt)));
  };
