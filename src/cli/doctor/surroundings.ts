import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { Pool } from 'pg';
import { Billing } from '../../billing/billing.ts';
import { openProvider } from '../../billing/open-provider.ts';
import { BillingProviderError } from '../../billing/provider.ts';
import type { Config } from '../../config.ts';
import { describeFault } from '../../database/fault.ts';
import { flushedPosition, replayedPosition } from '../../database/replicas/wal.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { version } from '../../version.ts';
import { type Examined, examined } from './check.ts';

const mostLagBytes = 16 * 1024 * 1024;
const answerMs = 3000;
/** Less room than this is little for a database. */
const littleRoom = 0.05;

export function examineVersion(): Examined {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const isTaken = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  return examined(
    'version',
    `group-gateway ${version} on Node.js ${node}`,
    !isTaken && { problem: `the service does not support Node.js ${node}`, remedy: 'use 20.19, 22.12, 24 or later' },
  );
}

/** The replicas, each against the primary. */
export function examineReplicas(primary: Pool, urls: readonly string[]): Promise<Examined[]> {
  return Promise.all(
    urls.map(async (url, index) => {
      const name = `replica-${index + 1}`;
      const pool = new Pool({
        connectionString: url,
        max: 1,
        connectionTimeoutMillis: answerMs,
        query_timeout: answerMs,
      });
      pool.on('error', () => {});
      try {
        const { rows } = await pool.query('SELECT pg_is_in_recovery() AS replica');
        if (!rows[0].replica)
          return examined('replica', `${name} answers`, {
            problem: `${name} is not a streaming replica`,
            remedy: 'set DATABASE_REPLICA_URLS to addresses of streaming replicas',
          });
        const lag = Number((await flushedPosition(primary)) - (await replayedPosition(pool)));
        return examined(
          'replica',
          `${name} is ${Math.max(lag, 0)} bytes behind`,
          lag > mostLagBytes && {
            problem: `${name} is ${Math.round(lag / 1024 / 1024)} MB behind, so queries are read from the primary`,
            remedy: 'check pg_stat_replication on the primary, and the resources of the replica',
          },
        );
      } catch (error) {
        return examined('replica', `${name} does not answer`, {
          problem: describeFault(error, `${name} does not answer`, url),
          remedy: 'check the server; until then, queries are read from the primary',
        });
      } finally {
        await pool.end();
      }
    }),
  );
}

export async function examineRedis(url: string | undefined): Promise<Examined> {
  if (!url) return examined('redis', 'none: each node counts rate limits by itself');
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: answerMs,
    commandTimeout: answerMs,
    retryStrategy: () => null,
  });
  let reason = '';
  redis.on('error', ({ message, code }: Error & { code?: string }) => {
    reason = code ?? message;
  });
  try {
    await redis.connect();
    await redis.ping();
    return examined('redis', 'Redis answers');
  } catch {
    return examined('redis', 'Redis does not answer', {
      problem: `Redis cannot be reached: ${reason || 'no answer'}`,
      remedy: 'check the server at REDIS_URL; until then, each node counts rate limits for itself',
    });
  } finally {
    redis.disconnect();
  }
}

/** Asks the provider for a group that there is not. */
export async function examineBilling(config: Config, prisma: PrismaClient): Promise<Examined> {
  const { BILLING_PROVIDER: name } = config;
  const ignore = { failed() {}, circuit() {} };
  try {
    const billing = Billing.of(await openProvider(config, prisma), config.BILLING_TIMEOUT_MS, ignore);
    await billing.findEntities(randomUUID(), [randomUUID()]);
    return examined('billing', `the provider "${name}" answers`);
  } catch (error) {
    const reason = error instanceof BillingProviderError ? error.reason : 'unexpected';
    return examined('billing', `the provider "${name}" does not answer as it should`, {
      problem: `calls to the provider "${name}" fail: ${reason}`,
      remedy: 'docs/billing.md explains the reason',
    });
  }
}

export async function examineEmbeddedDisk(dataDir: string): Promise<Examined> {
  const { bavail, blocks, bsize } = await statfs(dataDir);
  const free = `${Math.round((bavail * bsize) / 1024 / 1024)} MB free`;
  return examined(
    'disk',
    `${free} for DATA_DIR`,
    bavail < littleRoom * blocks && { problem: `only ${free} on the disk of DATA_DIR`, remedy: 'free space there' },
  );
}
