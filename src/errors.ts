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
