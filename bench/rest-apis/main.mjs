// The REST API of groups against the hand-written REST of the comparison, and against GraphQL of the same process. Exits
// with 1 where it makes less than 0.7 of the requests of REST, or takes more than 1.1 times the CPU time of GraphQL. Needs
// a build.
import { rest, service } from '../comparison/contestants.mjs';
import { fill } from '../comparison/data.mjs';
import { openGround } from '../comparison/ground.mjs';
import { machine, writeResult } from '../support/results.mjs';
import { median } from '../support/statistics.mjs';
import { operations } from './operations.mjs';

const settings = {
  rounds: Number(process.env.ROUNDS ?? 7),
  seconds: Number(process.env.SECONDS ?? 5),
  warmUpSeconds: 10,
  callers: 32,
};
const limits = { rest: 0.7, cpu: 1.1 };
const api = 'REST API';

async function measureOnce(load, server, operation) {
  // Whoever had no requests for a while finds connections, caches and keys gone.
  await load.measure({ contestant: server.name, operation, seconds: 0.5 });
  const before = server.usage().cpuSeconds;
  const { perSecond, requests, failed } = await load.measure({
    contestant: server.name,
    operation,
    seconds: settings.seconds,
  });
  if (failed > 0) throw new Error(`${server.name}, ${operation}: ${failed} requests failed`);
  return { perSecond, cpu: (server.usage().cpuSeconds - before) / requests };
}

async function measure(pool, load, servers, operation) {
  for (const server of servers)
    await load.measure({ contestant: server.name, operation, seconds: settings.warmUpSeconds });
  const rounds = [];
  for (let round = 0; round < settings.rounds; round++) {
    await pool.query('VACUUM ANALYZE groups, group_changes');
    const order = round % 2 === 0 ? servers : servers.toReversed();
    const results = {};
    for (const server of order) results[server.name] = await measureOnce(load, server, operation);
    rounds.push(results);
  }
  const ratio = (of, name) => median(rounds.map((results) => of(results[api]) / of(results[name])));
  return {
    operation,
    perSecond: Object.fromEntries(
      servers.map(({ name }) => [name, Math.round(median(rounds.map((r) => r[name].perSecond)))]),
    ),
    ofRest: ratio(({ perSecond }) => perSecond, rest.name),
    cpuOfGraphql: ratio(({ cpu }) => cpu, service.name),
  };
}

const ground = await openGround({ node: process.execPath, callers: settings.callers, fill });
try {
  const [graphql, limit] = [await ground.start(service), await ground.start(rest)];
  const requests = new URL('requests.mjs', import.meta.url).href;
  const servers = [{ ...graphql, name: api, requests }, graphql, limit];
  const load = await ground.load(servers, { operations: new URL('operations.mjs', import.meta.url).href });
  const results = [];
  for (const operation of Object.keys(operations)) {
    const result = await measure(ground.pool, load, servers, operation);
    results.push(result);
    const isMissed = result.ofRest < limits.rest || result.cpuOfGraphql > limits.cpu;
    if (isMissed) process.exitCode = 1;
    console.log(
      `${operation}: ${JSON.stringify(result.perSecond)} requests/s; ${result.ofRest.toFixed(2)} of REST's, ` +
        `${result.cpuOfGraphql.toFixed(2)} times the CPU time of GraphQL${isMissed ? '  MISSED' : ''}`,
    );
  }
  await writeResult('rest-apis.json', { machine: machine(), settings, results });
} finally {
  await ground.close();
}
