import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** Something between a gateway and the service, such as a load balancer: it keeps what passes, and fails when told to. */
export interface Between {
  /** The address of the service's GraphQL through it. */
  url: string;
  requests: { path: string; headers: IncomingHttpHeaders; body: string }[];
  /** What comes back in place of the service's answers, one for each request; then the service answers. */
  faults: RequestListener[];
  close(): void;
}

const passedOn = ['accept', 'content-type', 'x-api-key', 'idempotency-key'];

/** @param service the service's address, without a path */
export async function openBetween(service: string): Promise<Between> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { method = 'GET', url: path = '/', headers } = request;
    between.requests.push({ path, headers, body });
    const fault = between.faults.shift();
    if (fault) return fault(request, response);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const answer = await fetch(`${service}${path}`, {
      method,
      signal: gone.signal,
      headers: Object.fromEntries(passedOn.map((name) => [name, headers[name]]).filter(([, value]) => value)),
      ...(method === 'POST' && { body }),
    });
    const id = answer.headers.get('x-request-id') ?? '';
    const type = answer.headers.get('content-type') ?? 'text/plain';
    response.writeHead(answer.status, { 'content-type': type, 'x-request-id': id });
    // Piece by piece, since live updates do not end.
    await pipeline(answer.body ?? [], response).catch(() => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const between: Between = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests: [],
    faults: [],
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return between;
}
