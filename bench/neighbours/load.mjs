// One organization's load, as a process of its own: for each message { seconds } so many callers send their request
// again as soon as it is answered; the answer is how long that took, and what was refused.
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { quantile } from '../support/statistics.mjs';

const { url, key, query, callers, pauseMs = 0 } = JSON.parse(process.env.LOAD);
const pool = new Pool(url, { connections: callers, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
const request = {
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', 'x-api-key': key },
  body: JSON.stringify({ query }),
};

async function measure(seconds) {
  const latencies = [];
  const refused = {};
  const end = performance.now() + seconds * 1000;
  const caller = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      const { body } = await pool.request(request);
      const { errors } = await body.json();
      const code = errors?.[0].extensions.code;
      if (code) refused[code] = (refused[code] ?? 0) + 1;
      else latencies.push(performance.now() - start);
      await sleep(pauseMs);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  latencies.sort((a, b) => a - b);
  return { requests: latencies.length, refused, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
}

process.on('message', async ({ seconds }) => {
  try {
    process.send({ measured: await measure(seconds) });
  } catch (error) {
    process.send({ failed: String(error) });
  }
});
// It ends with the process that started it.
process.on('disconnect', () => process.exit());
