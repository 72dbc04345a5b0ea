import { createServer } from 'node:http';

const ok = (response) => response.writeHead(204).end();

/** How endpoints behave while the changes are made. */
export const behaviours = {
  healthy: ok,
  flaky: (response) => (Math.random() < 0.05 ? response.writeHead(500).end() : ok(response)),
  slow: (response) => setTimeout(() => ok(response), 200),
  failing: (response) => response.writeHead(500).end(),
  hanging: () => {},
  garbage: (response) => response.socket.end('garbage\r\n\r\n'),
  redirecting: (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
};

/** A server with an endpoint, which remembers what it was told and how long after the change. */
export async function startReceiver(behaviour) {
  const deliveries = [];
  let answer = behaviours[behaviour];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { timestamp, data } = JSON.parse(body);
    const id = request.headers['webhook-id'];
    response.on('finish', () => {
      if (response.statusCode < 300)
        deliveries.push({ id, group: data.id, name: data.name, lag: Date.now() - Date.parse(timestamp) });
    });
    answer(response);
  });
  server.on('clientError', () => {});
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    behaviour,
    deliveries,
    url: `http://127.0.0.1:${server.address().port}/`,
    /** From now on all is well with it. */
    heal() {
      answer = ok;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
