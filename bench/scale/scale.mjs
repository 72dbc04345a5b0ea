import { openGround } from '../comparison/ground.mjs';
import { machine, publish, writeResult } from '../support/results.mjs';
import { median } from '../support/statistics.mjs';
import { lines } from './chart.mjs';
import { nodes, panels } from './curves.mjs';
import { fillScale, findMiddles } from './data.mjs';
import { connections } from './sizes.mjs';

const measures = { p50: 'median, ms', p99: 'p99, ms', perSecond: 'answers per second' };

/** Each point once a round, so that what else the machine does hits all alike. */
async function measurePoints(load, servers, { rounds, seconds, warmUpSeconds }) {
  const curves = panels.flatMap((panel) => panel.curves);
  // Some are drawn twice.
  const points = [...new Set(curves.flatMap((curve) => curve.points))];
  const ask = ({ processes = 1, work }, length) =>
    load.measure({ ...work, contestant: servers.slice(0, processes).map(({ name }) => name), seconds: length });
  const measured = new Map(points.map((point) => [point, []]));
  for (const point of points) await ask(point, warmUpSeconds);
  for (let round = 0; round < rounds; round++) {
    for (const point of points) measured.get(point).push(await ask(point, seconds));
    console.log(`Round ${round + 1} of ${rounds} of ${points.length} points is measured.`);
  }
  return (point) => {
    const of = (key) => median(measured.get(point).map((one) => one[key]));
    return { x: point.x, perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), refused: of('refused') };
  };
}

function print(results) {
  for (const { title, y, curves } of results) {
    console.log(`\n${title} (${measures[y]})`);
    for (const { label, points } of curves) {
      const shown = points.map((point) => {
        const refused = point.refused > 0 ? ` and ${point.refused} refused` : '';
        return `${point.x.toLocaleString('en')}: ${point[y].toFixed(1)}${refused}`;
      });
      console.log(`  ${label.padEnd(26)} ${shown.join('   ')}`);
    }
  }
}

/** The service alone, on more and more data, connections and processes. */
export async function scale(node, options) {
  const ground = await openGround({ node: node.path, callers: Math.max(...connections), fill: fillScale });
  try {
    const servers = [];
    for (const contestant of nodes) servers.push(await ground.start(contestant));
    await findMiddles(ground.data, servers[0]);
    const operations = new URL('operations.mjs', import.meta.url).href;
    const load = await ground.load(servers, { operations });
    const toPoint = await measurePoints(load, servers, options);
    const results = panels.map(({ title, y, curves }) => ({
      title,
      y,
      curves: curves.map(({ label, points }) => ({ label, points: points.map(toPoint) })),
    }));
    print(results);
    const { rounds, seconds } = options;
    const about = { ...machine(), node: node.version, postgres: ground.postgres };
    const result = { date: new Date().toISOString(), machine: about, settings: { rounds, seconds }, results };
    const picture = lines(
      'How the service grows',
      `${about.cpu}, ${about.cpus} cores, Node.js ${about.node}, PostgreSQL ${about.postgres}`,
      results.map((panel) => ({ ...panel, unit: measures[panel.y] })),
    );
    await writeResult('scale.json', result);
    await writeResult('scale.svg', picture);
    if (options.publish) await publish('scale.svg', picture);
    return true;
  } finally {
    await ground.close();
  }
}
