import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { readExactly } from '../rest/oracle/json.ts';
import { type Difference, differencesOf } from './compare.ts';

export interface Answer {
  status: number;
  body: Buffer;
  /** The coding of the body, e.g. `gzip`. */
  encoding?: string | undefined;
}

/** A request, and what the old system answered. */
export interface Exchange {
  method: string;
  /** The path with the query. */
  url: string;
  headers: Record<string, string>;
  body: Buffer;
  old: Answer;
  /** What must never be written anywhere: the credentials of the client. */
  secrets: string[];
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether it only reads: a method that is overridden does not. */
export const isRead = ({ method }: Pick<Exchange, 'method'>) => reading.has(method);

export const isSuccess = (status: number) => status >= 200 && status < 300;

/** Whether it makes something new, whose id both systems would choose by themselves. */
export const isCreation = ({ method, url, headers }: Exchange) =>
  method === 'POST' &&
  !headers['x-http-method-override'] &&
  /\/(groups|websites|accountGroups|accounts)\/?(\?|$)/.test(url);

/** The kind of a request: ids and values of the query are left out. */
export function kindOf({ method, url, headers }: Pick<Exchange, 'method' | 'url' | 'headers'>): string {
  const [path = '', query = ''] = url.split('?', 2);
  const names = [...new Set(new URLSearchParams(query).keys())].sort();
  const plain = path.replace(/\/(\d+|[0-9a-f]{8}-[0-9a-f-]{27})(?=\/|$)/gi, '/{id}');
  const override = method === 'POST' && headers['x-http-method-override'];
  return `${override ? `POST as ${override}` : method} ${plain}${names.length > 0 ? `?${names.join('&')}` : ''}`;
}

/** A few compressed bytes can stand for any number. */
const limits = { maxOutputLength: 100 * 1024 * 1024 };

const decoders: Record<string, (body: Buffer) => Buffer> = {
  identity: (body) => body,
  gzip: (body) => gunzipSync(body, limits),
  deflate: (body) => inflateSync(body, limits),
  br: (body) => brotliDecompressSync(body, limits),
};

/** Whether the body can be read. */
export const isReadable = ({ encoding = 'identity' }: Answer) => Object.hasOwn(decoders, encoding);

const textOf = ({ body, encoding = 'identity' }: Answer) => decoders[encoding]?.(body).toString() ?? '';

/** The JSON that a text has; the text itself where it has none. */
function jsonOf(text: string): unknown {
  try {
    return readExactly(text);
  } catch {
    return text;
  }
}

/** How two answers to one request differ. */
export function compareAnswers(old: Answer, current: Answer): Difference[] {
  const status: Difference[] =
    old.status === current.status ? [] : [{ kind: 'status', path: '', old: old.status, new: current.status }];
  const [oldBody, currentBody] = [jsonOf(textOf(old)), jsonOf(textOf(current))];
  if (typeof oldBody === 'object' && typeof currentBody === 'object')
    return [...status, ...differencesOf(oldBody, currentBody)];
  return oldBody === currentBody ? status : [...status, { kind: 'body', path: '', old: oldBody, new: currentBody }];
}
