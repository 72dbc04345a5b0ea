import { CheckError, exitCodes } from './problem.ts';

/** The service, as the owner of a key finds it. */
export interface Service {
  /** The address of its GraphQL. */
  url: string;
  key: string;
}

const timeoutMs = 15_000;

const fail = (message: string) => new CheckError(exitCodes.noService, message);

function reasonOf(error: Error & { cause?: { code?: string; message?: string } }): string {
  if (error.name === 'TimeoutError') return `no answer in ${timeoutMs / 1000} seconds`;
  return error.cause?.code ?? error.cause?.message ?? error.message;
}

/** The address of something beside the GraphQL of the service. */
export const addressOf = ({ url }: Pick<Service, 'url'>, name: string) => new URL(name, url).href;

async function send(service: Service, address: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...init.headers, 'x-api-key': service.key };
  const answer = await fetch(address, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) }).catch((error) => {
    throw fail(`${address} cannot be reached (${reasonOf(error)}). Check --url, and that the service runs.`);
  });
  if (answer.status === 401)
    throw fail(`${address} does not accept the key. Check --key: it may be mistyped, expired or revoked.`);
  if (answer.status === 429 || answer.status >= 500)
    throw fail(
      `${address} answered HTTP ${answer.status}. Try again in ${answer.headers.get('retry-after') ?? 'some'} seconds.`,
    );
  return answer;
}

/** The schema as the owner of the key sees it. */
export async function loadSdl(service: Service, prefix: string): Promise<string> {
  const address = new URL(addressOf(service, 'schema.graphql'));
  if (prefix) address.searchParams.set('prefix', prefix);
  const answer = await send(service, address.href);
  const text = await answer.text();
  if (answer.ok && text.includes('type Query')) return text;
  const message = /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  if (answer.status === 400 && message)
    throw new CheckError(exitCodes.wrongUse, `${address.href}: ${JSON.parse(`"${message}"`)}`);
  throw fail(
    `${address.href} is no group gateway (HTTP ${answer.status}, no schema). --url must be the address of its GraphQL, such as https://groups.example/graphql.`,
  );
}

/** The version that runs; undefined where the address does not tell. */
export async function versionOf(service: Service): Promise<string | undefined> {
  try {
    const answer = await fetch(addressOf(service, 'readyz'), { signal: AbortSignal.timeout(timeoutMs) });
    const { version } = (await answer.json()) as { version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined; // some operators hide it
  }
}

export interface Answer {
  errors?: { message: string; extensions?: { code?: string; limit?: number; requested?: number } }[];
  extensions?: { cost?: { requested: number; limit?: number } };
}

export async function ask(service: Service, query: string, variables: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const answer = await send(service, service.url, { method: 'POST', headers, body });
  return answer.json().catch(() => {
    throw fail(`${service.url} does not answer in JSON. Check --url.`);
  });
}
