import { ApolloLink, Observable } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import { print } from 'graphql';
import { failureOf } from '../errors.ts';
import { eventsOf } from './event-stream.ts';

interface Connection {
  uri: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
}

const longestWaitMs = 20_000;

type Observer = Parameters<ConstructorParameters<typeof Observable<ApolloLink.Result>>[0] & object>[0];

/**
 * Subscriptions as server-sent events. A stream that ends before it is complete, as when a node stops or the network is
 * gone, is connected again and goes on where it was: no event is lost, and none comes twice.
 */
export const liveUpdatesLink = (connection: Connection): ApolloLink =>
  new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        const stop = new AbortController();
        follow(operation, connection, observer, stop.signal).catch((error) => {
          if (!stop.signal.aborted) observer.error(error);
        });
        return () => stop.abort();
      }),
  );

async function follow(
  operation: ApolloLink.Operation,
  connection: Connection,
  observer: Observer,
  signal: AbortSignal,
): Promise<void> {
  let position: string | undefined;
  for (let failures = 0; !signal.aborted; ) {
    try {
      const response = await connect(operation, connection, position, signal);
      for await (const { name, data, id } of eventsOf(response)) {
        failures = 0;
        position = id ?? position;
        if (name === 'next') observer.next(JSON.parse(data));
        if (name === 'complete') return observer.complete();
      }
      throw new TypeError('The stream ended before it was complete.');
    } catch (error) {
      if (signal.aborted) return;
      const { kind, retryAfterMs } = failureOf(error);
      if (kind !== 'unreachable' && kind !== 'unavailable' && retryAfterMs === undefined) throw error;
      failures++;
      await pause(Math.max(retryAfterMs ?? 0, Math.min(longestWaitMs, 250 * 2 ** failures)), signal);
    }
  }
}

async function connect(
  { query, variables, operationName, getContext }: ApolloLink.Operation,
  { uri, headers, fetch: send }: Connection,
  position: string | undefined,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const response = await send(uri, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...headers,
      ...(getContext().headers as Record<string, string> | undefined),
      ...(position !== undefined && { 'last-event-id': position }),
    },
    body: JSON.stringify({ query: print(query), variables, operationName }),
    signal,
  });
  if (response.ok && response.body) return response.body;
  const bodyText = await response.text();
  throw new ServerError(`The service answered with HTTP ${response.status}.`, { response, bodyText });
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
