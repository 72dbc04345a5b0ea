import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyReply } from 'fastify';
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { EventSink } from './event-sink.ts';

/** The operation of a WebSocket that a request was made for, in this process. */
export const socketOperation = new AsyncLocalStorage<SocketEvents>();

/** An error that was formatted already. */
export class ToldError extends GraphQLError {
  readonly #told: GraphQLFormattedError;

  constructor(told: GraphQLFormattedError) {
    super(told.message, { extensions: told.extensions ?? null });
    this.#told = told;
  }

  override toJSON(): GraphQLFormattedError {
    return this.#told;
  }
}

/** Why events end that are not complete. */
const interrupted = new Error('The node stops');

type Ended = IteratorReturnResult<undefined>;
/** A result that goes on, and never tells anything. graphql-ws ends it when the client does. */
export type UntilEnd = Required<AsyncIterator<never, undefined>> & AsyncIterable<never>;
const ended: Ended = { done: true, value: undefined };

/** The events of a subscription over a WebSocket, if the operation turns out to be one. */
export class SocketEvents implements EventSink {
  readonly #closed = new AbortController();
  readonly #send: (result: FormattedExecutionResult) => Promise<void>;
  readonly #opened: (events: UntilEnd) => void;
  /** Where the reader is, also when nothing changed for long. */
  position: () => string | undefined = () => undefined;

  constructor(send: (result: FormattedExecutionResult) => Promise<void>, opened: (events: UntilEnd) => void) {
    this.#send = send;
    this.#opened = opened;
  }

  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Begins. The reply ends together with the subscription. */
  open(reply: FastifyReply, position: () => string | undefined): this {
    reply.hijack();
    this.closed.addEventListener('abort', () => reply.raw.end());
    this.position = position;
    this.#opened(this.#untilEnd());
    return this;
  }

  async send(result: FormattedExecutionResult): Promise<void> {
    if (!this.closed.aborted) await this.#send(result);
  }

  /** Without a reason the socket is about to close, which tells clients to connect again. */
  end({ errors: [error] = [] }: Pick<FormattedExecutionResult, 'errors'> = {}): void {
    this.#closed.abort(error ? new ToldError(error) : interrupted);
  }

  /** For graphql-ws, a result that goes on for as long as the subscription. Events are not passed through it. */
  #untilEnd(): UntilEnd {
    const { closed } = this;
    const end = async (): Promise<Ended> => {
      this.#closed.abort();
      return ended;
    };
    return {
      next: () =>
        new Promise<Ended>((resolve, reject) => {
          const finish = () => {
            if (closed.reason instanceof ToldError) reject(closed.reason);
            else if (closed.reason !== interrupted) resolve(ended);
          };
          if (closed.aborted) finish();
          else closed.addEventListener('abort', finish);
        }),
      return: end,
      throw: end,
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
