// The load, as a process of its own: { callers, seconds } has so many callers who send their next request when the one
// before is answered, { perSecond, burstSeconds, seconds } sends so many a second, whatever becomes of them, and measures
// the first of them, which a node may take for a burst, by themselves.
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.mjs';

const { url, key, groupIds } = JSON.parse(process.env.LOAD);
const address = new URL(url);
/** How often requests are sent that come at a rate, and by how many connections: what finds none is not sent. */
const tickMs = 1;
const connections = 500;

const documents = {
  list: 'query ($first: Int!) { groups(first: $first) { nodes { id name revision } } }',
  rename: 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }',
};

function written(query, variables) {
  const body = JSON.stringify({ query, variables });
  return (
    `POST /graphql HTTP/1.1\r\nhost: ${address.host}\r\nx-api-key: ${key}\r\ncontent-type: application/json\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Four lists to one change. */
const requests = groupIds.map((id, n) =>
  n % 5 === 4
    ? written(documents.rename, { input: { id, name: `Name ${n}` } })
    : written(documents.list, { first: 10 }),
);
let sent = 0;
const next = () => requests[sent++ % requests.length];

/** Times by status; how late the load itself was is told, too. */
class Measurement {
  #times = {};
  unsent = 0;

  add(status, ms) {
    this.#times[status] ??= [];
    this.#times[status].push(ms);
  }

  result(seconds) {
    const statuses = Object.entries(this.#times).map(([status, times]) => {
      times.sort((a, b) => a - b);
      const at = (quantile) => times[Math.floor(quantile * (times.length - 1))];
      return [status, { count: times.length, perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) }];
    });
    return { statuses: Object.fromEntries(statuses), unsent: this.unsent };
  }
}

async function callers({ callers: count, seconds }) {
  const measurement = new Measurement();
  const end = performance.now() + seconds * 1000;
  const caller = async () => {
    const connection = await Connection.open(address);
    while (performance.now() < end) {
      const start = performance.now();
      measurement.add(await connection.send(next()), performance.now() - start);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: count }, caller));
  return measurement.result(seconds);
}

async function arrivals({ perSecond, burstSeconds, seconds }) {
  const idle = [];
  // One after the other, as a node's backlog is short.
  for (let n = 0; n < connections; n++) idle.push(await Connection.open(address));
  const send = async (due, measurement) => {
    const connection = idle.pop();
    if (!connection) {
      measurement.unsent++;
      return;
    }
    measurement.add(await connection.send(next()), performance.now() - due);
    idle.push(connection);
  };
  let due = performance.now();
  const sendUntil = async (end, measurement) => {
    while (due < end) {
      for (const now = performance.now(); due <= now; due += 1000 / perSecond) void send(due, measurement);
      await sleep(tickMs);
    }
  };
  const measurements = { burst: new Measurement(), overload: new Measurement() };
  const start = due;
  await sendUntil(start + burstSeconds * 1000, measurements.burst);
  await sendUntil(start + (burstSeconds + seconds) * 1000, measurements.overload);
  while (idle.length < connections) await sleep(10);
  for (const connection of idle) connection.close();
  return { burst: measurements.burst.result(burstSeconds), overload: measurements.overload.result(seconds) };
}

process.on('message', async (wanted) => {
  try {
    process.send({ measured: await ('callers' in wanted ? callers(wanted) : arrivals(wanted)) });
  } catch (error) {
    process.send({ failed: String(error) });
  }
});
// It ends with the process that started it.
process.on('disconnect', () => process.exit());
