import type { FastifyReply } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { Cancellation, cancellation } from '../database/cancellation.ts';
import { RequestTimeoutError } from '../errors.ts';
import type { OperationPlugin } from '../graphql/operation-plugins.ts';

/** The end of a request's time, or of the interest in it. */
export class Deadline extends Cancellation {
  /** What a client leaves behind is ended where nothing is lost by it: a mutation is seen through. */
  endWhenClientLeaves = false;

  /** Does the work of a request, within its time; what goes on after that fails at its next statement. */
  async run<Result>(timeoutMs: number, reply: FastifyReply, work: () => Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => this.cancel(new RequestTimeoutError(timeoutMs)), timeoutMs);
    const leave = () => {
      if (this.endWhenClientLeaves && !reply.raw.writableFinished) this.cancel(new Error('The client left.'));
    };
    reply.raw.once('close', leave);
    try {
      return await cancellation.run(this, work);
    } finally {
      clearTimeout(timer);
      reply.raw.removeListener('close', leave);
    }
  }
}

/** Tells queries from mutations, and that an answer without any data is none. */
export const deadlines: OperationPlugin = {
  onRequest({ operation, context: { deadline } }) {
    deadline.endWhenClientLeaves = operation.operation === OperationTypeNode.QUERY;
  },
  onResponse({ deadline: { reason } }, response) {
    if (reason instanceof RequestTimeoutError && !response.result.data) response.status = reason.statusCode;
  },
};
