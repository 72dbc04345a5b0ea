import { graphqlErrors } from '../../telemetry/metrics.ts';
import { requestScope } from '../../telemetry/request-scope.ts';
import type { OperationPlugin } from '../operation-plugins.ts';

/** Counts the errors of answers, and tells the request's scope what it is that it asks for. */
export const countErrors: OperationPlugin = {
  onRequest({ operation }) {
    const scope = requestScope.getStore();
    if (scope) scope.operation = operation.operation;
  },
  onResponse(_context, { result: { errors } }) {
    for (const { extensions } of errors ?? []) graphqlErrors.inc({ code: String(extensions?.code) });
  },
};
