import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A proxy in front of PostgreSQL that counts the round trips of those who go through it: each message after which a
 * client waits for the server (Sync of the extended protocol, Query of the simple one). What a node asks beside its
 * requests, whose portal has no request's name, is left out: it comes when it comes.
 */
export class WireCounter {
  count = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #down = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(databaseUrl: string): Promise<{ counter: WireCounter; url: string }> {
    const target = new URL(databaseUrl);
    const server = createServer();
    const counter = new WireCounter(server);
    server.on('connection', (client) => {
      if (counter.#down) return void client.destroy();
      const upstream = connect(Number(target.port || 5432), target.hostname);
      for (const socket of [client, upstream]) {
        counter.#sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          counter.#sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
      }
      counter.#watch(client);
      client.pipe(upstream);
      upstream.pipe(client);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as { port: number }).port);
    return { counter, url: url.href };
  }

  /** Reads the frontend messages: a start-up message without a type, then type, length and body. */
  #watch(client: Socket): void {
    let isBeside = false;
    const onMessage = (type: string, body: Buffer) => {
      if (type === 'B') isBeside = body[0] === 0; // the first thing in it is the portal's name
      if (type === 'Q' || (type === 'S' && !isBeside)) this.count++;
      if (type === 'S') isBeside = false;
    };
    let started = false;
    let pending = Buffer.alloc(0);
    client.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      for (;;) {
        const header = started ? 5 : 4;
        if (pending.length < header) return;
        const length = pending.readInt32BE(header - 4) + header - 4;
        if (pending.length < length) return;
        const type = String.fromCharCode(pending[0] as number);
        if (started) onMessage(type, pending.subarray(header, length));
        started = true;
        pending = pending.subarray(length);
      }
    });
  }

  /** The round trips of some work. */
  async during(work: () => Promise<unknown>): Promise<number> {
    const before = this.count;
    await work();
    return this.count - before;
  }

  /** As if the database went away: cuts all connections and takes no new ones until {@link restore}. */
  interrupt(): void {
    this.#down = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  restore(): void {
    this.#down = false;
  }

  /** Cuts all connections. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }
}
