import { serviceUrl } from './graphql.ts';

/** An answer of a REST API. */
export interface RestAnswer {
  status: number;
  headers: Headers;
  /** As it was sent. */
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

export interface RestOptions {
  url?: string;
  headers?: Record<string, string>;
}

/**
 * Sends a request to a REST API.
 *
 * @param request the method and the path, for example `PATCH /api/v1/groups/x`
 * @param body an object, or a text that is sent as it is
 */
export async function rest(
  key: string,
  request: string,
  body?: object | string,
  { url = serviceUrl(), headers = {} }: RestOptions = {},
): Promise<RestAnswer> {
  const [, method = '', path = ''] = /^(\w+) (.*)$/.exec(request) ?? [];
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : JSON.parse(text) };
}

export const connect = '/services/rest/connect/v1.4';

/** What stays the same about an answer: its status, and the code of its error. */
export const refusal = ({ status, body }: RestAnswer) => [status, body?.error?.code ?? body?.['o:errorCode']];
