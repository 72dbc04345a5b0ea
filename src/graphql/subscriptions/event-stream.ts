import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';

/** Keeps proxies and clients from taking a quiet stream for a dead one. */
const heartbeatMs = 12_000;
/** A reader that takes nothing for as long is cut. */
const stalledMs = 10_000;

/** A reader that does not keep up. */
export class StalledReaderError extends Error {}

/**
 * An answer as server-sent events, in the form of the protocol "GraphQL over Server-Sent Events", distinct connections
 * mode: what the client of graphql-sse reads, and with its event ids every EventSource.
 */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #heartbeat: NodeJS.Timeout;
  /** Aborted when the reader is gone, or the stream ended. */
  readonly closed: AbortSignal;

  /** @param position where the reader is; each stream starts with it, and sends it along while nothing changes */
  constructor(reply: FastifyReply, position: () => string | undefined) {
    const closed = new AbortController();
    this.closed = closed.signal;
    reply.hijack();
    this.#response = reply.raw;
    this.#response.on('close', () => closed.abort());
    this.#response.on('error', () => closed.abort());
    this.#response.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // A client that is cut off, or should go to another node, must not keep the connection.
      connection: 'close',
      // Proxies would keep the events to themselves.
      'x-accel-buffering': 'no',
    });
    const beat = () => this.#response.write(`:\nid: ${position() ?? ''}\n\n`);
    beat();
    this.#heartbeat = setInterval(() => {
      if (!this.#response.writableNeedDrain) beat();
    }, heartbeatMs).unref();
    this.closed.addEventListener('abort', () => clearInterval(this.#heartbeat));
  }

  /** @throws StalledReaderError */
  async next(result: FormattedExecutionResult, id?: string): Promise<void> {
    if (this.#response.write(event('next', JSON.stringify(result), id)) || this.closed.aborted) return;
    const tooLate = AbortSignal.timeout(stalledMs);
    await once(this.#response, 'drain', { signal: AbortSignal.any([tooLate, this.closed]) }).catch(() => {});
    if (tooLate.aborted && !this.closed.aborted) throw new StalledReaderError();
  }

  /** Ends the stream with a last event. Without the event `complete`, a client connects again. */
  end(last?: FormattedExecutionResult, { complete = false } = {}): void {
    if (last) this.#response.write(event('next', JSON.stringify(last)));
    if (complete) this.#response.write(event('complete', ''));
    this.#response.end();
    setTimeout(() => this.#response.destroy(), stalledMs).unref();
  }
}

function event(name: 'next' | 'complete', data: string, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata:${data === '' ? '' : ` ${data}`}\n\n`;
}
