import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import { type EventSink, StalledReaderError } from './event-sink.ts';
import type { StreamForm } from './stream-forms.ts';

export const heartbeatMs = 12_000;
/** A reader that takes nothing for as long is cut. */
export const stalledMs = 10_000;

/** An answer over HTTP that goes on with each event. */
export class EventStream implements EventSink {
  readonly #response: ServerResponse;
  readonly #form: StreamForm;
  readonly closed: AbortSignal;

  /** @param position where the reader is; server-sent events start with it, and send it along while nothing changes */
  constructor(reply: FastifyReply, form: StreamForm, position: () => string | undefined) {
    const closed = new AbortController();
    this.closed = closed.signal;
    this.#form = form;
    reply.hijack();
    this.#response = reply.raw;
    this.#response.on('close', () => closed.abort());
    this.#response.on('error', () => closed.abort());
    this.#response.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': form.contentType,
      'cache-control': 'no-store',
      // A client that is cut off, or should go to another node, must not keep the connection.
      connection: 'close',
      // Proxies would keep the events to themselves.
      'x-accel-buffering': 'no',
    });
    const beat = () => form.beat(position() ?? '');
    this.#response.write(form.start + beat());
    const heartbeat = setInterval(() => {
      if (!this.#response.writableNeedDrain) this.#response.write(beat());
    }, heartbeatMs).unref();
    this.closed.addEventListener('abort', () => clearInterval(heartbeat));
  }

  async send(result: FormattedExecutionResult, position: string): Promise<void> {
    if (this.#response.write(this.#form.next(result, position)) || this.closed.aborted) return;
    const tooLate = AbortSignal.timeout(stalledMs);
    await once(this.#response, 'drain', { signal: AbortSignal.any([tooLate, this.closed]) }).catch(() => {});
    if (tooLate.aborted && !this.closed.aborted) throw new StalledReaderError();
  }

  end(reason?: Pick<FormattedExecutionResult, 'errors'>, isFinal = false): void {
    this.#response.end(this.#form.end(reason, isFinal));
    setTimeout(() => this.#response.destroy(), stalledMs).unref();
  }
}
