import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server on this machine that a test can break and mend. */
export class BreakableProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #state: 'open' | 'broken' | 'silent' = 'open';

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @param target the server's address; of the same form is that of the way to it */
  static async open(target: string, defaultPort: number): Promise<{ proxy: BreakableProxy; url: string }> {
    const url = new URL(target);
    const [host, port] = [url.hostname, Number(url.port || defaultPort)];
    const server = createServer({ allowHalfOpen: true });
    const proxy = new BreakableProxy(server);
    server.on('connection', (client) => {
      if (proxy.#state === 'broken') return void client.destroy();
      const upstream = connect({ port, host, allowHalfOpen: true });
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        proxy.#sockets.add(from);
        from.on('error', () => {});
        from.on('close', () => {
          proxy.#sockets.delete(from);
          to.destroy();
        });
        from.on('data', (chunk) => {
          if (proxy.#state !== 'silent') to.write(chunk);
        });
        from.on('end', () => {
          if (proxy.#state !== 'silent') to.end();
        });
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as { port: number }).port);
    return { proxy, url: url.href };
  }

  /** Cuts all connections and takes no new ones. */
  break(): void {
    this.#state = 'broken';
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Keeps all connections, and lets nothing through, not even their ends, as a network that swallows everything. */
  silence(): void {
    this.#state = 'silent';
  }

  mend(): void {
    this.#state = 'open';
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
