import type { FastifyReply } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { Cancellation, cancellation } from '../database/cancellation.ts';
import { OverloadedError, RequestTimeoutError } from '../errors.ts';
import type { Step } from './steps.ts';

const { code, retryAfterS, statusCode } = new OverloadedError();

/** The end of a request's time, or of the interest in it. */
export class Deadline extends Cancellation {
  /** What a client leaves behind is ended where nothing is lost by it: a mutation that has begun is seen through. */
  endWhenClientLeaves = true;

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

/** Tells queries from mutations, and that an answer without any data is none; of a busy database, when to come again. */
export const deadlines: Step = {
  before({ operation, context: { deadline } }) {
    deadline.endWhenClientLeaves = operation.operation === OperationTypeNode.QUERY;
  },
  after({ deadline: { reason } }, answered) {
    if (reason instanceof RequestTimeoutError && !answered.result.data) answered.status = reason.statusCode;
    if (!answered.result.errors?.some(({ extensions }) => extensions?.code === code)) return;
    answered.headers.set('retry-after', String(retryAfterS));
    if (!answered.result.data) answered.status = statusCode;
  },
};
