import { service } from '../comparison/contestants.mjs';
import { fill } from '../comparison/data.mjs';
import { openGround } from '../comparison/ground.mjs';
import { operations } from '../comparison/operations.mjs';
import { machine, publish, writeResult } from '../support/results.mjs';
import { slope } from '../support/statistics.mjs';
import { lines } from './chart.mjs';

const sampleMs = 1000;
const mebibyte = 1024 * 1024;

/** All operations in turn, a second each, for so long. */
async function keepBusy(load, until) {
  let requests = 0;
  const names = Object.keys(operations);
  for (let n = 0; performance.now() < until; n++) {
    const measured = await load.measure({ contestant: service.name, operation: names[n % names.length], seconds: 1 });
    requests += measured.requests;
  }
  return requests;
}

/** The service alone under all operations: how its memory goes on. */
export async function soak(node, { soak: seconds, callers, publish: published }) {
  const ground = await openGround({ node: node.path, callers, fill });
  try {
    const server = await ground.start(service);
    const load = await ground.load([server]);
    const start = performance.now();
    const samples = [];
    const sample = () =>
      samples.push({
        x: Math.round((performance.now() - start) / 1000),
        megabytes: Math.round(server.usage().residentBytes / mebibyte),
      });
    const sampling = setInterval(sample, sampleMs);
    console.log(`Running all operations for ${seconds} s`);
    const requests = await keepBusy(load, start + seconds * 1000).finally(() => clearInterval(sampling));
    sample();
    const second = samples.filter(({ x }) => x >= seconds / 2);
    const perMinute = slope(second.map(({ x, megabytes }) => ({ x: x / 60, y: megabytes })));
    console.log(
      `Memory after ${seconds} s and ${requests} requests: ${samples.at(-1).megabytes.toFixed(0)} MB; ` +
        `over the second half it grows by ${perMinute.toFixed(2)} MB a minute.`,
    );
    const about = { ...machine(), node: node.version, postgres: ground.postgres };
    const result = {
      date: new Date().toISOString(),
      machine: about,
      settings: { seconds, callers },
      requests,
      megabytesPerMinute: perMinute,
      samples,
    };
    const shown = {
      title: 'Resident memory',
      y: 'megabytes',
      unit: 'MB, by seconds of all operations in turn',
      curves: [{ label: 'MB', points: samples }],
      straight: true,
    };
    const picture = lines(
      'Memory of the service',
      `${requests.toLocaleString('en')} requests; ${perMinute.toFixed(2)} MB a minute over the second half`,
      [shown],
    );
    await writeResult('soak.json', result);
    await writeResult('soak.svg', picture);
    if (published) await publish('soak.svg', picture);
    return true;
  } finally {
    await ground.close();
  }
}
