// The benchmark: group-gateway against its peers and against REST, the same operations on the same database, driven by
// the same load. Exits with 1 where a limit is missed. With --scale or --soak: the service alone, as it grows or as time
// goes by. Needs a build, and the peers for the comparison: `npm run bench` sees to both.
import { findNode } from './comparison/node.mjs';
import { help, readOptions } from './options.mjs';

/** Loaded when they are needed: only the comparison needs the peers. */
const modes = {
  compare: async () => (await import('./comparison/compare.mjs')).compare,
  scale: async () => (await import('./scale/scale.mjs')).scale,
  soak: async () => (await import('./scale/soak.mjs')).soak,
};

async function run(options) {
  const node = findNode();
  console.log(`Contestants and load run on Node.js ${node.version}${node.pinned ? '' : ', the one at hand'}`);
  console.log(`Filling ${process.env.DATABASE_URL ? 'a database on the given PostgreSQL' : 'an embedded PostgreSQL'}`);
  const mode = await modes[options.mode]();
  return mode(node, options);
}

const options = readOptions(process.argv.slice(2));
if (options.help) console.log(help);
else
  try {
    const passed = await run(options);
    process.exitCode = passed || !options.fail ? 0 : 1;
  } catch (error) {
    console.error(error);
    process.exitCode = 2;
  }
