import { connect, createServer, type Socket } from 'node:net';

/** A way to PostgreSQL that leaves out the options of a connection, as PgBouncer does before version 1.20. */
export async function openOptionDroppingProxy(databaseUrl: string): Promise<{ url: string; close(): Promise<void> }> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.once('data', (startUp: Buffer) => {
      upstream.write(withoutOptions(startUp));
      client.pipe(upstream);
    });
    upstream.pipe(client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Length, version, names and values that each end with a zero, and a zero. */
function withoutOptions(startUp: Buffer): Buffer {
  const parts = startUp.subarray(8).toString('latin1').split('\0').slice(0, -2);
  const kept = parts.filter((_, index) => parts[index - (index % 2)] !== 'options');
  const body = Buffer.from(`${kept.join('\0')}\0\0`, 'latin1');
  const head = Buffer.from(startUp.subarray(0, 8));
  head.writeInt32BE(8 + body.length);
  return Buffer.concat([head, body]);
}
