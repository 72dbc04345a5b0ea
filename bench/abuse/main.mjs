// Attacks a node by kinds of requests, and measures of each what it does to the node and to another organization: how
// long `/livez` did not answer, CPU time by charged points, bytes of errors by bytes sent, memory, and the neighbour's
// latency. Exits with 1 where a limit is broken. `--quick` is short, for CI; `--only text` chooses kinds by a part of
// their names. Needs a build and Linux.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { usageOf } from '../support/process.mjs';
import { machine, writeResult } from '../support/results.mjs';
import { median, quantile } from '../support/statistics.mjs';
import { openGround, startNode, startProcess } from './ground.mjs';
import { kinds } from './kinds.mjs';

const { quick, only } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } }).values;
const names = Object.keys(kinds).filter((name) => !only || name.includes(only));
const settings = {
  aloneSeconds: quick ? 3 : 10,
  seconds: quick ? 1 : 5,
  restSeconds: quick ? 0.3 : 2,
  limits: {
    /** In which `/livez` does not answer. */
    gapMs: quick ? 250 : 100,
    /** Bytes of errors to bytes sent. */
    amplification: 10,
    /** The neighbour's p99 to that of alone. */
    slowdown: 3,
    /** CPU time a point, to that of the median of all kinds. */
    cpuPerPoint: 10,
    residentBytes: 512e6,
  },
};
/** What the neighbour's p99 may be over its limit: with few requests it is the slowest of them, and the machine has slow moments. */
const patienceMs = quick ? 500 : 0;

async function pointsLeft(url, key) {
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
  await answer.text();
  return Number(answer.headers.get('x-rate-limit-remaining'));
}

function peakBytes(pid) {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
}

const sorted = (values) => values.toSorted((a, b) => a - b);

async function watchAlone(watcher, node, seconds) {
  const cpu = usageOf(node.pid).cpuSeconds;
  await watcher.ask('begin');
  await sleep(seconds * 1000);
  const watched = await watcher.ask('end');
  return { ...watched, cpuMsPerRequest: ((usageOf(node.pid).cpuSeconds - cpu) * 1000) / watched.latencies.length };
}

async function measureKind(name, { node, attacker, watcher, key, alone }) {
  const points = await pointsLeft(node.url, key);
  const [cpu, logged] = [usageOf(node.pid).cpuSeconds, node.logged.bytes];
  await watcher.ask('begin');
  const attack = await attacker.ask({ kind: name, seconds: settings.seconds });
  const { gap, ownGap, latencies, faults } = await watcher.ask('end');
  // What the neighbour's requests took is not the attack's.
  const cpuMs = Math.max((usageOf(node.pid).cpuSeconds - cpu) * 1000 - latencies.length * alone.cpuMsPerRequest, 0);
  const spent = points - (await pointsLeft(node.url, key)) - 1;
  return {
    kind: name,
    ...attack,
    gapMs: gap,
    ownGapMs: ownGap,
    cpuMsPerRequest: cpuMs / attack.sent,
    points: spent,
    // Connections that send no request are charged nothing.
    cpuMsPerPoint: kinds[name].run || spent <= 0 ? undefined : cpuMs / spent,
    loggedBytesPerRequest: (node.logged.bytes - logged) / attack.sent,
    p99: quantile(sorted(latencies), 0.99),
    faults,
    residentBytes: usageOf(node.pid).residentBytes,
  };
}

/** Which limits a kind breaks. */
function faultsOf(row, alone, middle) {
  const { limits } = settings;
  return [
    row.ownGapMs > Math.max(limits.gapMs, 2 * alone.ownGap) && `/livez waited ${row.ownGapMs.toFixed(0)} ms`,
    row.p99 > limits.slowdown * alone.p99 + patienceMs && `neighbour's p99 ${row.p99.toFixed(0)} ms`,
    row.faults.length > 0 && `neighbour: ${row.faults.length} failed, ${row.faults[0]}`,
    row.amplification > limits.amplification && `errors ${row.amplification.toFixed(1)} times the request`,
    row.cpuMsPerPoint > limits.cpuPerPoint * middle && `${row.cpuMsPerPoint.toFixed(1)} ms a point`,
    row.residentBytes > limits.residentBytes && `${(row.residentBytes / 1e6).toFixed(0)} MB`,
  ].filter(Boolean);
}

const header = [
  'kind',
  'sent',
  '/livez ms',
  'of them its own',
  'ms CPU a request',
  'points',
  'ms CPU a point',
  'errors to request',
  'p99 beside',
  'MB',
  'log bytes',
  'codes',
];
const cells = (row) => [
  row.kind,
  row.sent,
  row.gapMs.toFixed(0),
  row.ownGapMs.toFixed(0),
  row.cpuMsPerRequest.toFixed(1),
  row.points,
  row.cpuMsPerPoint?.toFixed(2) ?? '',
  row.amplification.toFixed(1),
  row.p99.toFixed(0),
  (row.residentBytes / 1e6).toFixed(0),
  row.loggedBytesPerRequest.toFixed(0),
  Object.entries(row.codes)
    .map(([code, count]) => `${code} ${count}`)
    .join(', '),
];
const line = (values) => `| ${values.join(' | ')} |`;

const closing = [];
async function close() {
  for (const end of closing.splice(0).reverse()) await end();
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close().finally(() => process.exit(130)));

try {
  console.log(`Starting ${process.env.DATABASE_URL ? 'on the given PostgreSQL' : 'an embedded PostgreSQL'}`);
  const ground = await openGround();
  closing.push(ground.drop);
  const node = await startNode(ground.url);
  closing.push(node.stop);
  const { key, ...data } = ground.attacker;
  const attacker = startProcess('attacker.mjs', { ATTACK: JSON.stringify({ url: node.url, key, data }) });
  closing.push(attacker.stop);
  const watcher = startProcess('watcher.mjs', {
    WATCH: JSON.stringify({ url: node.url, key: ground.neighbour.key, pid: node.pid }),
  });
  closing.push(watcher.stop);

  await watchAlone(watcher, node, 2); // warms up
  const alone = await watchAlone(watcher, node, settings.aloneSeconds);
  const gaps = [alone.ownGap];
  const rows = [];
  console.log(line(header));
  console.log(line(header.map(() => '---')));
  for (const name of names) {
    rows.push(await measureKind(name, { node, attacker, watcher, key, alone }));
    console.log(line(cells(rows.at(-1))));
    // Alone again: a busy machine has slow moments.
    const { latencies, ownGap } = await watchAlone(watcher, node, settings.restSeconds);
    alone.latencies.push(...latencies);
    gaps.push(ownGap);
    if (!node.isAlive()) throw new Error(`The node ended after "${name}".`);
  }
  alone.ownGap = median(gaps);
  alone.p99 = quantile(sorted(alone.latencies), 0.99);
  const middle = median(rows.map(({ cpuMsPerPoint }) => cpuMsPerPoint).filter((value) => value !== undefined));
  const peak = peakBytes(node.pid);
  console.log(
    `Alone: /livez at most ${alone.ownGap.toFixed(0)} ms, the neighbour's p99 ${alone.p99.toFixed(0)} ms; ` +
      `${middle.toFixed(2)} ms CPU a point in the middle; at most ${(peak / 1e6).toFixed(0)} MB`,
  );
  const judge = (row) => faultsOf(row, alone, middle);
  // Once more, after a fault: that may be the machine.
  for (const [n, row] of rows.entries()) {
    if (judge(row).length === 0) continue;
    const again = await measureKind(row.kind, { node, attacker, watcher, key, alone });
    console.log(`Once more, after ${judge(row).join('; ')}:\n${line(cells(again))}`);
    if (judge(again).length < judge(row).length) rows[n] = again;
  }
  const broken = rows.flatMap((row) => judge(row).map((fault) => `${row.kind}: ${fault}`));
  if (peak > settings.limits.residentBytes) broken.push(`the node had ${(peak / 1e6).toFixed(0)} MB`);
  for (const error of new Set(
    node.logged.errors.map((text) => JSON.parse(text.endsWith('}') ? text : '{}').err?.message),
  ))
    broken.push(`logged: ${error}`);
  for (const fault of broken) console.log(`BROKEN: ${fault}`);
  delete alone.latencies;
  await writeResult('abuse.json', {
    date: new Date().toISOString(),
    machine: machine(),
    settings,
    alone,
    middle,
    peak,
    rows,
    broken,
  });
  process.exitCode = broken.length > 0 ? 1 : 0;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
