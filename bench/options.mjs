import { parseArgs } from 'node:util';

const profiles = {
  // So long that V8 is done with the compiling: until then it is measured more than the contestants.
  full: { rounds: 7, seconds: 3, warmUpSeconds: 10 },
  quick: { rounds: 3, seconds: 0.3, warmUpSeconds: 0.3 },
};

export const help = `npm run bench -- [options]

  --quick          under two minutes: few and short rounds
  --rounds <n>     how many rounds of each operation (${profiles.full.rounds}; ${profiles.quick.rounds} with --quick)
  --seconds <n>    how long each measurement (${profiles.full.seconds}; ${profiles.quick.seconds} with --quick)
  --callers <n>    how many connections ask at the same time (32)
  --only <names>   these operations, separated by commas
  --scale          the service alone: pages, groups, tables, connections and processes from small to large
  --soak <s>       the service alone: its memory over so many seconds of all operations
  --publish        also writes what was measured and its chart to docs/images
  --no-fail        ends with 0 also where a limit is missed
  --help           this

DATABASE_URL names a PostgreSQL to create a database of its own on; without it an embedded one is started.`;

export function readOptions(args) {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      callers: { type: 'string', default: '32' },
      only: { type: 'string' },
      scale: { type: 'boolean', default: false },
      soak: { type: 'string' },
      publish: { type: 'boolean', default: false },
      fail: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
  });
  const profile = values.quick ? profiles.quick : profiles.full;
  const alone = values.scale ? 'scale' : 'compare';
  return {
    ...values,
    ...profile,
    mode: values.soak ? 'soak' : alone,
    soak: Number(values.soak),
    callers: Number(values.callers),
    ...(values.rounds && { rounds: Number(values.rounds) }),
    ...(values.seconds && { seconds: Number(values.seconds) }),
    only: values.only?.split(','),
  };
}
