import { createHash } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { keyOf } from '../../auth/authenticate.ts';
import type { Caller } from '../../auth/caller.ts';
import { IdempotentRequest } from '../../database/idempotent-request.ts';
import { IdempotencyError, IdempotencyKeyInvalidError } from '../../errors.ts';
import { toGraphQLError } from '../errors.ts';
import type { OperationPlugin, OperationRequest } from '../operation-plugins.ts';

const printable = /^[ -~]{1,255}$/;

/** The same for the same request of a caller with the same rights. */
function fingerprintOf({ apiKey, websiteScope }: Caller, ...asked: unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([apiKey.permissions, websiteScope === null && !apiKey.readOnly, ...asked]))
    .digest('hex');
}

async function begin(key: string, { source, operationName, variables, context }: OperationRequest): Promise<void> {
  const { caller, prisma, permit } = context;
  try {
    if (!printable.test(key)) throw new IdempotencyKeyInvalidError();
    const repeatable = {
      organizationId: caller.organization.id,
      apiKeyId: caller.apiKey.id,
      key,
      fingerprint: fingerprintOf(caller, source, operationName, variables),
      secret: keyOf(context.headers) as string, // of a caller, so it is there
    };
    context.idempotentRequest = await IdempotentRequest.begin(prisma, repeatable, (wait) => permit.yieldWhile(wait));
  } catch (error) {
    if (!(error instanceof IdempotencyError)) throw error;
    throw toGraphQLError(error);
  }
}

/** Lets mutations be repeated safely: those that are sent with the header `Idempotency-Key`. */
export const idempotentMutations: OperationPlugin = {
  onRequest(asked) {
    const key = asked.operation.operation === 'mutation' ? asked.context.idempotencyKey : undefined;
    return key === undefined ? undefined : begin(key, asked);
  },
  onResponse({ idempotentRequest }, response) {
    const { errors, headers } = response;
    // What only turns out at a field, since another node is at work on the request, answers as before all fields.
    const refusal = errors.map(unwrapResolverError).find((error) => error instanceof IdempotencyError);
    if (refusal) response.status = refusal.statusCode;
    if (refusal?.retryAfterS !== undefined) headers.set('retry-after', String(refusal.retryAfterS));
    idempotentRequest?.end();
    if (idempotentRequest?.isReplay) headers.set('idempotent-replayed', 'true');
  },
};
