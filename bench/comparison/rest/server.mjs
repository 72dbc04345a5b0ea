// REST over Fastify and `pg`: as little as can be between HTTP and SQL, one prepared statement a request.
import fastify from 'fastify';
import pg from 'pg';
import { statements } from '../statements.mjs';
import { reads } from './reads.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE) });
const run = async (statement, values) => (await pool.query({ ...statement, values })).rows;

const app = fastify();
const text = { type: 'string' };
const texts = { type: 'array', items: text };
const bodyOf = (properties) => ({
  schema: { body: { type: 'object', required: Object.keys(properties), properties } },
});

const answer = async (reply, statement, values) => {
  const [row] = await run(statement, values);
  if (row) reply.type('application/json; charset=utf-8');
  else reply.code(404);
  return row?.json ?? { message: 'Not found' };
};
const pages = { '/groups': reads.list, '/groups-with-neighbours': reads.deep };
for (const [path, statement] of Object.entries(pages))
  app.get(`/organizations/:organization${path}`, ({ params, query }, reply) =>
    answer(reply, statement, [params.organization, Math.min(query.first ?? 25, 100)]),
  );
app.get('/organizations/:organization/groups/:id', ({ params }, reply) =>
  answer(reply, reads.one, [params.organization, params.id]),
);

const change = async (reply, statement, values) => {
  const [row] = await run(statement, values);
  if (!row) reply.code(404);
  return row ?? { message: 'Not found' };
};
app.patch('/organizations/:organization/groups/:id', bodyOf({ name: text }), ({ params, body }, reply) =>
  change(reply, statements.rename, [params.organization, params.id, body.name]),
);
app.patch(
  '/organizations/:organization/groups/:id/websites',
  bodyOf({ add: texts, remove: texts }),
  ({ params, body }, reply) =>
    change(reply, statements.websites, [params.organization, params.id, body.add, body.remove]),
);
app.patch(
  '/organizations/:organization/groups/:id/external-id',
  bodyOf({ externalId: text }),
  async ({ params, body }, reply) => {
    const { takenBy, ...group } = await change(reply, statements.externalId, [
      params.organization,
      params.id,
      body.externalId,
    ]);
    if (takenBy) reply.code(409);
    return takenBy ? { takenBy } : group;
  },
);
app.patch(
  '/organizations/:organization/account-groups/:id/names',
  bodyOf({ languageId: { type: 'integer' }, text }),
  ({ params, body }, reply) =>
    change(reply, statements.label, [params.organization, params.id, body.languageId, body.text]),
);
app.post(
  '/organizations/:organization/groups/by-external-id',
  bodyOf({ externalIds: texts }),
  ({ params, body }, reply) => answer(reply, reads.lookup, [params.organization, body.externalIds]),
);

await app.listen({ host: process.env.HOST, port: Number(process.env.PORT) });
