import type { IncomingHttpHeaders } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import type { RequestContext } from './context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    live?: LiveRequest;
  }
}

/** What a request has to do with live updates: whether it takes a stream, and the subscription once there is one. */
export class LiveRequest {
  readonly acceptsStream: boolean;
  #end: AbortController | undefined;
  subscription?: {
    events: AsyncIterable<{ position: string }>;
    answer(event: unknown): Promise<FormattedExecutionResult>;
    context: RequestContext;
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
