import type { FastifyReply } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { RequestTimeoutError } from '../errors.ts';
import { Cancellation, cancellation } from './cancellation.ts';

/** One for all: a stack of its own would cost each request more than the rest of its end. */
const requestAnswered = new Error('The request was answered.');

/** The end of a request's time, or of the interest in it. */
export class Deadline extends Cancellation {
  /** Known once the request is parsed. */
  operation: OperationTypeNode | undefined;
  /** Whether it is a mutation that is only tried. */
  isDryRun = false;

  /** Does the work of a request, within its time; what goes on after that fails at its next statement. */
  async run<Result>(timeoutMs: number, reply: FastifyReply, work: () => Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => this.cancel(new RequestTimeoutError(timeoutMs)), timeoutMs);
    const leave = () => {
      // What a client leaves behind is ended where nothing is lost by it: a mutation that has begun is seen through.
      if ((this.operation !== OperationTypeNode.MUTATION || this.isDryRun) && !reply.raw.writableFinished)
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
