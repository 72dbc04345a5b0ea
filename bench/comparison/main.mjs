// Group-gateway against its peers and against REST: the same operations on the same database, driven by the same load.
// Exits with 1 where a limit is missed. Needs a build and the peers: `npm run bench` sees to both.
import { peers, rest, service } from './contestants.mjs';
import { countStatements } from './count-statements.mjs';
import { fill } from './data.mjs';
import { openGround } from './ground.mjs';
import { findNode } from './node.mjs';
import { help, readOptions } from './options.mjs';
import { report } from './report.mjs';
import { measureRounds } from './rounds.mjs';
import { verify } from './verify.mjs';

const contestants = [rest, service, ...peers];
const roles = { under: service.name, peers: peers.map(({ name }) => name), rest: rest.name };

async function compare(ground, node, options) {
  const servers = [];
  for (const contestant of contestants) {
    console.log(`Starting ${contestant.name}`);
    servers.push(await ground.start(contestant));
  }
  await verify(ground.pool, ground.data, servers);
  console.log('All answer the same.');
  const load = await ground.load(servers);
  const measured = await measureRounds({ pool: ground.pool, load, servers, ...options });
  const memory = Object.fromEntries(servers.map(({ name, usage }) => [name, usage().residentBytes]));
  for (const { stop } of servers) await stop();
  console.log('Counting statements');
  const statements = await countStatements(contestants, ground);
  return report({ options, node: node.version, postgres: ground.postgres, measured, memory, statements, roles });
}

async function main(options) {
  const node = findNode();
  console.log(`Contestants and load run on Node.js ${node.version}${node.pinned ? '' : ', the one at hand'}`);
  console.log(`Filling ${process.env.DATABASE_URL ? 'a database on the given PostgreSQL' : 'an embedded PostgreSQL'}`);
  const ground = await openGround({ node: node.path, callers: options.callers, fill });
  try {
    return await compare(ground, node, options);
  } finally {
    await ground.close();
  }
}

const options = readOptions(process.argv.slice(2));
if (options.help) console.log(help);
else
  try {
    const passed = await main(options);
    process.exitCode = passed || !options.fail ? 0 : 1;
  } catch (error) {
    console.error(error);
    process.exitCode = 2;
  }
