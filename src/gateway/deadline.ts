import type { FastifyReply } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { Cancellation, cancellation } from '../database/cancellation.ts';
import { RequestTimeoutError } from '../errors.ts';
import { isOfDatabase, originOf } from './errors.ts';
import type { Step } from './steps.ts';

/** One for all: a stack of its own would cost each request more than the rest of its end. */
const requestAnswered = new Error('The request was answered.');

/** The end of a request's time, or of the interest in it. */
export class Deadline extends Cancellation {
  /** Known once the request is parsed. */
  operation: OperationTypeNode | undefined;

  /** Does the work of a request, within its time; what goes on after that fails at its next statement. */
  async run<Result>(timeoutMs: number, reply: FastifyReply, work: () => Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => this.cancel(new RequestTimeoutError(timeoutMs)), timeoutMs);
    const leave = () => {
      // What a client leaves behind is ended where nothing is lost by it: a mutation is seen through.
      if (this.operation === OperationTypeNode.QUERY && !reply.raw.writableFinished)
        this.cancel(new Error('The client left.'));
    };
    reply.raw.once('close', leave);
    try {
      return await cancellation.run(this, work);
    } finally {
      clearTimeout(timer);
      reply.raw.removeListener('close', leave);
      // An answer may come before all that it was to tell was read. A stream only begins here.
      if (this.operation !== OperationTypeNode.SUBSCRIPTION) this.reads.cancel(requestAnswered);
    }
  }
}

/** Tells queries from mutations, and that an answer without any data is none. */
export const deadlines: Step = {
  before({ operation, context: { deadline } }) {
    deadline.operation = operation.operation;
  },
  after({ deadline: { reason } }, answered) {
    if (answered.result.data) return;
    if (reason instanceof RequestTimeoutError) answered.status = reason.statusCode;
    const late = answered.errors.map(originOf).find(isOfDatabase);
    if (!late) return;
    answered.status = late.statusCode;
    answered.headers.set('retry-after', String(late.retryAfterS));
  },
};
