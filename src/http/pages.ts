import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { NotFoundError } from '../errors.ts';
import type { DemoKey } from '../organizations/demo-data.ts';

/** Where `npm run build` puts the pages. */
const root = join(import.meta.dirname, '..', 'web');

export interface Pages {
  /** Whether the explorer is served at `/`. */
  explorer: boolean;
  /** Whether the reference of the REST APIs is served at `/reference`. */
  reference: boolean;
  /** The keys to pick from; none where the database is no demo. */
  demoKeys(): Promise<DemoKey[]>;
}

/** No script from elsewhere, none within the page and no `eval`; Monaco and Mantine write style elements. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  // Assets have it too: a worker is under the policy that comes with its script.
  'content-security-policy': contentSecurityPolicy,
  vary: 'accept-encoding',
};

const pageHeaders = {
  // Asked for each time, and not sent again where it has not changed.
  'cache-control': 'no-cache',
};

/** Comes in the place of a page that is not built, and asks again, as `npm start` builds pages beside the service. */
const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Not built yet</title>
<p>The explorer and the console are not built yet. If <code>npm start</code> is building them, this page reloads when
they are there. In a production install they are not built: run <code>npm ci --include=dev &amp;&amp; npm run build</code>, or
use the published package, which brings them.</p>
</html>
`;

const sendPage = (reply: FastifyReply, name: string) => {
  reply.headers(pageHeaders);
  const file = `${name}/index.html`;
  if (existsSync(join(root, file))) return reply.sendFile(file, root, { cacheControl: false });
  return reply.code(503).header('retry-after', '2').type('text/html; charset=utf-8').send(notBuilt);
};

/** Whether somebody opens an address in a browser. Programs send a key. */
const isBrowser = ({ method, headers }: FastifyRequest) =>
  method === 'GET' &&
  !headers['x-api-key'] &&
  !headers.authorization &&
  headers.accept?.startsWith('text/html') === true;

/** Leads somebody to the explorer who opens the API's address in a browser. */
export const leadToExplorer: onRequestHookHandler = (request, reply, done) => {
  if (isBrowser(request)) reply.redirect('/');
  else done();
};

/** The explorer at `/`, the console at `/console`, the reference at `/reference`, and what they load. */
const servePages: FastifyPluginAsync<Pages> = async (app, { explorer, reference, demoKeys }) => {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
  // The name of an asset changes with what is in it.
  await app.register(fastifyStatic, {
    root: join(root, 'assets'),
    prefix: '/assets/',
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
  if (explorer) {
    app.get('/', (_request, reply) => sendPage(reply, 'explorer'));
    // Where other servers have theirs.
    for (const path of ['/graphiql', '/playground'])
      app.get(path, (request, reply) => {
        if (!isBrowser(request)) throw new NotFoundError();
        return reply.redirect('/');
      });
  }
  if (reference) app.get('/reference', (_request, reply) => sendPage(reply, 'reference'));
  app.get('/console', (_request, reply) => sendPage(reply, 'console'));
  // The console's own addresses, which its links and reloads name.
  app.get('/console/*', (_request, reply) => sendPage(reply, 'console'));
  app.get('/demo-keys.json', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return demoKeys();
  });
};

export async function addPages(app: FastifyInstance, pages: Pages): Promise<void> {
  // A page is a dozen requests, which tell nothing: no line for those that are answered.
  await app.register(servePages, { ...pages, logLevel: 'warn' });
}
