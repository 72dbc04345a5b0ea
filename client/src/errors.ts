import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/**
 * Why there is no result, by what a program can do about it:
 * - `unauthenticated`: the key is missing, unknown, expired or revoked: ask for another one
 * - `forbidden`: the key may not do this
 * - `rateLimited`: the organization has spent its points: wait
 * - `unavailable`: the service cannot serve now, e.g. while it restarts: wait
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
};

/** Tells what an error of Apollo Client means. */
export function failureOf(error: unknown): Failure {
  const { name = '', message = String(error) } = (error ?? {}) as Partial<Error>;
  if (CombinedGraphQLErrors.is(error)) return { kind: 'other', message, ...firstError(error) };
  if (ServerError.is(error)) return { message, ...firstError(parse(error.bodyText)), ...ofStatus(error) };
  // What `fetch` throws when there is no answer; a TypeError of any realm.
  return { kind: name === 'TypeError' ? 'unreachable' : 'other', message };
}

interface Body {
  errors?: readonly { message: string; extensions?: { code?: unknown } }[];
}

function firstError({ errors }: Body): Partial<Failure> {
  const [first] = errors ?? [];
  if (!first) return {};
  const code = first.extensions?.code;
  if (typeof code !== 'string') return { message: first.message };
  return { message: first.message, code, ...(kindsByCode[code] && { kind: kindsByCode[code] }) };
}

function ofStatus({ statusCode, response }: ServerError): Pick<Failure, 'kind' | 'retryAfterMs'> {
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
