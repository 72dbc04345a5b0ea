import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLSchema } from 'graphql';
import { repeatableRequest } from '../../auth/repeatable-request.ts';
import { IdempotentRequest } from '../../database/idempotent-request.ts';
import { IdempotencyError } from '../../errors.ts';
import { isDryRun } from '../documents/dry-runs.ts';
import { toGraphQLError } from '../errors.ts';
import type { OperationPlugin, OperationRequest } from '../operation-plugins.ts';

async function begin(key: string, { source, operationName, variables, context }: OperationRequest): Promise<void> {
  const { caller, prisma, permit } = context;
  try {
    const repeatable = repeatableRequest(caller, context.headers, key, source, operationName, variables);
    context.idempotentRequest = await IdempotentRequest.begin(prisma, repeatable, (wait) => permit.yieldWhile(wait));
  } catch (error) {
    if (!(error instanceof IdempotencyError)) throw error;
    throw toGraphQLError(error);
  }
}

/** Lets mutations be repeated safely: those that are sent with the header `Idempotency-Key`. */
export const idempotentMutations = (schema: GraphQLSchema): OperationPlugin => ({
  onRequest(asked) {
    const key = asked.operation.operation === 'mutation' ? asked.context.idempotencyKey : undefined;
    // A dry run leaves the key to the request that does it.
    return key === undefined || isDryRun(schema, asked) ? undefined : begin(key, asked);
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
});
