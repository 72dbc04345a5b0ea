import type { z } from 'zod';
import type { InputIssue } from '../resources/input-issues.ts';
import { summary } from '../resources/resource.results.ts';
import { BadParameter, MissingBody, RestRefusal } from './refusals.ts';
import type { RawRequest, RestRequest, Route } from './route.ts';

/** How many faults an answer lists. */
const maxIssues = 20;

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return kinds[typeof value === 'bigint' ? 'number' : typeof value] ?? typeof value;
}

function issuesOf(issue: z.core.$ZodIssue, sent: unknown): InputIssue[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: 'is not a member that this request takes: leave it out',
    }));
  if (issue.code === 'invalid_type') {
    const found = issue.path.reduce<unknown>((value, name) => (value as Record<PropertyKey, unknown>)?.[name], sent);
    if (found === undefined) return [{ path, message: 'is missing' }];
    return [{ path, message: `must be ${kinds[issue.expected] ?? issue.expected}, and is ${kindOf(found)}` }];
  }
  if (issue.code === 'too_big') return [{ path, message: `must be at most ${issue.maximum}` }];
  if (issue.code === 'too_small') return [{ path, message: `must be at least ${issue.minimum}` }];
  return [{ path, message: issue.message }];
}

/** The faults of values that a schema refuses; empty for values that are in order. */
function check<Value>(schema: z.ZodType<Value>, sent: unknown): { value: Value } | { issues: InputIssue[] } {
  const result = schema.safeParse(sent);
  if (result.success) return { value: result.data };
  return { issues: result.error.issues.flatMap((issue) => issuesOf(issue, sent)).slice(0, maxIssues) };
}

function parameters<Value>(schema: z.ZodType<Value>, sent: unknown): Value {
  const checked = check(schema, { ...(sent as object) });
  if ('value' in checked) return checked.value;
  throw new BadParameter(`A parameter of the address was refused: ${summary(checked.issues)}.`, checked.issues);
}

/** A body that a schema refuses. */
export class BadBody extends RestRefusal {
  constructor(issues: readonly InputIssue[]) {
    super(400, 'INVALID_BODY', `The body was refused: ${summary(issues)}.`, { issues });
  }
}

function bodyOf<Value>(schema: z.ZodType<Value> | undefined, sent: unknown): Value {
  if (!schema) return undefined as Value;
  if (sent === undefined) throw new MissingBody();
  const checked = check(schema, sent);
  if ('value' in checked) return checked.value;
  throw new BadBody(checked.issues);
}

/** Reads the query alone, which the cost depends on. @throws BadParameter */
export const checkQuery = (route: Route, { query }: RawRequest): unknown => parameters(route.query, query);

/** Whether the values of a request are of the right kind; what they mean, the services check. @throws RestRefusal */
export function checkValues(route: Route, raw: RawRequest, query: unknown): RestRequest<unknown, unknown, unknown> {
  const { origin, url } = raw;
  return { origin, url, params: parameters(route.params, raw.params), query, body: bodyOf(route.body, raw.body) };
}
