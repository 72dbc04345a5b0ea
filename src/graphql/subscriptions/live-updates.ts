import type { ApolloServerPlugin } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { FastifyReply } from 'fastify';
import { createSourceEventStream, type ExecutionResult, execute, GraphQLError } from 'graphql';
import { CallerError } from '../../errors.ts';
import { formatErrors, logErrors } from '../errors.ts';
import type { OperationPlugin } from '../operation-plugins.ts';
import { withPrefix } from '../prefix/with-prefix.ts';
import type { RequestContext } from '../request-context.ts';
import { answerType } from './answer-type.ts';
import { type EventSink, StalledReaderError } from './event-sink.ts';
import { CallerCounts } from './limits.ts';
import type { LiveRequest, SubscriptionContext } from './live-request.ts';

/** How often a stream looks whether its key still is one; nodes remember keys, so this asks the database seldom. */
const keyCheckMs = 250;

const notAcceptable = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 406, headers: new HeaderMap() } } });

/** Whether a request takes the kind of answer that its operation has. */
export const acceptableAnswers: OperationPlugin = {
  onRequest({ operation: { operation }, context: { live, headers, method, isEstimate } }) {
    if (operation === 'subscription' && !live.takesEvents && !isEstimate)
      throw notAcceptable(
        'Subscriptions are answered as a stream: send "accept: text/event-stream" (server-sent events) or "accept: multipart/mixed;subscriptionSpec=1.0" (Apollo Client), or use a WebSocket with the subprotocol graphql-transport-ws.',
      );
    if (operation !== 'subscription' && answerType(headers.accept) === undefined)
      throw notAcceptable('Streams answer subscriptions only: send "accept: application/json".');
    if (operation === 'mutation' && method === 'GET') throw mutationByGet;
  },
  onResponse({ live }, { headers }) {
    // Clients of streams read errors, too, and Apollo Server asks no more than whether they accept JSON.
    if (live.acceptsStream && !headers.has('content-type'))
      headers.set('content-type', 'application/json; charset=utf-8');
  },
};

const mutationByGet = new GraphQLError('GET requests only support query and subscription operations. Send POST.', {
  extensions: { code: 'BAD_REQUEST', http: { status: 405, headers: new HeaderMap([['allow', 'POST']]) } },
});

/**
 * Lets subscriptions be asked for by GET, as every EventSource does. Apollo Server would refuse what is no query, so to
 * it a request for a stream is a POST; {@link acceptableAnswers} refuses its mutations.
 */
export const streamsByGet: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ request: { http }, contextValue: { live } }) {
    if (http?.method === 'GET' && live.acceptsStream) http.method = 'POST';
  },
};

const counts = new CallerCounts();

/** Opens subscriptions, after all that Apollo Server checks and all steps; {@link LiveUpdates} serves them. */
export const subscriptions: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async responseForOperation({ operation, document, request, schema, contextValue }) {
        // None where the document lacks the one that is asked for, whatever the types say.
        if (operation?.operation !== 'subscription') return null;
        const common = {
          schema,
          document,
          variableValues: request.variables ?? {},
          operationName: request.operationName ?? null,
        };
        const release = admitted(contextValue);
        const source =
          release instanceof GraphQLError
            ? { errors: [release] }
            : await createSourceEventStream({ ...common, contextValue }).catch((error: unknown) => {
                release();
                return refusedByGraphQL(error);
              });
        const http = { status: 200, headers: new HeaderMap() };
        if (Symbol.asyncIterator in source && typeof release === 'function') {
          contextValue.live.subscription = {
            events: source as AsyncIterable<{ position: string }>,
            release,
            context: contextValue,
            async answer(event) {
              const eventContext = await contextValue.renew();
              const { data, errors } = await execute({ ...common, rootValue: event, contextValue: eventContext });
              const result = { data: data ?? null, ...(errors && { errors: tell(errors, contextValue) }) };
              return contextValue.prefixed ? withPrefix(result, contextValue.prefixed) : result;
            },
          };
          return { http, body: { kind: 'single', singleResult: { data: null } } };
        }
        if (typeof release === 'function') release();
        const errors = tell((source as ExecutionResult).errors ?? [], contextValue);
        http.status = statuses[String(errors[0]?.extensions?.code)] ?? 400;
        return { http, body: { kind: 'single', singleResult: { errors } } };
      },
    };
  },
};

/** Tells followers of changes; where a mutation changed nothing they look in vain. */
export const notifyOfMutations: OperationPlugin = {
  onResponse({ caller, shared }, { operation }) {
    if (operation?.operation === 'mutation') shared.changeNotifier.notify(caller.organization.id);
  },
};

/** graphql-js throws what is wrong with a directive at the root, and returns all else. */
function refusedByGraphQL(error: unknown): ExecutionResult {
  if (error instanceof GraphQLError) return { errors: [error] };
  throw error;
}

const statuses: Record<string, number> = {
  FORBIDDEN: 403,
  LIVE_UPDATES_POSITION_UNKNOWN: 410,
  TOO_MANY_SUBSCRIPTIONS: 429,
  INTERNAL_SERVER_ERROR: 500,
};

function tell(errors: readonly GraphQLError[], context: SubscriptionContext): FormattedErrors {
  logErrors(errors, context, undefined);
  return formatErrors(errors);
}

type FormattedErrors = ReturnType<typeof formatErrors>;

function admitted({ caller }: RequestContext): (() => void) | GraphQLError {
  try {
    return counts.admit(caller, 'subscriptions');
  } catch (error) {
    if (error instanceof CallerError) return new GraphQLError(error.message, { extensions: { code: error.code } });
    throw error;
  }
}

/** Serves the subscriptions of this node. */
export class LiveUpdates {
  readonly #requests = new Set<LiveRequest>();
  #ending = false;

  /** Ends all streams, so that their clients connect to another node. */
  end(): void {
    this.#ending = true;
    for (const { end } of this.#requests) end.abort();
  }

  async serve(live: LiveRequest, reply: FastifyReply): Promise<void> {
    const { subscription, end } = live;
    if (!subscription) return;
    const { events, answer, context, release } = subscription;
    const sink = live.open(reply, () => context.follower.position);
    this.#requests.add(live);
    sink.closed.addEventListener('abort', () => end.abort());
    if (this.#ending) end.abort();
    let keyError: unknown;
    const keyCheck = setInterval(() => {
      context.renew().catch((error) => {
        keyError = error;
        end.abort();
      });
    }, keyCheckMs);
    try {
      for await (const event of events) await sink.send(await answer(event), event.position);
      if (keyError) throw keyError;
      sink.end();
    } catch (error) {
      endWith(sink, error, context);
    } finally {
      clearInterval(keyCheck);
      end.abort();
      release();
      this.#requests.delete(live);
    }
  }
}

const tooSlow = new GraphQLError(
  'You did not read for too long, so the stream ends. Subscribe again, with the position of the last event as "after".',
  { extensions: { code: 'LIVE_UPDATES_TOO_SLOW' } },
);

/** Tells the reason. Where connecting again would be in vain, the stream is complete. */
function endWith(sink: EventSink, error: unknown, context: SubscriptionContext): void {
  if (error instanceof StalledReaderError) context.log.info('the client of a stream stopped reading');
  const told =
    error instanceof StalledReaderError
      ? tooSlow
      : new GraphQLError((error as Error).message, { originalError: error as Error, path: [] });
  sink.end({ errors: tell([told], context) }, error instanceof CallerError);
}
