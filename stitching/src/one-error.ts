import { GraphQLError, type GraphQLResolveInfo, getNullableType, isListType, isNonNullType } from 'graphql';

/** What failed first, before anything gave it the path of a row. */
export function causeOf(error: Error): Error {
  const { originalError } = error as Partial<GraphQLError>;
  const [first] = originalError instanceof AggregateError ? (originalError.errors as Error[]) : [originalError];
  return first ? causeOf(first) : error;
}

/** Rows whose links failed for the same reason, until the error is told. */
type Failures = Map<string, { rows: number }>;

const failuresOf = new WeakMap<object, Failures>();

/** The field in all rows: its path without their positions. */
function fieldPath({ path }: GraphQLResolveInfo): string {
  const names: string[] = [];
  for (let step: typeof path | undefined = path; step; step = step.prev)
    if (typeof step.key === 'string') names.push(step.key);
  return names.reverse().join('.');
}

function toGraphQLError(error: Error, rows: number, field: string): GraphQLError {
  const [first = error] = error instanceof AggregateError ? (error.errors as Error[]) : [];
  const extensions = first instanceof GraphQLError ? first.extensions : {};
  if (rows === 1) return new GraphQLError(first.message, { extensions });
  const concerned = `This concerns ${rows.toLocaleString('en-US')} rows of "${field}".`;
  return new GraphQLError(`${first.message} ${concerned}`, { extensions: { ...extensions, rows } });
}

/** The error if this row is the first that it concerns, else null. */
async function asOneError(error: Error, info: GraphQLResolveInfo): Promise<GraphQLError | null> {
  // Each execution has variables of its own, whatever it has as a context.
  const failures: Failures = failuresOf.get(info.variableValues) ?? new Map();
  failuresOf.set(info.variableValues, failures);
  const field = fieldPath(info);
  const reason = `${field}: ${error.message}`;
  const known = failures.get(reason);
  if (known) {
    known.rows++;
    return null;
  }
  const failure = { rows: 1 };
  failures.set(reason, failure);
  // The links of a request fail at once, so that all of them are counted by then.
  await new Promise<void>((resolve) => setTimeout(resolve));
  failures.delete(reason);
  return toGraphQLError(error, failure.rows, field);
}

/**
 * Links that failed with one request, as one error: at the first row, with the number of all rows. The others are null.
 * A field that must not be null keeps an error in each row.
 */
export async function withOneError(linked: Promise<unknown>, info: GraphQLResolveInfo): Promise<unknown> {
  const value = await linked.catch((error: Error) => error);
  if (isNonNullType(info.returnType) && !Array.isArray(value)) return value;
  if (value instanceof Error) return asOneError(value, info);
  const type = getNullableType(info.returnType);
  if (!Array.isArray(value) || (isListType(type) && isNonNullType(type.ofType))) return value;
  return Promise.all(value.map((entry) => (entry instanceof Error ? asOneError(entry, info) : entry)));
}
