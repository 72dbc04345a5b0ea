// A node that is offered ten times what it can serve must keep the latency of those that it takes on, and refuse the rest
// quickly. Finds the load that one node serves best, offers ten times as much, and looks whether it recovers. Exits with 1
// where the slowest 1 % of the admitted took more than three times as long as before. Needs a build.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { createDatabase, fill } from '../support/database.mjs';

const settings = {
  rounds: Number(process.env.ROUNDS ?? 3),
  callers: [16, 24, 32],
  seconds: 3,
  overload: { times: 10, burstSeconds: 1.5, seconds: 5 },
  restSeconds: 2,
  limit: 3,
};
const root = new URL('../..', import.meta.url);
const results = new URL('../results/', import.meta.url);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${value.toFixed(0)} ms`;

async function startService(databaseUrl) {
  const service = spawn(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      RATE_LIMIT_POINTS: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of service.stdout.iterator({ destroyOnReturn: false })) {
    output += chunk;
    const [, port] = /ready: GraphQL at \S+:(\d+)\/graphql/.exec(output) ?? [];
    if (!port) continue;
    service.stdout.resume();
    return { pid: service.pid, url: `http://127.0.0.1:${port}`, stop: () => service.kill('SIGKILL') };
  }
  throw new Error(`The service did not start:\n${output}`);
}

function startLoad(options) {
  const load = fork(new URL('load.mjs', import.meta.url), { env: { ...process.env, LOAD: JSON.stringify(options) } });
  return {
    async measure(wanted) {
      load.send(wanted);
      const [{ measured, failed }] = await once(load, 'message');
      if (failed) throw new Error(`The load failed: ${failed}`);
      return measured;
    },
    stop: () => load.disconnect(),
  };
}

/** In MB; where the system tells. */
function memory(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
  } catch {
    return undefined;
  }
}

/** With as many callers as make the most of the node. */
async function capacity(load) {
  let best;
  for (const callers of settings.callers) {
    const { statuses } = await load.measure({ callers, seconds: settings.seconds });
    const answered = statuses['200'];
    if (answered && (!best || answered.perSecond > best.perSecond)) best = { callers, ...answered };
  }
  return best;
}

async function measureRound(load, service) {
  const before = await capacity(load);
  const { times, burstSeconds, seconds } = settings.overload;
  const memoryBefore = memory(service.pid);
  const measured = await load.measure({ perSecond: times * before.perSecond, burstSeconds, seconds });
  const { statuses, unsent } = measured.overload;
  await new Promise((rested) => setTimeout(rested, settings.restSeconds * 1000));
  const { statuses: after } = await load.measure({ callers: before.callers, seconds: settings.seconds });
  const round = {
    before,
    burst: measured.burst,
    offeredPerSecond: times * before.perSecond,
    admitted: statuses['200'],
    refused: statuses['503'],
    unsent,
    other: Object.keys(statuses).filter((status) => !['200', '503'].includes(status)),
    ratio: statuses['200'].p99 / before.p99,
    memory: { before: memoryBefore, after: memory(service.pid) },
    after: after['200'],
  };
  const { admitted, refused } = round;
  console.log(
    `${ms(before.p50)} and ${ms(before.p99)} at ${before.perSecond.toFixed(0)}/s by ${before.callers} callers; offered ` +
      `${round.offeredPerSecond.toFixed(0)}/s: ${admitted.perSecond.toFixed(0)}/s admitted, ${ms(admitted.p50)} and ` +
      `${ms(admitted.p99)}, ${round.ratio.toFixed(2)} times; ${refused?.perSecond.toFixed(0)}/s refused after ` +
      `${ms(refused?.p50 ?? 0)} and ${ms(refused?.p99 ?? 0)}; ${round.memory.before} MB, then ${round.memory.after} MB; ` +
      `afterwards ${round.after.perSecond.toFixed(0)}/s, ${ms(round.after.p50)} and ${ms(round.after.p99)}`,
  );
  return round;
}

async function report(rounds) {
  const ratio = median(rounds.map((round) => round.ratio));
  const passed = ratio <= settings.limit && rounds.every(({ other }) => other.length === 0);
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model, load: loadavg() };
  const result = { date: new Date().toISOString(), machine, settings, rounds, ratio, passed };
  await mkdir(results, { recursive: true });
  await writeFile(new URL('overload.json', results), `${JSON.stringify(result, null, 2)}\n`);
  console.log(`p99 of the admitted, to that of before: ${ratio.toFixed(2)} (median), allowed ${settings.limit}.`);
  console.log('Written to bench/results/overload.json');
  return passed;
}

const closing = [];
async function close() {
  for (const end of closing.splice(0).reverse()) await end();
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close().finally(() => process.exit(130)));

try {
  console.log(`Starting ${process.env.DATABASE_URL ? 'on the given PostgreSQL' : 'an embedded PostgreSQL'}`);
  const database = await createDatabase();
  closing.push(database.drop);
  const { key, groupIds } = await fill(database.url, 1000);
  const service = await startService(database.url);
  closing.push(service.stop);
  const load = startLoad({ url: service.url, key, groupIds });
  closing.push(load.stop);
  await load.measure({ callers: 16, seconds: settings.seconds }); // warms up
  const rounds = [];
  while (rounds.length < settings.rounds) rounds.push(await measureRound(load, service));
  process.exitCode = (await report(rounds)) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
