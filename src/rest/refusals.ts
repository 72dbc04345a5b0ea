import { CallerError } from '../errors.ts';
import type { InputIssue } from '../resources/input-issues.ts';

/** Refuses a request where GraphQL has a member of a result union, or an error of its own kind. */
export class RestRefusal extends CallerError {
  override readonly statusCode: number;
  override readonly extensions: { issues?: readonly InputIssue[]; existing?: unknown };

  /** @param existing the resource that a conflict is with, as the face shows it */
  constructor(
    statusCode: number,
    code: string,
    message: string,
    { issues, existing }: { issues?: readonly InputIssue[]; existing?: unknown } = {},
  ) {
    super(code, message);
    this.statusCode = statusCode;
    this.extensions = { ...(issues && { issues }), ...(existing !== undefined && { existing }) };
  }
}

/** A request that has no body, and needs one. */
export class MissingBody extends RestRefusal {
  constructor() {
    super(400, 'MISSING_BODY', 'This request needs a body of JSON, with the header "content-type: application/json".');
  }
}

/** Of the parameters in an address. */
export class BadParameter extends RestRefusal {
  constructor(message: string, issues: readonly InputIssue[] = []) {
    super(400, 'INVALID_PARAMETER', message, issues.length > 0 ? { issues } : {});
  }
}
