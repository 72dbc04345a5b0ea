import { subscribe } from 'node:diagnostics_channel';
import { propagation, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';
import { requestScope } from './request-scope.ts';
import { endFailed, startCall } from './tracing.ts';

/** A request of Node.js's own `fetch`, as its diagnostics show it. */
interface FetchRequest {
  method: string;
  origin: string;
  path: string;
  addHeader(name: string, value: string): void;
}

const spans = new WeakMap<object, Span>();

/** A path with a place instead of each id, so that spans of one kind have one name. */
const templateOf = (path: string) => path.replace(/\/(?!v\d+(?:\/|$))(?=[^/]*\d)[^/]+/g, '/{id}');

/** Traces every `fetch`, and sends its trace along: billing providers are called by it. */
export function traceHttpCalls(): void {
  on('create', ({ request }) => {
    const { protocol, hostname, port } = new URL(request.origin);
    const path = request.path.split('?', 1)[0] as string;
    const template = templateOf(path);
    const span = startCall(`${request.method} ${template}`, {
      'http.request.method': request.method,
      'url.template': template,
      'server.address': hostname,
      'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
      // Without its query string.
      'url.full': `${request.origin}${path}`,
    });
    if (!span) return;
    spans.set(request, span);
    const context = trace.setSpan(requestScope.getStore()?.trace ?? ROOT_CONTEXT, span);
    propagation.inject(context, request, { set: (carrier, name, value) => carrier.addHeader(name, value) });
  });
  on('headers', ({ request, response }) => {
    spans.get(request)?.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= 400) endOnce(request, (span) => endFailed(span, String(response.statusCode)));
  });
  on('trailers', ({ request }) => endOnce(request, (span) => span.end()));
  on('error', ({ request, error }) => endOnce(request, (span) => endFailed(span, error.code ?? error.name)));
}

function endOnce(request: object, end: (span: Span) => void): void {
  const span = spans.get(request);
  if (span) end(span);
  spans.delete(request);
}

interface Event {
  request: FetchRequest;
  response: { statusCode: number };
  error: Error & { code?: string };
}

function on(step: 'create' | 'headers' | 'trailers' | 'error', listen: (event: Event) => void): void {
  subscribe(`undici:request:${step}`, (event) => listen(event as Event));
}
