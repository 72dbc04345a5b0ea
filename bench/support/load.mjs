// The load, as a process of its own: so many callers, each of which asks again as soon as it is answered. For each
// message { contestant, operation, seconds or requests } it answers with what it measured.
import { Pool } from 'undici';
import { quantile } from './statistics.mjs';

let pools;
let contestants;
let operations;
let data;
let callers;
/** How far each operation is, for all contestants together: no change comes twice. */
const positions = {};
let firstPosition;

/** A node that is full says so with this. */
const refusal = 503;

/** Sends a request: what went wrong, if anything did; a conflict is an answer, too. */
function send(pool, { method, path, headers, body }) {
  return new Promise((resolve, reject) => {
    let status;
    const chunks = [];
    pool.dispatch(
      { method, path, headers, body },
      {
        onRequestStart() {},
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          const answer = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
          if ((status === 200 || status === 409) && !answer.includes('"errors":[')) resolve(undefined);
          else resolve({ status, text: answer.toString().slice(0, 300) });
        },
        onResponseError(_controller, error) {
          reject(error);
        },
      },
    );
  });
}

/** Asks one contestant, or several of the same kind in turn. */
async function measure({ contestant, operation, seconds, requests, concurrency = callers }) {
  const asked = [contestant].flat();
  const { toRequest } = contestants[asked[0]];
  const { step } = operations[operation];
  positions[operation] ??= firstPosition;
  const latencies = [];
  let [refused, failed] = [0, 0];
  let failure;
  let left = requests ?? Number.POSITIVE_INFINITY;
  const start = performance.now();
  const end = seconds === undefined ? Number.POSITIVE_INFINITY : start + seconds * 1000;
  const call = async (_, caller) => {
    const pool = pools[asked[caller % asked.length]];
    while (left-- > 0 && performance.now() < end) {
      const request = toRequest[operation](step(data, positions[operation]++));
      const sent = performance.now();
      const fault = await send(pool, request);
      if (!fault) latencies.push(performance.now() - sent);
      else if (fault.status === refusal) refused++;
      else {
        failed++;
        failure ??= fault;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, call));
  const elapsed = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  if (latencies.length === 0) throw new Error(`Nothing was answered, but ${failure?.status}: ${failure?.text}`);
  if (failed > 0)
    console.error(`${asked}, ${operation}: ${failed} failed, the first with ${failure.status}: ${failure.text}`);
  return {
    requests: latencies.length,
    refused,
    failed,
    perSecond: latencies.length / elapsed,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

async function prepare(setup) {
  ({ data, callers, from: firstPosition = 0 } = setup);
  operations = (await import(setup.operations)).operations;
  contestants = {};
  pools = {};
  for (const { name, requests, url } of setup.contestants) {
    contestants[name] = await import(requests);
    pools[name] = new Pool(url, { connections: callers, pipelining: 1 });
  }
}

process.on('message', async ({ setup, work }) => {
  try {
    process.send({ answer: setup ? await prepare(setup) : await measure(work) });
  } catch (error) {
    process.send({ failed: `${work ? `${work.contestant}, ${work.operation}: ` : ''}${error.stack}` });
  }
});
// It ends with the process that started it.
process.on('disconnect', () => process.exit());
