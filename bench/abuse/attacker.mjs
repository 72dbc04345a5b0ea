// The attacker, as a process of its own: for each message { kind, seconds } it sends what the kind has, and answers with
// what came back.
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { kinds } from './kinds.mjs';

const { url, key, data } = JSON.parse(process.env.ATTACK);
const address = new URL(url);
const usualCallers = 4;
/** From how many bytes on a request's answer is compared with it. */
const worthComparing = 1000;

/** A value that comes once. */
const fresh = () => randomUUID().replaceAll('-', '');

function toHttp({ query, variables, operationName, body, headers = {}, fresh: isFresh }) {
  const text = body ?? JSON.stringify({ query: isFresh ? `${query} #${fresh()}` : query, variables, operationName });
  const own = Object.entries(headers).map(([name, value]) => [name, value === '*' ? `gg_${fresh()}` : value]);
  return {
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', 'x-api-key': key, ...Object.fromEntries(own) },
    body: text,
  };
}

async function sendRequests({ requests, callers = usualCallers }, seconds) {
  const pool = new Pool(url, { connections: callers, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const written = requests(data);
  const result = { sent: 0, codes: {}, amplification: 0, slowest: { ms: 0 } };
  const end = performance.now() + seconds * 1000;
  let next = 0;
  const caller = async () => {
    while (performance.now() < end) {
      const request = toHttp(written[next++ % written.length]);
      const start = performance.now();
      result.sent++;
      const answer = await pool
        .request(request)
        .then(async ({ statusCode, body }) => ({ statusCode, text: await body.text() }))
        .catch(({ code, message }) => ({ statusCode: code ?? message, text: '' }));
      const ms = performance.now() - start;
      if (ms > result.slowest.ms) result.slowest = { ms, request: request.body.slice(0, 150) };
      const code = /"code":"(\w+)"/.exec(answer.text)?.[1] ?? answer.statusCode;
      result.codes[code] = (result.codes[code] ?? 0) + 1;
      const bytes = Buffer.byteLength(request.body);
      if (bytes < worthComparing || !answer.text.includes('"errors":[')) continue;
      const told = Buffer.byteLength(JSON.stringify(JSON.parse(answer.text).errors));
      if (told / bytes <= result.amplification) continue;
      result.amplification = told / bytes;
      result.longest = { bytes: told, request: request.body.slice(0, 150) };
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  await pool.destroy();
  return result;
}

/** Opens so many connections in small portions, as a node's backlog is short. */
async function openSockets(count, seconds, begin) {
  const codes = {};
  const told = (code) => {
    codes[code] = (codes[code] ?? 0) + 1;
  };
  const sockets = [];
  const end = performance.now() + seconds * 1000;
  for (let n = 0; n < count && performance.now() < end; n++) {
    const socket = connect(Number(address.port), address.hostname);
    sockets.push(socket);
    socket.on('error', ({ code }) => told(code));
    socket.once('data', (text) => told(/"code":"(\w+)"/.exec(text)?.[1] ?? `${text.subarray(9, 12)}`));
    begin(socket);
    if (n % 50 === 49) await sleep(20);
  }
  await sleep(Math.max(end - performance.now(), 0));
  for (const socket of sockets) socket.destroy();
  return { sent: sockets.length, codes, amplification: 0 };
}

const head = (length, accept) =>
  `POST /graphql HTTP/1.1\r\nhost: ${address.host}\r\nx-api-key: ${key}\r\ncontent-type: application/json\r\n` +
  `${accept ? `accept: ${accept}\r\n` : ''}content-length: ${length}\r\n\r\n`;

const runs = {
  subscriptions(seconds) {
    const body = JSON.stringify({
      query: `subscription { groupChanged(ids: ["${data.groups[0]}"]) { position } }`,
    });
    return openSockets(300, seconds, (socket) => socket.write(head(body.length, 'text/event-stream') + body));
  },
  connections: (seconds) => openSockets(2000, seconds, () => {}),
  drips(seconds) {
    const text = head(1_000_000);
    return openSockets(500, seconds, (socket) => {
      let at = Math.random() < 0.5 ? 0 : text.length;
      if (at > 0) socket.write(text);
      const drip = setInterval(() => socket.write(text[at++] ?? ' '), 100);
      socket.on('close', () => clearInterval(drip));
    });
  },
};

process.on('message', async ({ kind, seconds }) => {
  try {
    const { run } = kinds[kind];
    process.send({ measured: await (run ? runs[run](seconds) : sendRequests(kinds[kind], seconds)) });
  } catch (error) {
    process.send({ failed: error.stack });
  }
});
// It ends with the process that started it.
process.on('disconnect', () => process.exit());
