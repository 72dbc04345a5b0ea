// Group-gateway against its peers and against REST: the same operations on the same database, driven by the same load.
// Exits with 1 where a limit is missed. Needs a build and the peers: `npm run bench` sees to both.
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { createDatabase } from '../support/database.mjs';
import { startLoad } from '../support/start-load.mjs';
import { peers, rest, service, startContestant } from './contestants.mjs';
import { countStatements } from './count-statements.mjs';
import { fill } from './data.mjs';
import { findNode } from './node.mjs';
import { help, readOptions } from './options.mjs';
import { report } from './report.mjs';
import { measureRounds } from './rounds.mjs';
import { verify } from './verify.mjs';

const closing = [];
async function close() {
  for (const end of closing.splice(0).reverse()) await end();
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close().finally(() => process.exit(130)));

const contestants = [rest, service, ...peers];
const roles = { under: service.name, peers: peers.map(({ name }) => name), rest: rest.name };
const operationsFile = new URL('operations.mjs', import.meta.url).href;

async function main(options) {
  const node = findNode();
  console.log(`Contestants and load run on Node.js ${node.version}${node.pinned ? '' : ', the one at hand'}`);
  console.log(`Filling ${process.env.DATABASE_URL ? 'a database on the given PostgreSQL' : 'an embedded PostgreSQL'}`);
  const database = await createDatabase();
  closing.push(database.drop);
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => {}); // the end of the database
  closing.push(() => pool.end());
  const data = await fill(pool);
  for (const { functions } of contestants) if (functions) await pool.query(await readFile(functions, 'utf8'));
  const load = async (servers) => {
    const started = await startLoad(node.path, {
      data,
      callers: options.callers,
      operations: operationsFile,
      contestants: servers.map(({ name, requests, url }) => ({ name, requests, url })),
    });
    closing.push(started.stop);
    return started;
  };
  const start = async (contestant, url) => {
    const server = await startContestant(contestant, node.path, url);
    closing.push(server.stop);
    return server;
  };

  const servers = [];
  for (const contestant of contestants) {
    console.log(`Starting ${contestant.name}`);
    servers.push(await start(contestant, database.url));
  }
  const askable = servers.map(async (server) => ({ ...server, ...(await import(server.requests)) }));
  await verify(pool, data, await Promise.all(askable));
  console.log('All answer the same.');
  const measured = await measureRounds({ pool, load: await load(servers), servers, ...options });
  const memory = Object.fromEntries(servers.map(({ name, usage }) => [name, usage().residentBytes]));
  for (const { stop } of servers) await stop();
  console.log('Counting statements');
  const statements = await countStatements(contestants, database.url, { start, load });
  const { rows } = await pool.query('SHOW server_version');
  const postgres = rows[0].server_version.split(' ')[0];
  return report({ options, node: node.version, postgres, measured, memory, statements, roles });
}

const options = readOptions(process.argv.slice(2));
if (options.help) console.log(help);
else {
  try {
    const passed = await main(options);
    process.exitCode = passed || !options.fail ? 0 : 1;
  } catch (error) {
    console.error(error);
    process.exitCode = 2;
  } finally {
    await close();
  }
}
