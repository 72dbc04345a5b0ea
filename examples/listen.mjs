import { createServer } from 'node:http';

/** Listens at PORT, by default a free one, says where, and ends when it is told to. */
export function listen(name, handler) {
  const server = createServer(handler);
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    console.log(`${name} at http://localhost:${server.address().port}/graphql`);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
}
