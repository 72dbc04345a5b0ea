import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import { query } from '../../support/postgres.ts';
import { jumpMs } from '../../support/wrong-clock.ts';
import type { Site } from './site.ts';

/** How long a fault lasts that does not end by itself. */
const lastsMs = 1500;
const hourS = 3600;

type Happen = (site: Site) => Promise<void>;

const always: Record<string, Happen> = {
  'a node is killed': async (site) => {
    const node = site.randomNode();
    await node.kill();
    await site.replace(node);
  },
  'PostgreSQL is restarted': async ({ parts: { primary } }) => {
    await primary.stop('fast');
    await primary.start();
  },
  'PostgreSQL crashes': async ({ parts: { primary } }) => {
    await primary.stop('immediate');
    await primary.start();
  },
  'backends are terminated': async ({ parts: { primary } }) => {
    for (let n = 0; n < 10; n++) {
      await query(
        primary.url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'group-gateway%'",
      );
      await sleep(lastsMs / 10);
    }
  },
  'connections are cut half-way': async ({ parts: { proxy } }) => {
    proxy.cut();
    await sleep(lastsMs);
    proxy.restore();
  },
  'the network stalls': async ({ parts: { proxy } }) => {
    proxy.stall();
    await sleep(lastsMs);
    proxy.restore();
  },
  'the replica goes away': async ({ parts: { replica } }) => {
    await replica.stop('immediate');
    await sleep(lastsMs);
    await replica.start();
  },
  'the replica stands still': async ({ parts: { replica } }) => {
    await query(replica.url, 'SELECT pg_wal_replay_pause()');
    await sleep(lastsMs);
    await query(replica.url, 'SELECT pg_wal_replay_resume()');
  },
  'the clock of a node jumps an hour ahead, and two back': async (site) => {
    const { clock } = site.randomNode();
    for (const offset of [hourS, -hourS, 0]) {
      clock.jump(offset);
      await sleep(jumpMs + lastsMs / 3);
    }
  },
};

const withRedis: Record<string, Happen> = {
  'Redis is killed': async ({ parts: { redis } }) => {
    await redis?.kill();
    await sleep(lastsMs);
    await redis?.start();
  },
  'Redis hangs': async ({ parts: { redis } }) => {
    redis?.freeze();
    await sleep(lastsMs);
    redis?.thaw();
  },
};

const withDisk: Record<string, Happen> = {
  "the database's disk is full": async ({ parts: { primary, disk } }) => {
    const complaints = async () => (await primary.log()).split('No space left on device').length;
    const before = await complaints();
    await disk?.fill();
    await eventually('the server misses space', async () => (await complaints()) > before, 60_000);
    await sleep(lastsMs);
    await disk?.empty();
    // Without space for its log it gives up, and does not come back by itself.
    if (!(await primary.isRunning())) await primary.start();
  },
};

/** What can happen to an installation; each comes to its end. */
export const faultsOf = ({ parts: { redis, disk } }: Site): Record<string, Happen> => ({
  ...always,
  ...(redis && withRedis),
  ...(disk && withDisk),
});

/** What cannot be made to happen on this machine, for want of a Redis or of the right to mount a disk. */
export const leftOut = ({ parts: { redis, disk } }: Site): string[] =>
  Object.keys({ ...(redis ? {} : withRedis), ...(disk ? {} : withDisk) });
