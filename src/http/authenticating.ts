import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { ConcurrencyLimiter } from '../concurrency/concurrency-limiter.ts';
import { OverloadedError } from '../errors.ts';

/** Finds out who sends a request, at once for a key that was looked up a moment ago, and refuses what cannot be served. */
export function authenticating(
  authenticator: Authenticator,
  limiter: ConcurrencyLimiter,
  findCaller: (request: FastifyRequest) => Promise<Caller>,
): onRequestHookHandler {
  return (request, _reply, done) => {
    const found = (caller: Caller) => {
      request.caller = caller;
      request.scope.organization = caller.organization.id;
      done(limiter.admits(caller.organization.id) ? undefined : new OverloadedError());
    };
    const remembered = authenticator.remembered(request.headers);
    if (remembered) found(remembered);
    else limiter.lookUp(() => findCaller(request)).then(found, done);
  };
}
