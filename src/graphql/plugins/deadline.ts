import type { GraphQLSchema } from 'graphql';
import { RequestTimeoutError } from '../../errors.ts';
import { isDryRun } from '../documents/dry-runs.ts';
import { isOfDatabase, originOf } from '../errors.ts';
import type { OperationPlugin } from '../operation-plugins.ts';

/** Tells queries from mutations, and that an answer without any data is none; of a busy database, when to come again. */
export const deadlines = (schema: GraphQLSchema): OperationPlugin => ({
  onRequest(asked) {
    const { deadline } = asked.context;
    deadline.operation = asked.operation.operation;
    deadline.isDryRun = isDryRun(schema, asked);
  },
  onResponse({ deadline: { reason } }, response) {
    const hasData = Boolean(response.result.data);
    if (reason instanceof RequestTimeoutError && !hasData) response.status = reason.statusCode;
    const busy = response.errors.map(originOf).find(isOfDatabase);
    if (!busy) return;
    response.headers.set('retry-after', String(busy.retryAfterS));
    if (!hasData) response.status = busy.statusCode;
  },
});
