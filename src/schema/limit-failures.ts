import { defaultFieldResolver, GraphQLError } from 'graphql';
import { CallerError } from '../errors.ts';
import type { WrapResolver } from './wrap-resolver.ts';

/** How many fields of one execution fail with an error of their own: as many as a page has entries. */
const maxFailures = 100;

interface Failures {
  count: number;
  /** What all further ones fail with: it has a place already, so graphql-js makes no error for each. */
  more?: GraphQLError;
}

/** By the values of variables, which each execution has an object of its own for. */
const failuresOf = new WeakMap<object, Failures>();

function failure(error: unknown, execution: object): unknown {
  const failures = failuresOf.get(execution) ?? { count: 0 };
  failuresOf.set(execution, failures);
  if (++failures.count <= maxFailures) return error;
  // What is unexpected is masked and logged like any other, once.
  failures.more ??= new GraphQLError(
    `More than ${maxFailures} fields failed. This error stands for all that follow.`,
    error instanceof CallerError
      ? { path: [], extensions: { code: error.code } }
      : { path: [], originalError: error as Error },
  );
  return failures.more;
}

/** Bounds what the failures of fields cost: a list has many entries, and a document many fields that fail in each. */
export const limitFailures: WrapResolver = (_of, resolve) => {
  if (resolve === defaultFieldResolver) return resolve;
  return (source, args, context, info) => {
    const fail = (error: unknown): never => {
      throw failure(error, info.variableValues);
    };
    try {
      const value = resolve(source, args, context, info);
      return value instanceof Promise ? value.catch(fail) : value;
    } catch (error) {
      return fail(error);
    }
  };
};
