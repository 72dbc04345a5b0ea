import { inGroups } from './numbers.ts';

/**
 * The catalogue of errors that callers get outside the result unions. Every other error is a fault of
 * the service: masked, and logged under an id.
 */
export class CallerError extends Error {
  /** What clients recognize the error by, in `extensions.code`. */
  readonly code: string;
  /** Further values for programs, in `extensions`. */
  readonly extensions: Record<string, unknown> = {};
  /** The HTTP status if this error is the whole answer. */
  readonly statusCode: number = 400;
  /** After how many seconds the same request can succeed: the header `retry-after`, and `extensions.retryAfter`. */
  readonly retryAfterS?: number;
  /** The headers that HTTP requires if this error is the whole answer. */
  readonly headers: Record<string, string> = {};

  constructor(code: string, message: string) {
    // Expected errors are not logged, and a stack trace costs more than the rest of the error.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.code = code;
  }
}

/** What programs get to see of an error beside its message; also how long to wait, for those that see no headers. */
export const extensionsOf = ({ code, retryAfterS, extensions }: CallerError) => ({
  code,
  ...(retryAfterS !== undefined && { retryAfter: retryAfterS }),
  ...extensions,
});

/** No key, or one that is unknown, expired or revoked: HTTP 401. */
export class UnauthenticatedError extends CallerError {
  override readonly statusCode = 401;
  override readonly headers = { 'www-authenticate': 'Bearer' };

  constructor() {
    super(
      'UNAUTHENTICATED',
      'This request has no valid API key. Send exactly one key, as the header "x-api-key: <key>" or "authorization: Bearer <key>".',
    );
  }
}

/** A request that never gets to its operation: HTTP 400. */
export class BadRequestError extends CallerError {
  constructor(message: string) {
    super('BAD_REQUEST', message);
  }
}

/** An address that has nothing: HTTP 404. */
export class NotFoundError extends CallerError {
  override readonly statusCode = 404;

  constructor(message = 'There is nothing at this address: GraphQL is at /graphql.') {
    super('NOT_FOUND', message);
  }
}

/** A method that an address does not answer to: HTTP 405. */
export class MethodNotAllowedError extends BadRequestError {
  override readonly statusCode = 405;
  override readonly headers: { allow: string };

  constructor(method: string, allowed: string[]) {
    super(`This address does not take ${method}: send ${allowed.join(' or ')}.`);
    this.headers = { allow: allowed.join(', ') };
  }
}

/** A body in a coding that the service does not read: HTTP 415. */
export class ContentCodingError extends BadRequestError {
  override readonly statusCode = 415;
  override readonly headers: { 'accept-encoding': string };

  constructor(coding: string, known: string[]) {
    super(
      `The service does not read bodies with the header "content-encoding: ${coding}". Use one of ${known.join(', ')}, or send the body without that header.`,
    );
    this.headers = { 'accept-encoding': known.join(', ') };
  }
}

/** A valid key that may not do this. */
export class ForbiddenError extends CallerError {
  constructor(message: string) {
    super('FORBIDDEN', message);
  }
}

/** A WebSocket for a page of another site: HTTP 403. */
export class ForbiddenOriginError extends CallerError {
  override readonly statusCode = 403;

  constructor() {
    super(
      'FORBIDDEN',
      'Pages of this origin may not open a WebSocket. Ask the operator to add the origin to CORS_ORIGINS.',
    );
  }
}

/** An argument of a query that is out of its range. */
export class BadArgumentError extends CallerError {
  constructor(message: string) {
    super('BAD_USER_INPUT', message);
  }
}

/** The billing provider did not answer a read. */
export class BillingProviderReadError extends CallerError {
  constructor() {
    super(
      'BILLING_PROVIDER_FAILED',
      'The billing provider did not answer, so the credits are unknown. Read them again later.',
    );
  }
}

/** The limits of a request, by the code of the error: what has the limit, its unit, and how to need less. */
const limits = {
  BODY_TOO_LARGE: ['The body', 'bytes', 'Send fewer values at once.'],
  TOO_MANY_VALUES: ['The JSON', 'values (names of members are counted as well)', 'Send fewer values at once.'],
  TOO_MANY_CHARACTERS: [
    'The document',
    'characters',
    'Send values as variables, leave out comments, and split it into several requests.',
  ],
  TOO_MANY_TOKENS: ['The document', 'tokens', 'Send values as variables, and split it into several requests.'],
  TOO_MANY_BRACKETS: ['The document', 'levels of brackets', 'Nest less.'],
  TOO_MANY_LEVELS: ['The document', 'levels of fields', 'Ask for the inner objects in a request of their own.'],
  TOO_MANY_FIELDS: ['The document', 'fields (with its fragments filled in)', 'Split it into several requests.'],
  TOO_MANY_ALIASES: [
    'The document',
    'aliases and repeated fields',
    'Look up many ids with one field that takes a list.',
  ],
  TOO_MANY_COMPARISONS: [
    'The document',
    'pairs of fields of one name and of fragments beside each other',
    'Select each field once, and spread fewer fragments in one place.',
  ],
  TOO_MANY_DIRECTIVES: ['The document', 'directives', 'Split it into several requests.'],
  TOO_MANY_ROOT_FIELDS: ['The operation', 'fields at its root', 'Look up many ids with one field that takes a list.'],
  TOO_MANY_MUTATIONS: ['The operation', 'mutations', 'Split it into several requests.'],
  ANSWER_TOO_LARGE: [
    'The answer',
    'bytes',
    'Ask for shorter lists, or for less of each entry. A mutation was carried out nevertheless.',
  ],
  OPERATION_TOO_EXPENSIVE: ['The operation', 'points of cost', 'Ask for shorter lists, or for less of each entry.'],
} as const;

/**
 * More of something than this service allows: HTTP 400, or 413 for a body. Raised before anything is done, except for
 * an answer.
 */
export class LimitError extends CallerError {
  override readonly extensions: { limit: number; requested?: number };
  override readonly statusCode: number;

  /** @param requested how much there is; absent if counting stopped at the limit */
  constructor(code: keyof typeof limits, limit: number, requested?: number) {
    const [what, unit, advice] = limits[code];
    super(
      code,
      requested === undefined
        ? `${what} has more ${unit} than the ${inGroups(limit)} that are allowed. ${advice}`
        : `${what} has ${inGroups(requested)} ${unit}; at most ${inGroups(limit)} are allowed. ${advice}`,
    );
    this.extensions = requested === undefined ? { limit } : { limit, requested };
    this.statusCode = code === 'BODY_TOO_LARGE' ? 413 : 400;
  }
}

const inSeconds = (seconds: number) => (seconds === 1 ? '1 second' : `${inGroups(seconds)} seconds`);

/** The organization has spent what it may spend in this window: HTTP 429. */
export class RateLimitedError extends CallerError {
  override readonly statusCode = 429;
  override readonly retryAfterS: number;

  constructor({ limit, remaining }: { limit: number; remaining: number }, retryAfterS: number, cost?: number) {
    const costs = cost === undefined ? '' : ` and this request costs ${inGroups(cost)}`;
    super(
      'RATE_LIMITED',
      `Your organization has ${inGroups(remaining)} of its ${inGroups(limit)} points left${costs}. Send the request again in ${inSeconds(retryAfterS)}.`,
    );
    this.retryAfterS = retryAfterS;
  }
}

/** Too many requests without a valid key from one address: HTTP 429. */
export class TooManyFailedKeysError extends CallerError {
  override readonly statusCode = 429;
  override readonly retryAfterS: number;

  constructor(retryAfterS: number) {
    super(
      'RATE_LIMITED',
      `Too many requests from this address had no valid API key. Send the request again in ${inSeconds(retryAfterS)}, with a valid key.`,
    );
    this.retryAfterS = retryAfterS;
  }
}

/** The requests of one organization that are not answered yet have too much in them: HTTP 429. */
export class TooManyBytesError extends CallerError {
  override readonly statusCode = 429;
  override readonly retryAfterS = 1;
  override readonly extensions: { limit: number };

  constructor(limit: number) {
    super(
      'RATE_LIMITED',
      `The bodies of your organization's unanswered requests take more than the ${inGroups(limit)} bytes that are allowed. Nothing was done. Wait for answers before you send more.`,
    );
    this.extensions = { limit };
  }
}

/** The node has more requests than it can serve: HTTP 503. */
export class OverloadedError extends CallerError {
  override readonly statusCode = 503;
  override readonly retryAfterS = 1;

  constructor(message = 'The service is overloaded. Nothing was done. Send the request again in a moment.') {
    super('OVERLOADED', message);
  }
}

/** The request took too long, and what still ran of it was cancelled. */
export class RequestTimeoutError extends CallerError {
  override readonly extensions: { limit: number };
  override readonly statusCode = 503;

  constructor(limitMs: number) {
    super(
      'REQUEST_TIMEOUT',
      `The request took longer than ${inGroups(limitMs)} ms and was cancelled. Ask for less at once. A mutation with this error may or may not have been applied: read the data before you send it again.`,
    );
    this.extensions = { limit: limitMs };
  }
}

/** A statement of the request took longer in the database than it may, and was cancelled. */
export class StatementTimeoutError extends CallerError {
  override readonly statusCode = 503;
  override readonly retryAfterS = 1;

  constructor() {
    super(
      'STATEMENT_TIMEOUT',
      'The database took too long, so the service stopped it. Ask for less at once, or try again in a moment. If the path of this error is a mutation, the mutation changed nothing. If the path is below a mutation, the mutation was applied, unless it was a dry run.',
    );
  }
}

/** Others have all connections to the database, for longer than a statement waits for one. */
export class DatabaseBusyError extends OverloadedError {
  constructor() {
    super(
      'The database is overloaded. Send the request again in a moment. If the path of this error is a mutation, the mutation changed nothing. If the path is below a mutation, the mutation was applied.',
    );
  }
}

/** A document that is none of the trusted ones, where only those are run: HTTP 400. */
export class UntrustedDocumentError extends CallerError {
  constructor() {
    super(
      'UNTRUSTED_DOCUMENT',
      'This service runs only the documents of its manifest, and this document is not in it. Send the id of a document as "extensions.persistedQuery.sha256Hash", or ask the operator to add your document.',
    );
  }
}

/** A repeat of a mutation request that cannot get the result of the first one. Nothing was written. */
export abstract class IdempotencyError extends CallerError {}

export class IdempotencyKeyInvalidError extends IdempotencyError {
  constructor() {
    super(
      'IDEMPOTENCY_KEY_INVALID',
      'The header "idempotency-key" must have 1 to 255 printable ASCII characters, for example a UUID.',
    );
  }
}

export class IdempotencyKeyReusedError extends IdempotencyError {
  override readonly statusCode = 422;

  constructor() {
    super(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key was already used for another request. Use a new key for a new request.',
    );
  }
}

export class IdempotencyKeyInFlightError extends IdempotencyError {
  override readonly statusCode = 409;
  override readonly retryAfterS = 1;

  constructor() {
    super(
      'IDEMPOTENCY_KEY_IN_FLIGHT',
      'A request with this idempotency key is still running. Send this request again in a moment.',
    );
  }
}

/** A position of live updates from which on some may be missing: HTTP 410. */
export class UnknownPositionError extends CallerError {
  override readonly statusCode = 410;

  constructor() {
    super(
      'LIVE_UPDATES_POSITION_UNKNOWN',
      'Changes after this position may be missing: the position is older than 24 hours, or it does not belong to this database. Read what you follow again, and subscribe without a position.',
    );
  }
}

/** The node that sends events stops. */
export class InterruptedError extends CallerError {
  constructor() {
    super(
      'LIVE_UPDATES_INTERRUPTED',
      'The node that sends these events stops. Subscribe again, with the position of the last event as "after".',
    );
  }
}

/** More subscriptions or WebSockets than one key or one organization may have: HTTP 429. */
export class TooManySubscriptionsError extends CallerError {
  override readonly statusCode = 429;

  constructor(what: 'subscriptions' | 'WebSockets', limit: string) {
    super(
      'TOO_MANY_SUBSCRIPTIONS',
      `There are too many ${what}: ${limit}. End some, or follow more resources with one subscription.`,
    );
  }
}
