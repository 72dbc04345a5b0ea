import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** More than is read of an answer, in little. */
const bomb = gzipSync(Buffer.alloc(20_000_000));
const json = { 'content-type': 'application/json' };

/** A server that only counts who comes. */
export class Trap {
  readonly visits: string[] = [];
  readonly #server = createServer((request, response) => {
    this.visits.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });

  async open(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** What a billing provider answers that is not what it should be, and may be no accident. */
export const hostileAnswers: Record<string, (response: ServerResponse, trap: string) => void> = {
  'a redirect to an address within': (response, trap) => response.writeHead(302, { location: trap }).end(),
  'a redirect that keeps method and body': (response, trap) => response.writeHead(307, { location: trap }).end(),
  'a redirect for ever': (response, trap) => response.writeHead(308, { location: trap, refresh: `0;${trap}` }).end(),
  'a bomb of compressed zeros': (response) =>
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb),
  'something that is not compressed as it says': (response) =>
    response.writeHead(200, { ...json, 'content-encoding': 'br' }).end('{}'),
  'an object without end in depth': (response) =>
    response.writeHead(200, json).end(`${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`),
  'a prototype to be polluted': (response) =>
    response
      .writeHead(200, json)
      .end('{"__proto__":{"isPartner":true},"constructor":{"prototype":{"isPartner":true}}}'),
  'numbers that are none': (response) =>
    response
      .writeHead(200, json)
      .end('{"id":1e999,"balances":{"credits":{"remaining":-1e308,"breakdown":[null,"NaN"]}}}'),
  'a page that wants to be shown': (response) =>
    response.writeHead(400, json).end('{"code":"<script>alert(1)</script>","message":"needle-answer"}'),
  'headers of 100 kB': (response) => response.writeHead(200, { ...json, 'x-long': 'x'.repeat(100_000) }).end('{}'),
  'nothing at all': (response) => response.writeHead(204).end(),
};
