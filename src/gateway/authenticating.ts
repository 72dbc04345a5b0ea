import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { Admission } from './admission.ts';

/** Finds out who sends a request; at once for a key that was looked up a moment ago. */
export function authenticating(
  authenticator: Authenticator,
  admission: Admission,
  findCaller: (request: FastifyRequest) => Promise<Caller>,
): onRequestHookHandler {
  return (request, _reply, done) => {
    const remembered = admission.isFull ? undefined : authenticator.remembered(request.headers);
    if (remembered) {
      request.caller = remembered;
      return done();
    }
    admission
      .checkIn(() => findCaller(request))
      .then((caller) => {
        request.caller = caller;
        done();
      }, done);
  };
}
