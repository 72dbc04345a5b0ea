// Watches the node from a process of its own, from one message 'begin' to the next 'end': how long `/livez` did not
// answer, and what became of another organization's quick requests.
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { waitedMs } from './processor.mjs';

const { url, key, pid } = JSON.parse(process.env.WATCH);
const callers = 2;
const pauseMs = 15;
const query = '{ groups(first: 10) { nodes { id name revision } } }';
const pool = () => new Pool(url, { connections: 1, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
const quick = {
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', 'x-api-key': key },
  body: JSON.stringify({ query }),
};

let watching;

async function watchLiveness(watch) {
  const connection = pool();
  while (watch.isOpen) {
    const start = performance.now();
    const before = waitedMs(pid) + waitedMs(process.pid);
    const { statusCode, body } = await connection.request({ method: 'GET', path: '/livez' });
    await body.dump();
    const ms = performance.now() - start;
    watch.gap = Math.max(watch.gap, ms);
    // What it waited for a processor, beside whatever else this machine runs, is not the node's.
    watch.ownGap = Math.max(watch.ownGap, ms - (waitedMs(pid) + waitedMs(process.pid) - before));
    if (statusCode !== 200) watch.faults.push(`/livez: ${statusCode}`);
    await sleep(3);
  }
  await connection.close();
}

async function beNeighbour(watch) {
  const connection = pool();
  while (watch.isOpen) {
    const start = performance.now();
    const { statusCode, body } = await connection.request(quick);
    const text = await body.text();
    watch.latencies.push(performance.now() - start);
    if (statusCode !== 200 || text.includes('"errors":[')) watch.faults.push(`${statusCode}: ${text.slice(0, 200)}`);
    await sleep(pauseMs);
  }
  await connection.close();
}

function begin() {
  const watch = { isOpen: true, gap: 0, ownGap: 0, latencies: [], faults: [] };
  const failed = (error) => watch.faults.push(String(error));
  const work = [watchLiveness(watch), ...Array.from({ length: callers }, () => beNeighbour(watch))];
  watch.ended = Promise.all(work.map((each) => each.catch(failed)));
  watching = watch;
}

async function end() {
  watching.isOpen = false;
  await watching.ended;
  const { gap, ownGap, latencies, faults } = watching;
  return { gap, ownGap, latencies, faults };
}

process.on('message', async (what) => {
  if (what === 'begin') begin();
  process.send({ measured: what === 'begin' ? {} : await end() });
});
// It ends with the process that started it.
process.on('disconnect', () => process.exit());
