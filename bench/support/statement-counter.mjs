import { connect, createServer } from 'node:net';

/**
 * A proxy in front of PostgreSQL that counts the statements that go through it: Execute of the extended protocol, Query
 * of the simple one.
 */
export async function openStatementCounter(databaseUrl) {
  const target = new URL(databaseUrl);
  let statements = 0;
  const sockets = new Set();
  const count = (type) => {
    if (type === 'E' || type === 'Q') statements++;
  };
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    readTypes(client, count);
    client.pipe(upstream);
    upstream.pipe(client);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(server.address().port);
  return {
    url: url.href,
    read: () => statements,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** The types of a client's messages: the first has none, the others a letter, a length and a body. */
function readTypes(client, onType) {
  let started = false;
  let pending = Buffer.alloc(0);
  client.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const header = started ? 5 : 4;
      if (pending.length < header) return;
      const length = pending.readInt32BE(header - 4) + header - 4;
      if (pending.length < length) return;
      if (started) onType(String.fromCharCode(pending[0]));
      started = true;
      pending = pending.subarray(length);
    }
  });
}
