// Who takes part: how each is started, and which documents or paths it is asked by.
import { fileURLToPath } from 'node:url';
import { startServer } from '../support/process.mjs';

/** As many connections to the database for each. */
const poolSize = '12';

const here = (path) => new URL(path, import.meta.url);
const own = (name, folder) => ({
  name,
  requests: here(`${folder}/requests.mjs`).href,
  file: fileURLToPath(here(`${folder}/server.mjs`)),
  env: (url) => ({ DATABASE_URL: url, POOL_SIZE: poolSize }),
});

/** As it runs in production, with everything on: keys, rules, limits, a budget that is counted, a log. */
export const service = {
  name: 'group-gateway',
  nodeOptions: ['--max-semi-space-size=32'], // as in the image
  requests: here('service/requests.mjs').href,
  file: fileURLToPath(here('../../dist/main.js')),
  env: (url) => ({
    DATABASE_URL: url,
    DATABASE_POOL_SIZE: poolSize,
    MIGRATE_ON_START: 'false',
    LOG_LEVEL: 'info',
    RATE_LIMIT_POINTS: '1000000000',
  }),
};

/** As little as can be between HTTP and SQL: the limit. */
export const rest = own('REST', 'rest');

export const peers = [
  { ...own('PostGraphile', '../peers/postgraphile'), functions: here('../peers/postgraphile/functions.sql') },
  own('Mercurius', '../peers/mercurius'),
  own('Yoga, Pothos, Prisma', '../peers/yoga'),
];

export async function startContestant({ name, requests, nodeOptions, file, env }, node, databaseUrl, more) {
  const cwd = fileURLToPath(here('../..'));
  const server = await startServer({ node, nodeOptions, file, env: { ...env(databaseUrl), ...more }, cwd });
  return { name, requests, ...server };
}
