// Whether an operation got dearer: the service's CPU time per request as a multiple of what REST takes on the same machine
// in the same moments, and its statements per request, against bench/baseline.json. Exits with 1 where one is more than
// `limit` times its baseline, CPU time twice. `--write` makes the baseline anew, `--only one,list` looks at some. Needs a
// build, and no peers.
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { rest, service } from '../comparison/contestants.mjs';
import { countStatements } from '../comparison/count-statements.mjs';
import { fill, sizes } from '../comparison/data.mjs';
import { openGround } from '../comparison/ground.mjs';
import { operations } from '../comparison/operations.mjs';
import { writeResult } from '../support/results.mjs';
import { callers, measureCpu } from './measure.mjs';

const limit = 1.25;
const baselineFile = new URL('../baseline.json', import.meta.url);
/** The compiler of another version makes other code. */
const nodeMajor = Number.parseInt(process.versions.node, 10);

const dearerThan = (baseline) => (name, cpu) => cpu > limit * baseline.operations[name].cpu;

/** Measures, and once more what looks dearer: that may be the machine. */
async function measureTwice(load, servers, names, isDearer) {
  const { cpu, samples } = await measureCpu(load, servers, names);
  const doubtful = Object.keys(cpu).filter((name) => isDearer(name, cpu[name]));
  if (doubtful.length > 0) {
    console.log(`Once more: ${doubtful.join(', ')}`);
    Object.assign(cpu, (await measureCpu(load, servers, doubtful)).cpu);
  }
  await writeResult('guard.json', { cpu, samples });
  return cpu;
}

async function measure(ground, names, isDearer) {
  const statements = (await countStatements([service], ground, names))[service.name];
  const servers = {};
  for (const contestant of [service, rest]) servers[contestant.name] = await ground.start(contestant);
  if (servers[service.name].usage().cpuSeconds === null)
    throw new Error('CPU times are read from /proc, which this system lacks.');
  const cpu = await measureTwice(await ground.load(Object.values(servers)), servers, names, isDearer);
  return Object.fromEntries(
    Object.entries(statements).map(([name, count]) => [name, { cpu: Number(cpu[name].toFixed(2)), statements: count }]),
  );
}

/** How many operations are dearer than they were. */
function judge(measured, baseline, isDearer) {
  let dearer = 0;
  for (const [name, { cpu, statements }] of Object.entries(measured)) {
    const before = baseline.operations[name];
    const faults = [isDearer(name, cpu) && 'CPU time', statements > limit * before.statements && 'statements'].filter(
      Boolean,
    );
    if (faults.length > 0) dearer++;
    console.log(
      `${name}: CPU time ${cpu} times REST's, was ${before.cpu}; statements ${statements}, were ${before.statements}` +
        `${faults.length > 0 ? `  DEARER: ${faults.join(', ')}` : ''}`,
    );
  }
  return dearer;
}

async function write(measured) {
  await writeFile(baselineFile, `${JSON.stringify({ node: nodeMajor, operations: measured }, null, 2)}\n`);
  console.log('Written to bench/baseline.json:', measured);
}

const { write: writing, only } = parseArgs({
  options: { write: { type: 'boolean' }, only: { type: 'string' } },
}).values;
const names = writing || !only ? Object.keys(operations) : only.split(',');
const baseline = writing ? undefined : JSON.parse(await readFile(baselineFile, 'utf8'));
const comparable = baseline?.node === nodeMajor;
if (baseline && !comparable)
  console.log(`The baseline is of Node.js ${baseline.node}, this is ${nodeMajor}: only statements are judged.`);
const isDearer = comparable ? dearerThan(baseline) : () => false;
const ground = await openGround({
  node: process.execPath,
  callers,
  // One of each: a slow machine would look more keys up.
  fill: (pool) => fill(pool, { ...sizes, organizations: 1, partners: 1 }),
});
try {
  const measured = await measure(ground, names, isDearer);
  if (writing) await write(measured);
  else if (judge(measured, baseline, isDearer) > 0) {
    console.log(`More than ${limit} times the baseline. If that is the price: npm run bench:guard -- --write`);
    process.exitCode = 1;
  }
} finally {
  await ground.close();
}
