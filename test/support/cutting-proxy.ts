import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A way to a server that can go wrong: connections that break in the middle of an answer, or on which nothing arrives
 * any more.
 */
export class CuttingProxy {
  /** `cut`: of the next piece of an answer half goes through, then the connection breaks. `stall`: nothing moves. */
  #mode: 'pass' | 'cut' | 'stall' = 'pass';
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(port: number) {
    this.#server = createServer((client) => {
      const upstream = connect(port, '127.0.0.1');
      for (const [socket, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        this.#sockets.add(socket);
        if (this.#mode === 'stall') socket.pause();
        socket.on('error', () => {});
        socket.on('close', () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
        socket.on('data', (chunk) => this.#forward(chunk, socket === upstream, other));
      }
    });
  }

  static async open(port: number): Promise<{ proxy: CuttingProxy; port: number }> {
    const proxy = new CuttingProxy(port);
    await new Promise<void>((done) => proxy.#server.listen(0, '127.0.0.1', done));
    return { proxy, port: (proxy.#server.address() as { port: number }).port };
  }

  #forward(chunk: Buffer, isAnswer: boolean, to: Socket): void {
    if (this.#mode === 'cut' && isAnswer) to.end(chunk.subarray(0, chunk.length / 2), () => to.destroy());
    else to.write(chunk);
  }

  cut(): void {
    this.#mode = 'cut';
  }

  stall(): void {
    this.#mode = 'stall';
    for (const socket of this.#sockets) socket.pause();
  }

  restore(): void {
    this.#mode = 'pass';
    for (const socket of this.#sockets) socket.resume();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }
}
