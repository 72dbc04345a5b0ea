import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { Caller } from '../auth/caller.ts';
import { Attempt } from '../database/attempt.ts';
import { IdempotencyError, IdempotencyKeyInvalidError } from '../errors.ts';
import type { RequestContext } from './context.ts';
import { toGraphQLError } from './errors.ts';

const printable = /^[ -~]{1,255}$/;

/** The same for the same request of a caller with the same rights. */
function fingerprintOf({ apiKey, websiteScope }: Caller, ...asked: unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([apiKey.permissions, websiteScope === null, ...asked]))
    .digest('hex');
}

/** Lets mutations be repeated safely: those that are sent with the header `Idempotency-Key`. */
export const idempotentMutations: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    let ended = false;
    return {
      async didResolveOperation({ operation, operationName, request, source, contextValue }) {
        const { caller, stores, place, idempotencyKey: key } = contextValue;
        if (operation?.operation !== 'mutation' || key === undefined) return;
        try {
          if (!printable.test(key)) throw new IdempotencyKeyInvalidError();
          const repeatable = {
            organizationId: caller.organization.id,
            apiKeyId: caller.apiKey.id,
            key,
            fingerprint: fingerprintOf(caller, source, operationName, request.variables ?? {}),
          };
          const attempt = await Attempt.begin(stores.prisma, repeatable, (wait) => place.leaveWhile(wait));
          if (ended) attempt.end();
          else contextValue.attempt = attempt;
        } catch (error) {
          if (!(error instanceof IdempotencyError)) throw error;
          throw toGraphQLError(error);
        }
      },
      async willSendResponse({ contextValue, response, errors }) {
        ended = true;
        // What only turns out at a field, since another node is at work on the request, answers as before all fields.
        const refusal = errors?.map(unwrapResolverError).find((error) => error instanceof IdempotencyError);
        if (refusal) response.http.status = refusal.statusCode;
        if (refusal?.retryAfterS !== undefined) response.http.headers.set('retry-after', String(refusal.retryAfterS));
        contextValue.attempt?.end();
        if (contextValue.attempt?.isReplay) response.http.headers.set('idempotent-replayed', 'true');
      },
    };
  },
};
