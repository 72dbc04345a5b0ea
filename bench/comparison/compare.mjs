import { peers, rest, service } from './contestants.mjs';
import { countStatements } from './count-statements.mjs';
import { fill } from './data.mjs';
import { openGround } from './ground.mjs';
import { report } from './report.mjs';
import { measureRounds } from './rounds.mjs';
import { verify } from './verify.mjs';

const contestants = [rest, service, ...peers];
const roles = { under: service.name, peers: peers.map(({ name }) => name), rest: rest.name };

async function measure(ground, node, options) {
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

/** What PostGraphile and the TypeScript of Prisma's client need. */
const neededNode = 'v22.18.0';

/** The service against its peers and against REST; whether every limit is kept. */
export async function compare(node, options) {
  if (node.version.localeCompare(neededNode, 'en', { numeric: true }) < 0)
    throw new Error(`The peers need Node.js ${neededNode} or later, this is ${node.version}.`);
  const ground = await openGround({ node: node.path, callers: options.callers, fill });
  try {
    return await measure(ground, node, options);
  } finally {
    await ground.close();
  }
}
