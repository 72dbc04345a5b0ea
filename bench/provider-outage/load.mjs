// The load, as a process of its own: for each message { seconds } so many callers rename groups, each as soon as the
// one before is answered; the answer is how long that took.
import { updateGroupClient } from './client.mjs';

const { url, key, groupIds, callers } = JSON.parse(process.env.LOAD);
const client = updateGroupClient({ url, key, connections: callers });
let renamed = 0;

const quantile = (sorted, q) => sorted[Math.floor(q * (sorted.length - 1))];

async function rename(seconds) {
  const latencies = [];
  const end = performance.now() + seconds * 1000;
  const caller = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      const id = groupIds[Math.floor(Math.random() * groupIds.length)];
      await client.updateGroup({ id, name: `Name ${renamed++}` });
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  latencies.sort((a, b) => a - b);
  return { requests: latencies.length, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
}

process.on('message', async ({ seconds }) => {
  try {
    process.send({ measured: await rename(seconds) });
  } catch (error) {
    process.send({ failed: String(error) });
  }
});
// It ends with the process that started it.
process.on('disconnect', () => process.exit());
