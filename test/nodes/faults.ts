import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '../support/postgres.ts';
import type { Site } from './site.ts';

/** How long a fault lasts that does not end by itself. */
const lastsMs = 1500;

/** What can happen to an installation; each comes to its end. */
export const faults: Record<string, (site: Site) => Promise<void>> = {
  'a node is killed': async (site) => {
    const node = site.randomNode();
    await node.kill();
    await site.replace(node);
  },
  'PostgreSQL is restarted': async ({ primary }) => {
    await primary.stop('fast');
    await primary.start();
  },
  'PostgreSQL crashes': async ({ primary }) => {
    await primary.stop('immediate');
    await primary.start();
  },
  'backends are terminated': async ({ primary }) => {
    for (let n = 0; n < 10; n++) {
      await query(
        primary.url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'group-gateway%'",
      );
      await sleep(lastsMs / 10);
    }
  },
  'connections are cut half-way': async ({ proxy }) => {
    proxy.cut();
    await sleep(lastsMs);
    proxy.restore();
  },
  'the network stalls': async ({ proxy }) => {
    proxy.stall();
    await sleep(lastsMs);
    proxy.restore();
  },
  'the replica goes away': async ({ replica }) => {
    await replica.stop('immediate');
    await sleep(lastsMs);
    await replica.start();
  },
  'the replica stands still': async ({ replica }) => {
    await query(replica.url, 'SELECT pg_wal_replay_pause()');
    await sleep(lastsMs);
    await query(replica.url, 'SELECT pg_wal_replay_resume()');
  },
};
