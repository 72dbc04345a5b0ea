import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { NotFoundError } from '../errors.ts';

/** Where `npm run build` puts the packages. */
const root = join(import.meta.dirname, '..', 'packages');

const servePackages: FastifyPluginAsync = async (app) => {
  await app.register(fastifyStatic, { root, serve: false, contentType: false, cacheControl: false });
  for (const name of ['client.tgz', 'stitching.tgz'])
    app.get(`/${name}`, (_request, reply) => {
      if (!existsSync(join(root, name)))
        throw new NotFoundError('This package is not built: run "npm ci --include=dev && npm run build".');
      // The address stays when the version changes: it is asked for each time, and not sent again if it is the same.
      return reply.headers({ 'content-type': 'application/gzip', 'cache-control': 'no-cache' }).sendFile(name);
    });
};

/** `/client.tgz` and `/stitching.tgz`: the packages for frontends and partners' gateways, of the version that runs. */
export async function addPackages(app: FastifyInstance): Promise<void> {
  await app.register(servePackages);
}
