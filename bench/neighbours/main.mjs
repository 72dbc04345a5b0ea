// Whatever one organization sends, another one's quick reads must be served, and soon: measures them alone and beside 300
// connections that ask for 30 searches of 20,000 groups each, by turns. Exits with 1 where one of them fails, or the
// slowest 1 % takes more than three times as long as alone. Needs a build.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createDatabase, fill } from '../support/database.mjs';
import { machine, writeResult } from '../support/results.mjs';
import { median } from '../support/statistics.mjs';

const settings = {
  rounds: Number(process.env.ROUNDS ?? 5),
  seconds: 5,
  heavy: { groups: 20_000, callers: 300, searches: 30 },
  quick: { groups: 100, callers: 4, pauseMs: 10 },
  limit: 3,
};
const root = new URL('../..', import.meta.url);

const ms = (value) => `${value.toFixed(1)} ms`;

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
    let faults = 0;
    service.stdout.setEncoding('utf8').on('data', (text) => {
      faults += text.split('unexpected error').length - 1;
    });
    return { url: `http://127.0.0.1:${port}`, faults: () => faults, stop: () => service.kill('SIGKILL') };
  }
  throw new Error(`The service did not start:\n${output}`);
}

function startLoad(options) {
  const load = fork(new URL('load.mjs', import.meta.url), { env: { ...process.env, LOAD: JSON.stringify(options) } });
  return {
    async measure(seconds) {
      load.send({ seconds });
      const [{ measured, failed }] = await once(load, 'message');
      if (failed) throw new Error(`The load failed: ${failed}`);
      return measured;
    },
    stop: () => load.connected && load.disconnect(),
  };
}

const searches = Array.from(
  { length: settings.heavy.searches },
  (_, n) => `s${n}: groups(filter: { name: { contains: "up ${n}x" } }) { totalCount }`,
);
const list = '{ groups(first: 10) { nodes { id name revision } } }';

const closing = [];
async function close() {
  for (const end of closing.splice(0).reverse()) await end();
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close().finally(() => process.exit(130)));

try {
  console.log(`Starting ${process.env.DATABASE_URL ? 'on the given PostgreSQL' : 'an embedded PostgreSQL'}`);
  const database = await createDatabase();
  closing.push(database.drop);
  const heavy = await fill(database.url, settings.heavy.groups);
  const quick = await fill(database.url, settings.quick.groups);
  const service = await startService(database.url);
  closing.push(service.stop);
  const { url } = service;
  const { callers, pauseMs } = settings.quick;
  const attacker = startLoad({ url, key: heavy.key, query: `{ ${searches} }`, callers: settings.heavy.callers });
  const neighbour = startLoad({ url, key: quick.key, query: list, callers, pauseMs });
  closing.push(attacker.stop, neighbour.stop);
  await neighbour.measure(settings.seconds); // warms up
  const rounds = [];
  while (rounds.length < settings.rounds) {
    const alone = await neighbour.measure(settings.seconds);
    const attack = attacker.measure(settings.seconds);
    const beside = await neighbour.measure(settings.seconds);
    const round = { alone, beside, attack: await attack, ratio: beside.p99 / alone.p99 };
    rounds.push(round);
    console.log(
      `alone ${ms(alone.p50)} and ${ms(alone.p99)}; beside ${ms(beside.p50)} and ${ms(beside.p99)}, ` +
        `${round.ratio.toFixed(2)} times, ${JSON.stringify(beside.refused)} refused; of the attack ` +
        `${round.attack.requests} answered, ${JSON.stringify(round.attack.refused)} refused`,
    );
  }
  const ratio = median(rounds.map((round) => round.ratio));
  const failed = rounds.flatMap(({ beside }) => Object.keys(beside.refused));
  const passed = ratio <= settings.limit && failed.length === 0 && service.faults() === 0;
  console.log(
    `p99 of the neighbour, to that of alone: ${ratio.toFixed(2)} (median), allowed ${settings.limit}; ` +
      `errors logged: ${service.faults()}`,
  );
  const date = new Date().toISOString();
  await writeResult('neighbours.json', { date, machine: machine(), settings, rounds, ratio, passed });
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
