/** An answer over HTTP. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  data: any;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[] | undefined;
  extensions: Record<string, unknown> | undefined;
}

/** The service that all tests share. */
export const serviceUrl = () => process.env.GG_TEST_SERVICE_URL as string;

/** Sends a request body to `/graphql` as it is. */
export async function post(body: string, headers: Record<string, string>, url = serviceUrl()): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  const { data, errors, extensions } = JSON.parse(text);
  return { status: response.status, headers: response.headers, data, errors, extensions };
}

/** Sends a GraphQL request with a key. */
export function send(
  key: string,
  query: string,
  variables: Record<string, unknown> = {},
  { url = serviceUrl(), headers = {} }: { url?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return post(JSON.stringify({ query, variables }), { 'x-api-key': key, ...headers }, url);
}

/** Sends a GraphQL request that must succeed, and hands out its data. */
export async function data(...args: Parameters<typeof send>): Promise<Answer['data']> {
  const answer = await send(...args);
  if (answer.errors) throw new Error(`Unexpected errors: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}
