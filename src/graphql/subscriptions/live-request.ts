import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { Deadline } from '../../concurrency/deadline.ts';
import type { Follower } from '../../events/follow.service.ts';

declare module 'fastify' {
  interface FastifyRequest {
    live?: LiveRequest;
  }
}

/** What a subscription needs of its request for as long as it runs. */
export interface SubscriptionContext {
  log: FastifyBaseLogger;
  deadline: Deadline;
  follower: Follower;
  /** @throws UnauthenticatedError when the key has ended */
  renew(): Promise<unknown>;
}

/** What a request has to do with live updates: whether it takes a stream, and the subscription once there is one. */
export class LiveRequest {
  readonly acceptsStream: boolean;
  #end: AbortController | undefined;
  subscription?: {
    events: AsyncIterable<{ position: string }>;
    answer(event: unknown): Promise<FormattedExecutionResult>;
    context: SubscriptionContext;
    release(): void;
  };

  constructor({ accept = '' }: IncomingHttpHeaders) {
    this.acceptsStream = /text\/event-stream/i.test(accept);
  }

  /** Ends the stream; few requests have one. */
  get end(): AbortController {
    this.#end ??= new AbortController();
    return this.#end;
  }
}
