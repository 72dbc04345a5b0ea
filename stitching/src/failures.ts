import { createGraphQLError } from '@graphql-tools/utils';
import type { GraphQLError } from 'graphql';
import { retryAfterOf, type Sent } from './retry.ts';

const inSeconds = (seconds: number) => (seconds === 1 ? '1 second' : `${seconds.toLocaleString('en-US')} seconds`);

/** What end users read in place of what the service tells the owner of its key. */
const forEndUsers: Record<string, (retryAfter: number | undefined) => string> = {
  UNAUTHENTICATED: () =>
    'The group gateway does not accept the credentials of this gateway. Tell the operator of this gateway.',
  FORBIDDEN: () => 'This gateway may not do this at the group gateway. Tell its operator if it should.',
  RATE_LIMITED: (retryAfter) =>
    `The group gateway has had too many requests of this gateway. Try again ${retryAfter === undefined ? 'later' : `in ${inSeconds(retryAfter)}`}.`,
};

/** What the partner's engineer does about it. */
const advice: Record<string, string> = {
  UNAUTHENTICATED: 'Check what "apiKey" returns: the key may be expired or revoked.',
  FORBIDDEN: 'Give "apiKey" a key with this right, or hide the field from your users.',
  RATE_LIMITED: 'Ask for less in each request, or ask the operator of the service for more points.',
  OVERLOADED: 'If it lasts, tell the operator of the service.',
  REQUEST_TIMEOUT: 'If it happens to one query alone, ask for shorter lists in it.',
  STATEMENT_TIMEOUT: 'If it happens to one query alone, ask for shorter lists in it.',
  OPERATION_TOO_EXPENSIVE: 'Ask for shorter lists, or split the query.',
  GRAPHQL_VALIDATION_FAILED: 'The schema may have changed: restart this gateway, so that it loads the schema again.',
  GROUP_GATEWAY_UNREACHABLE: 'Check "url", the network, and GET /readyz of the service.',
  INTERNAL_SERVER_ERROR: 'Tell the operator of the service the error id.',
};

const codeOf = ({ extensions }: GraphQLError) => String(extensions?.code);

/** An error at a field that only concerns what a user asked for is the user's matter. */
const concernsEngineers = (error: GraphQLError) => !error.path || codeOf(error) in advice;

export interface Told extends Sent {
  /** What was sent, such as `query of groupsByExternalId`. */
  operation: string;
  milliseconds: number;
}

function line({ attempt, errors, count, operation, milliseconds }: Told): string {
  const codes = [...new Set(errors.map(codeOf))];
  return [
    `The group gateway failed a ${operation}: ${codes.join(', ')}`,
    attempt.status === undefined ? '' : ` (HTTP ${attempt.status})`,
    ` after ${count === 1 ? '1 attempt' : `${count} attempts`} in ${milliseconds} ms.`,
    ...(attempt.requestId ? [` Request id: ${attempt.requestId}.`] : []),
    ...[...new Set(errors.map(({ message }) => message))].slice(0, 3).map((message) => ` ${message}`),
    ...codes.filter((code) => code in advice).map((code) => ` ${advice[code]}`),
  ].join('');
}

/** The errors of an answer as end users may read them. What an engineer needs goes to `warn`, one line for a request. */
export function tellFailures(told: Told, warn: (message: string) => void): GraphQLError[] {
  const engineers = told.errors.filter(concernsEngineers);
  if (engineers.length > 0) warn(line({ ...told, errors: engineers }));
  const pause = retryAfterOf(told);
  const retryAfter = pause === undefined ? undefined : Math.ceil(pause / 1000);
  return told.errors.map((error) => {
    if (!concernsEngineers(error)) return error;
    const code = codeOf(error);
    return createGraphQLError(forEndUsers[code]?.(retryAfter) ?? error.message, {
      ...(error.path && { path: error.path }),
      extensions: {
        ...error.extensions,
        ...(retryAfter !== undefined && { retryAfter }),
        // The service's log has the request under it.
        ...(told.attempt.requestId && { requestId: told.attempt.requestId }),
        ...(told.count > 1 && { attempts: told.count }),
      },
    });
  });
}
