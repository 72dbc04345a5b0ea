import { getOperationAST, type OperationTypeNode, parse } from 'graphql';
import type { Operation } from '../../shared/operation/operation.ts';

export interface Answered {
  status: number;
  /** The answer as text, without what belongs to the request alone. */
  text: string;
}

async function ask(key: string, body: string): Promise<Answered> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body,
  });
  const { extensions: _extensions, ...answer } = await response.json();
  return { status: response.status, text: JSON.stringify(answer, null, 2) };
}

/**
 * The answers that two keys get to one operation.
 *
 * @throws SyntaxError where the variables are no JSON
 */
export async function askBoth(
  { query, variables, operationName }: Operation,
  keys: readonly [string, string],
): Promise<[Answered, Answered]> {
  const body = JSON.stringify({
    query,
    variables: variables?.trim() ? JSON.parse(variables) : undefined,
    operationName,
  });
  // One after the other: a mutation of the second key sees what the first one did.
  const first = await ask(keys[0], body);
  return [first, await ask(keys[1], body)];
}

/** What kind of operation it is; undefined for a document with a fault. */
export function kindOf({ query, operationName }: Operation): OperationTypeNode | undefined {
  try {
    const document = parse(query);
    return (getOperationAST(document, operationName) ?? getOperationAST(document))?.operation;
  } catch {
    return undefined;
  }
}
