// While the billing provider hangs for every call, updates without billing must keep their latency: measures the median
// of 200 concurrent `updateGroup` calls with and without calls that hang, in alternating rounds. Exits with 1 where the
// median with them is more than 1.2 times the one without. Needs a build.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { createDatabase, fill } from '../support/database.mjs';
import { updateGroupClient } from './client.mjs';
import { HangingProvider } from './hanging-provider.mjs';

const settings = { rounds: 15, seconds: 2, warmUpSeconds: 5, callers: 200, groups: 2000, hanging: 200, limit: 1.2 };
/** The service has so many calls of the provider under way at once; the others wait for their turn. */
const callsUnderWay = 64;
const root = new URL('../..', import.meta.url);
const results = new URL('../results/', import.meta.url);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const show = (ms) => `${ms.toFixed(1)} ms`;

async function startService(databaseUrl, providerUrl) {
  const service = spawn(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      BILLING_PROVIDER: 'autumn',
      AUTUMN_URL: providerUrl,
      AUTUMN_SECRET_KEY: 'bench',
      // Longer than the benchmark: what hangs stays under way.
      BILLING_TIMEOUT_MS: '600000',
      RATE_LIMIT_POINTS: '0',
      // A place for each caller, and none for the calls that hang.
      MAX_CONCURRENT_REQUESTS: String(settings.callers),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of service.stdout.iterator({ destroyOnReturn: false })) {
    output += chunk;
    const [, url] = /ready: GraphQL at (\S+)\/graphql/.exec(output) ?? [];
    if (!url) continue;
    service.stdout.resume();
    return { url, stop: () => service.kill('SIGKILL') };
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
    stop: () => load.disconnect(),
  };
}

/** Measures while calls hang at the provider, from the first moment to the last. */
async function whileHanging(provider, client, groupIds, measure) {
  provider.hang();
  const hanging = Promise.all(groupIds.map((id) => client.updateGroup({ id, billingEnabled: true })));
  hanging.catch(() => {}); // looked at below
  for (let look = 0; provider.held < callsUnderWay; look++) {
    if (look === 1000) throw new Error(`Only ${provider.held} calls got through to the provider in 10 s.`);
    await new Promise((next) => setTimeout(next, 10));
  }
  const measured = await measure();
  if (provider.held !== callsUnderWay) throw new Error(`${provider.held} calls hang, not ${callsUnderWay}.`);
  provider.release();
  await hanging;
  return measured;
}

async function measureRounds({ provider, load, client, toBill }) {
  const measure = () => load.measure(settings.seconds);
  const conditions = { quiet: measure, hanging: () => whileHanging(provider, client, toBill, measure) };
  console.log(`Warming up for ${settings.warmUpSeconds} s`);
  await load.measure(settings.warmUpSeconds);
  const rounds = [];
  for (let n = 0; n < settings.rounds; n++) {
    const round = {};
    const order = n % 2 === 0 ? ['quiet', 'hanging'] : ['hanging', 'quiet'];
    for (const condition of order) round[condition] = await conditions[condition]();
    rounds.push(round);
    console.log(
      `Round ${n + 1} of ${settings.rounds}: median ${show(round.quiet.p50)}, with hanging calls ${show(round.hanging.p50)}`,
    );
  }
  return rounds;
}

async function report(rounds) {
  const [quiet, hanging] = ['quiet', 'hanging'].map((condition) => median(rounds.map((round) => round[condition].p50)));
  // Of measurements that stand side by side: what else the machine does changes from round to round.
  const ratio = median(rounds.map((round) => round.hanging.p50 / round.quiet.p50));
  const passed = ratio <= settings.limit;
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model };
  const result = {
    date: new Date().toISOString(),
    machine,
    settings,
    rounds,
    medians: { quiet, hanging },
    ratio,
    passed,
  };
  await mkdir(results, { recursive: true });
  await writeFile(new URL('provider-outage.json', results), `${JSON.stringify(result, null, 2)}\n`);
  console.log(
    `Median of ${settings.callers} concurrent updates: ${show(quiet)}, while ${settings.hanging} calls hang ${show(hanging)}: ` +
      `median ratio of a round ${ratio.toFixed(3)}, allowed ${settings.limit}.`,
  );
  console.log('Written to bench/results/provider-outage.json');
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
  const { key, groupIds } = await fill(database.url, settings.groups + settings.hanging);
  const provider = new HangingProvider();
  const providerUrl = await provider.listen();
  closing.push(() => provider.close());
  const service = await startService(database.url, providerUrl);
  closing.push(service.stop);
  const client = updateGroupClient({ url: service.url, key, connections: settings.hanging });
  closing.push(client.close);
  const load = startLoad({
    url: service.url,
    key,
    groupIds: groupIds.slice(settings.hanging),
    callers: settings.callers,
  });
  closing.push(load.stop);
  const rounds = await measureRounds({ provider, load, client, toBill: groupIds.slice(0, settings.hanging) });
  process.exitCode = (await report(rounds)) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
