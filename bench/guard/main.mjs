// Whether an operation got dearer: the service's CPU time per request as a multiple of what REST takes on the same machine
// in the same moments, and its statements per request, against bench/baseline.json. Exits with 1 where one is more than
// `limit` times its baseline, twice. `--write` makes the baseline anew. Needs a build, and no peers.
import { readFile, writeFile } from 'node:fs/promises';
import { rest, service } from '../comparison/contestants.mjs';
import { countStatements } from '../comparison/count-statements.mjs';
import { fill, sizes } from '../comparison/data.mjs';
import { openGround } from '../comparison/ground.mjs';
import { operations } from '../comparison/operations.mjs';
import { median } from '../support/statistics.mjs';

const settings = {
  limit: 1.25,
  rounds: 9,
  /** Few, so that a busy machine does not make bundles of them that are cheaper than requests one by one. */
  callers: 4,
  requests: { [service.name]: 40, [rest.name]: 80 },
  warmUp: { [service.name]: 200, [rest.name]: 300 },
  sizes: { ...sizes, organizations: 10, partners: 2 },
};
const baselineFile = new URL('../baseline.json', import.meta.url);
/** The compiler of another version makes other code. */
const nodeMajor = Number.parseInt(process.versions.node, 10);

async function cpuPerRequest(load, server, operation, requests) {
  const before = server.usage().cpuSeconds;
  await load.measure({ contestant: server.name, operation, requests });
  return (server.usage().cpuSeconds - before) / requests;
}

/** How many times REST's CPU time a request takes: the median of rounds that are too short for much else to happen. */
async function measure(load, servers, operation, rounds) {
  const ratios = [];
  for (const server of servers)
    await load.measure({ contestant: server.name, operation, requests: settings.warmUp[server.name] });
  for (let round = 0; round < rounds; round++) {
    const cpu = {};
    for (const server of round % 2 === 0 ? servers : servers.toReversed())
      cpu[server.name] = await cpuPerRequest(load, server, operation, settings.requests[server.name]);
    ratios.push(cpu[service.name] / cpu[rest.name]);
  }
  return median(ratios);
}

async function measureAll(load, servers, baseline) {
  const cpu = {};
  for (const operation of Object.keys(operations)) {
    cpu[operation] = await measure(load, servers, operation, settings.rounds);
    // Dearer only once may be the machine.
    if (cpu[operation] > settings.limit * baseline?.operations[operation].cpu)
      cpu[operation] = await measure(load, servers, operation, settings.rounds * 2);
    console.log(`${operation}: a request takes ${cpu[operation].toFixed(2)} times REST's CPU time`);
  }
  return cpu;
}

function compare(measured, baseline) {
  let dearer = 0;
  for (const [operation, now] of Object.entries(measured)) {
    const before = baseline.operations[operation];
    const faults = [];
    if (now.cpu > settings.limit * before.cpu && baseline.node === nodeMajor) faults.push('CPU');
    if (now.statements > settings.limit * before.statements) faults.push('statements');
    dearer += faults.length;
    console.log(
      `${operation}: ${(now.cpu / before.cpu).toFixed(2)} times the CPU time of the baseline; ` +
        `${now.statements} statements, were ${before.statements}${faults.length ? `  DEARER: ${faults.join(' and ')}` : ''}`,
    );
  }
  if (baseline.node !== nodeMajor)
    console.log(`The baseline is of Node.js ${baseline.node}, this is ${nodeMajor}: only statements are judged.`);
  return dearer;
}

async function guard(ground, baseline) {
  const statements = (await countStatements([service], ground))[service.name];
  const servers = [await ground.start(service), await ground.start(rest)];
  if (servers[0].usage().cpuSeconds === null)
    throw new Error('CPU times are read from /proc, which this system lacks.');
  const cpu = await measureAll(await ground.load(servers), servers, baseline);
  return Object.fromEntries(
    Object.keys(operations).map((name) => [name, { cpu: cpu[name], statements: statements[name] }]),
  );
}

const writing = process.argv.includes('--write');
const baseline = writing ? undefined : JSON.parse(await readFile(baselineFile, 'utf8'));
const ground = await openGround({
  node: process.execPath,
  callers: settings.callers,
  fill: (pool) => fill(pool, settings.sizes),
});
try {
  const measured = await guard(ground, baseline);
  if (writing) {
    const rounded = Object.entries(measured).map(([name, { cpu, ...rest }]) => [
      name,
      { cpu: Number(cpu.toFixed(2)), ...rest },
    ]);
    const written = { node: nodeMajor, operations: Object.fromEntries(rounded) };
    await writeFile(baselineFile, `${JSON.stringify(written, null, 2)}\n`);
    console.log('Written to bench/baseline.json:', written.operations);
  } else if (compare(measured, baseline) > 0) {
    console.log(`More than ${settings.limit} times the baseline. If that is its price: npm run bench:guard -- --write`);
    process.exitCode = 1;
  }
} finally {
  await ground.close();
}
