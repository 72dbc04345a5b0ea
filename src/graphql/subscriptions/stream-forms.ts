import type { FormattedExecutionResult } from 'graphql';
import { InterruptedError } from '../../errors.ts';

/** How events are written into the body of an answer. */
export interface StreamForm {
  contentType: string;
  start: string;
  /** Keeps proxies and clients from taking a quiet stream for a dead one. */
  beat(position: string): string;
  next(result: FormattedExecutionResult, position: string): string;
  end(reason: Pick<FormattedExecutionResult, 'errors'> | undefined, isFinal: boolean): string;
}

const event = (name: 'next' | 'complete', data: string, id = '') =>
  `${id && `id: ${id}\n`}event: ${name}\ndata:${data && ` ${data}`}\n\n`;

/**
 * The protocol "GraphQL over Server-Sent Events", distinct connections mode: what the client of graphql-sse reads, and
 * with its event ids every EventSource. Without the event `complete`, a client connects again.
 */
const serverSentEvents: StreamForm = {
  contentType: 'text/event-stream; charset=utf-8',
  start: '',
  beat: (position) => `:\nid: ${position}\n\n`,
  next: (result, position) => event('next', JSON.stringify(result), position),
  end: (reason, isFinal) =>
    `${reason ? event('next', JSON.stringify(reason)) : ''}${isFinal ? event('complete', '') : ''}`,
};

const boundary = 'graphql';
/** Each part ends with the boundary of the next one: until that has come, a client waits. */
const part = (value: object) =>
  `\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${JSON.stringify(value)}\r\n--${boundary}`;

const { message, code } = new InterruptedError();
const interrupted = { errors: [{ message, extensions: { code } }] };

/** Apollo's "multipart subscription protocol", which Apollo Client speaks over its plain `HttpLink`. */
const multipart: StreamForm = {
  contentType: `multipart/mixed;boundary="${boundary}";subscriptionSpec="1.0"`,
  start: `\r\n--${boundary}`,
  beat: () => part({}),
  next: (result) => part({ payload: result }),
  // A client of this protocol does not connect again by itself, so it is told why it should.
  end: (reason = interrupted) => `${part({ payload: null, ...reason })}--\r\n`,
};

/** The form of streams that a client accepts, if it does. */
export function acceptedForm(accept = ''): StreamForm | undefined {
  if (/text\/event-stream/i.test(accept)) return serverSentEvents;
  return /multipart\/mixed[^,]*subscriptionSpec/i.test(accept) ? multipart : undefined;
}
