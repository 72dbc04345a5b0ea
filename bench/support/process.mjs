import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** How long a process may take until it listens. */
const startMs = 60_000;

const logs = process.env.BENCH_LOGS;

async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

const listens = (port) =>
  new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
    socket.once('connect', () => socket.destroy());
  });

/**
 * Starts a server as a process of its own, at a PORT that it is given. What it writes to standard output goes to a file
 * in BENCH_LOGS, or the system throws it away, as a pipe would cost whoever reads it.
 */
export async function startServer({ node, nodeOptions = [], file, cwd, env }) {
  const port = await freePort();
  const child = spawn(node, [...nodeOptions, file], {
    cwd,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', logs ? openSync(`${logs}/${port}.log`, 'w') : 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const deadline = performance.now() + startMs;
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode} before it listened.`);
    if (performance.now() > deadline) throw new Error(`${file} did not listen within ${startMs / 1000} s.`);
    await setTimeout(50);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    usage: () => usageOf(child.pid),
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const linux = process.platform === 'linux';
const exact = linux && existsSync('/proc/self/schedstat');

/** In nanoseconds, by thread; where the system does not count these, in hundredths of a second. */
function cpuSecondsOf(pid) {
  if (exact) {
    const tasks = `/proc/${pid}/task`;
    const times = readdirSync(tasks).map((task) => readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]);
    return times.reduce((sum, time) => sum + Number(time), 0) / 1e9;
  }
  // The name in brackets may hold anything; after it the third field comes first.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The CPU time that a process has used so far and its memory; null where the system does not say. */
export function usageOf(pid) {
  if (!linux) return { cpuSeconds: null, residentBytes: null };
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return { cpuSeconds: cpuSecondsOf(pid), residentBytes: Number(kilobytes) * 1024 };
}
