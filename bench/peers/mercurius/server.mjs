// Mercurius with compiled queries over `pg`: a statement by hand for each field, a loader for each list of a parent.
import fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';
import { statements } from '../../comparison/statements.mjs';
import { reads } from './reads.mjs';
import { schema } from './schema.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE) });
const run = async (statement, values) => (await pool.query({ ...statement, values })).rows;
const first = async (statement, values) => (await run(statement, values))[0];

const resolvers = {
  Query: {
    group: (_, { id }, { organization }) => first(reads.group, [organization, id]),
    groups: (_, { first }, { organization }) => run(reads.groups, [organization, first]),
    async groupsByExternalId(_, { externalIds }, { organization }) {
      const groups = new Map();
      for (const row of await run(statements.lookup, [organization, externalIds])) groups.set(row.externalId, row);
      return externalIds.map((externalId) => groups.get(externalId) ?? null);
    },
  },
  Mutation: {
    renameGroup: (_, { id, name }, { organization }) => first(statements.rename, [organization, id, name]),
    changeWebsites: (_, { id, add, remove }, { organization }) =>
      first(statements.websites, [organization, id, add, remove]),
    async setExternalId(_, { id, externalId }, { organization }) {
      const { takenBy, ...group } = await first(statements.externalId, [organization, id, externalId]);
      return takenBy ? { takenBy } : { group };
    },
    setAccountGroupName: (_, { id, languageId, text }, { organization }) =>
      first(statements.label, [organization, id, languageId, text]),
  },
};

/** Loads a list for many parents at once; all of them ask for as many, as they stand at one place of the document. */
const listOf = (statement) => ({
  async loader(queries, { organization }) {
    const parents = [...new Set(queries.map(({ obj }) => obj.id))];
    const lists = new Map(parents.map((id) => [id, []]));
    for (const row of await run(statement, [organization, parents, queries[0].params.first]))
      lists.get(row.parent).push(row);
    return queries.map(({ obj }) => lists.get(obj.id));
  },
  // The cache looks equal queries up by their text; each parent is asked for once anyway.
  opts: { cache: false },
});

const app = fastify();
await app.register(mercurius, {
  schema,
  resolvers,
  loaders: { Group: { websites: listOf(reads.websitesOfGroups) }, Website: { groups: listOf(reads.groupsOfWebsites) } },
  jit: 1,
  context: ({ headers }) => ({ organization: headers['x-organization-id'] }),
});
await app.listen({ host: process.env.HOST, port: Number(process.env.PORT) });
