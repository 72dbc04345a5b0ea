import { ApolloLink, Observable } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { failureOf } from '@group-gateway/client';
import { type GraphQLFormattedError, print } from 'graphql';
import { type Client, createClient, type SubscribePayload } from 'graphql-ws/client';
import { currentKey } from '../../shared/key.ts';
import { noteEvent } from './changes.ts';
import { setLiveState } from './live-state.ts';
import { paced } from './paced.ts';

/** The service sends something every 12 s: a connection that is silent for longer is dead. */
const silentMs = 30_000;
const longestWaitMs = 20_000;
/** After a refusal that can pass. */
const refusedMs = 10_000;

/** Where a subscription goes on when it is connected again. */
interface Place {
  position?: string | undefined;
}

const placesByPayload = new WeakMap<SubscribePayload, Place>();
const placesById = new Map<string, Place>();
let lastId = 0;

/** How many subscriptions are refused for now. */
let refused = 0;

let silence: ReturnType<typeof setTimeout> | undefined;

/** All subscriptions of the page over one WebSocket, as a browser has few connections for everything else. */
const socket: Client = createClient({
  url: () => new URL('/graphql', window.location.href.replace(/^http/, 'ws')).href,
  connectionParams: () => ({ apiKey: currentKey() }),
  shouldRetry: () => true,
  retryAttempts: Number.POSITIVE_INFINITY,
  retryWait: (retries) => pause(Math.min(longestWaitMs, 500 * 2 ** retries) * (0.5 + Math.random() / 2)),
  generateID(payload) {
    const id = String(++lastId);
    placesById.set(id, placesByPayload.get(payload) ?? {});
    return id;
  },
  on: {
    message() {
      clearTimeout(silence);
      silence = setTimeout(() => socket.terminate(), silentMs);
    },
    // What comes with it is where each subscription is, also if nothing has changed yet.
    ping(_received, payload) {
      const positions = (payload?.positions ?? {}) as Record<string, string | undefined>;
      for (const [id, position] of Object.entries(positions)) {
        const place = placesById.get(id);
        if (place && position) place.position = position;
      }
      if (refused === 0) setLiveState('live');
    },
    closed(event) {
      clearTimeout(silence);
      if ((event as CloseEvent).code !== 1000) setLiveState('lost');
    },
  },
});

/** Until the time is over, or the network is back. */
const pause = (ms: number) =>
  new Promise<void>((done) => {
    const timer = setTimeout(go, ms);
    function go() {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      done();
    }
    window.addEventListener('online', go);
  });

const isClose = (error: unknown): error is CloseEvent =>
  typeof error === 'object' && error !== null && 'code' in error && 'reason' in error;

/** The key has ended, as far as the socket can tell. */
const unauthorized = 4401;

function errorOf(given: unknown): unknown {
  if (Array.isArray(given)) return new CombinedGraphQLErrors({ errors: given as GraphQLFormattedError[] });
  if (isClose(given) && given.code === unauthorized)
    return new CombinedGraphQLErrors({
      errors: [{ message: given.reason, extensions: { code: 'UNAUTHENTICATED' } }],
    });
  return given;
}

/** Whether the same subscription may be taken later. */
function canPass(error: unknown): boolean {
  if (!CombinedGraphQLErrors.is(error)) return true;
  const { kind, code } = failureOf(error);
  return kind === 'rateLimited' || kind === 'unavailable' || code === 'TOO_MANY_SUBSCRIPTIONS';
}

/**
 * Which resource an event is about, if a later one has all that is to be known. That of an account group says who left
 * it, which no later one does, and stands for itself, as what is no event does, such as an error.
 */
function resourceOf({ data }: ApolloLink.Result): string {
  const [event] = Object.values(data ?? {}) as Record<string, unknown>[];
  return String(event?.groupId ?? event?.websiteId ?? Math.random());
}

/** Follows a subscription over all breaks: each event once and in order, and none is missed. */
export const liveLink = new ApolloLink(
  ({ query, variables, operationName }) =>
    new Observable((observer) => {
      const place: Place = {};
      const payload: SubscribePayload = {
        query: print(query),
        ...(operationName && { operationName }),
        variables: {
          ...variables,
          // Read for each connection.
          get after() {
            return place.position;
          },
        },
      };
      placesByPayload.set(payload, place);
      const events = paced<ApolloLink.Result>(resourceOf, (event) => {
        if (event.data) noteEvent(event.data);
        observer.next(event);
      });
      let end = () => {};
      let timer: ReturnType<typeof setTimeout> | undefined;
      const follow = () => {
        end = socket.subscribe(payload, {
          next(result) {
            const [event] = Object.values(result.data ?? {}) as { position?: string }[];
            place.position = event?.position ?? place.position;
            events.take(result as ApolloLink.Result);
          },
          error(given) {
            const error = errorOf(given);
            if (!canPass(error)) return observer.error(error);
            refused++;
            setLiveState('lost');
            timer = setTimeout(() => {
              timer = undefined;
              refused--;
              follow();
            }, refusedMs);
          },
          complete: () => observer.complete(),
        });
      };
      follow();
      return () => {
        if (timer !== undefined) refused--;
        clearTimeout(timer);
        events.stop();
        end();
      };
    }),
);
