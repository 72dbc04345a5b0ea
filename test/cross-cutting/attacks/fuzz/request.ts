import { type Answer, serviceUrl } from '../../../support/graphql.ts';
import type { Dice } from './dice.ts';
import type { Document } from './document.ts';

export interface Request {
  document: Document;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
}

/** How a document travels: mostly by POST, queries by GET now and then, with the headers that mean something. */
export function travel(dice: Dice, document: Document, key: string): Request {
  const method = document.operation === 'query' && dice.chance(10) ? 'GET' : 'POST';
  const headers: Record<string, string> = { 'x-api-key': key, 'content-type': 'application/json' };
  if (dice.chance(10)) headers['accept-language'] = dice.pick(['de-AT', 'en', '*', 'xx;q=9', 'de;q=0.1, en;q=0.2']);
  if (dice.chance(3)) headers['idempotency-key'] = dice.pick(['one', 'two', '', 'x'.repeat(256)]);
  return { document, method, headers };
}

export async function sendRequest({ document: { text, variables }, method, headers }: Request): Promise<Answer> {
  const address = `${serviceUrl()}/graphql`;
  const search = new URLSearchParams({ query: text, variables: JSON.stringify(variables) });
  const response = await (method === 'GET'
    ? fetch(`${address}?${search}`, { headers })
    : fetch(address, { method, headers, body: JSON.stringify({ query: text, variables }) }));
  return { status: response.status, headers: response.headers, ...(await response.json()) };
}
