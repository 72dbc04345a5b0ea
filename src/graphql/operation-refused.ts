import type { GraphQLError } from 'graphql';

/** Refuses an operation for more than one reason, which Apollo Server has no way for. Nothing of it has run. */
export class OperationRefused extends Error {
  readonly errors: readonly GraphQLError[];
  readonly status: number;
  /** Whether the answer says `data: null`, as it does when fields fail. */
  readonly hasData: boolean;

  constructor(errors: readonly GraphQLError[], { status, hasData }: { status: number; hasData: boolean }) {
    super('The operation was refused');
    this.errors = errors;
    this.status = status;
    this.hasData = hasData;
  }
}
