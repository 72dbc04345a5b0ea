import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { Deadline } from '../../concurrency/deadline.ts';
import type { Follower } from '../../events/follow.service.ts';
import type { EventSink } from './event-sink.ts';
import { EventStream } from './event-stream.ts';
import type { SocketEvents } from './socket-events.ts';
import { acceptedForm, type StreamForm } from './stream-forms.ts';

declare module 'fastify' {
  interface FastifyRequest {
    live?: LiveRequest;
    /** Where the events go if the request is made for a WebSocket. */
    socketEvents: SocketEvents | undefined;
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

/** What a request has to do with live updates: whether it takes events, and the subscription once there is one. */
export class LiveRequest {
  readonly #form: StreamForm | undefined;
  readonly #socketEvents: SocketEvents | undefined;
  #end: AbortController | undefined;
  subscription?: {
    events: AsyncIterable<{ position: string }>;
    answer(event: unknown): Promise<FormattedExecutionResult>;
    context: SubscriptionContext;
    release(): void;
  };

  constructor({ headers, socketEvents }: Pick<FastifyRequest, 'headers' | 'socketEvents'>) {
    this.#form = acceptedForm(headers.accept);
    this.#socketEvents = socketEvents;
  }

  /** Whether the client of an answer over HTTP reads a stream. */
  get acceptsStream(): boolean {
    return this.#form !== undefined;
  }

  /** Whether events have somewhere to go. */
  get takesEvents(): boolean {
    return this.acceptsStream || this.#socketEvents !== undefined;
  }

  /** Ends the events; few requests have any. */
  get end(): AbortController {
    this.#end ??= new AbortController();
    return this.#end;
  }

  /** @param position where the reader is, also when nothing changed for long */
  open(reply: FastifyReply, position: () => string | undefined): EventSink {
    if (this.#socketEvents) return this.#socketEvents.open(reply, position);
    return new EventStream(reply, this.#form as StreamForm, position);
  }
}
