import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';

/**
 * Why there is no result, by what a program can do about it:
 * - `unauthenticated`: the key is missing, unknown, expired or revoked: ask for another one
 * - `forbidden`: the key may not do this
 * - `rateLimited`: the organization has spent its points: wait
 * - `unavailable`: the service cannot serve now, e.g. while it restarts or is overloaded, or it took too long: wait
 * - `unreachable`: nothing answered, so whether a mutation was done is not known
 * - `other`: a fault of the request or of the service, which a repeat does not mend
 */
export type FailureKind = 'unauthenticated' | 'forbidden' | 'rateLimited' | 'unavailable' | 'unreachable' | 'other';

export interface Failure {
  kind: FailureKind;
  /** What the service says about it, in English, for developers; of a fault of its own it has an id for the operator. */
  message: string;
  /** `extensions.code` of the first error, where there is one. */
  code?: string;
  /** How long the service asks to wait, in milliseconds. */
  retryAfterMs?: number;
}

const kindsByStatus: Record<number, FailureKind> = {
  401: 'unauthenticated',
  403: 'forbidden',
  429: 'rateLimited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

const kindsByCode: Record<string, FailureKind> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  RATE_LIMITED: 'rateLimited',
  OVERLOADED: 'unavailable',
  REQUEST_TIMEOUT: 'unavailable',
  STATEMENT_TIMEOUT: 'unavailable',
};

/** Tells what an error of Apollo Client means. */
export function failureOf(error: unknown): Failure {
  const { name = '', message = String(error) } = (error ?? {}) as Partial<Error>;
  if (CombinedGraphQLErrors.is(error)) return { kind: 'other', message, ...failureIn(error) };
  if (ServerError.is(error) || ServerParseError.is(error))
    return { message, ...ofStatus(error), ...failureIn(parse(error.bodyText)) };
  // What `fetch` throws when there is no answer; a TypeError of any realm.
  return { kind: name === 'TypeError' ? 'unreachable' : 'other', message };
}

interface Body {
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

/** What the first error of an answer says: by its code, whatever the status, which not every link hands on. */
export function failureIn({ errors }: Body): Partial<Failure> {
  const [first] = errors ?? [];
  if (!first) return {};
  const { code, retryAfter } = first.extensions ?? {};
  return {
    message: first.message,
    ...(typeof code === 'string' && { code, ...(kindsByCode[code] && { kind: kindsByCode[code] }) }),
    ...(typeof retryAfter === 'number' && { retryAfterMs: retryAfter * 1000 }),
  };
}

function ofStatus({ statusCode, response }: ServerError | ServerParseError): Pick<Failure, 'kind' | 'retryAfterMs'> {
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return { kind: kindsByStatus[statusCode] ?? 'other', ...(seconds >= 0 && { retryAfterMs: seconds * 1000 }) };
}

function parse(text: string): Body {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
