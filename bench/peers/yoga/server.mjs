// GraphQL Yoga with Pothos over Prisma, by their documentation: prepared statements, and relations joined in PostgreSQL.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { PrismaPg } from '@prisma/adapter-pg';
import { createYoga } from 'graphql-yoga';
import { changesOf } from './changes.mjs';
import { PrismaClient } from './generated/client/client.ts';
import { buildSchema } from './schema.mjs';

const names = new Map();
/** The adapter prepares statements that are given a name; Prisma writes few of them, again and again. */
function statementName({ sql }) {
  if (!names.has(sql)) names.set(sql, createHash('sha1').update(sql).digest('hex'));
  return names.get(sql);
}

const prisma = new PrismaClient({
  adapter: new PrismaPg(
    { connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE) },
    { statementNameGenerator: statementName },
  ),
});

const yoga = createYoga({
  schema: buildSchema(prisma, changesOf(prisma)),
  context: ({ request }) => ({ organizationId: request.headers.get('x-organization-id') }),
  graphiql: false,
  landingPage: false,
  logging: false,
});
createServer(yoga).listen(Number(process.env.PORT), process.env.HOST);
