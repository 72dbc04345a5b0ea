import { graphqlErrors } from '../../telemetry/metrics.ts';
import { requestScope } from '../../telemetry/request-scope.ts';
import type { OperationPlugin } from '../operation-plugins.ts';

/** Counts the errors of answers, and records in the request's scope what kind of operation it is. */
export const countErrors: OperationPlugin = {
  onRequest({ operation }) {
    const scope = requestScope.getStore();
    if (scope) scope.operation = operation.operation;
  },
  onResponse(_context, { result: { errors } }) {
    for (const { extensions } of errors ?? []) graphqlErrors.inc({ code: String(extensions?.code) });
  },
};
