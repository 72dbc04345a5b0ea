/**
 * The catalogue of errors that callers are told of, outside the result unions. Whatever else is thrown is a fault of
 * the service: masked, and logged under an id.
 */
export class CallerError extends Error {
  /** What clients tell the error by, in `extensions.code`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** No key, or one that is unknown, expired or revoked: HTTP 401. */
export class UnauthenticatedError extends CallerError {
  constructor() {
    super(
      'UNAUTHENTICATED',
      'This request has no valid API key: send one as the header "x-api-key: <key>", or as "authorization: Bearer <key>".',
    );
  }
}

/** A request that never gets to its operation: HTTP 400. */
export class BadRequestError extends CallerError {
  readonly statusCode = 400;

  constructor(message: string) {
    super('BAD_REQUEST', message);
  }
}

/** A valid key that may not do this. */
export class ForbiddenError extends CallerError {
  constructor(message: string) {
    super('FORBIDDEN', message);
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
      'The billing provider did not answer, so the credits are unknown: ask for them again later.',
    );
  }
}

/** How an error that is not told by a status of its own by GraphQL answers over HTTP; Apollo Server reads it. */
interface Http {
  status: number;
  headers?: Map<string, string>;
}

/** A repeat of a mutation request that cannot be told what the first one came to. Nothing was written. */
export abstract class IdempotencyError extends CallerError {
  readonly extensions: { code: string; http: Http };

  constructor(code: string, message: string, http: Http) {
    super(code, message);
    this.extensions = { code, http };
  }
}

export class IdempotencyKeyInvalidError extends IdempotencyError {
  constructor() {
    super(
      'IDEMPOTENCY_KEY_INVALID',
      'The header "idempotency-key" must have 1 to 255 printable ASCII characters: a UUID will do.',
      { status: 400 },
    );
  }
}

export class IdempotencyKeyReusedError extends IdempotencyError {
  constructor() {
    super(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key was sent with another request before: use a new key for a new request.',
      { status: 422 },
    );
  }
}

export class IdempotencyKeyInFlightError extends IdempotencyError {
  constructor() {
    super(
      'IDEMPOTENCY_KEY_IN_FLIGHT',
      'A request with this idempotency key is still being carried out: send it again in a moment.',
      { status: 409, headers: new Map([['retry-after', '1']]) },
    );
  }
}

/** A position of live updates from which on some may be missing. */
export class UnknownPositionError extends CallerError {
  constructor() {
    super(
      'LIVE_UPDATES_POSITION_UNKNOWN',
      'From this position on changes may be missing: it is older than 24 hours, or not from here. Read anew what you follow, and subscribe without a position.',
    );
  }
}

/** More subscriptions than one key or one organization may have. */
export class TooManySubscriptionsError extends CallerError {
  constructor(limit: string) {
    super('TOO_MANY_SUBSCRIPTIONS', `There are too many subscriptions, ${limit}: end some, or follow more with one.`);
  }
}
