import { setTimeout } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { preparedName, withDirectQueries } from './direct-queries.ts';
import { ObservedPool } from './pool.ts';

/** How long closing waits for statements that still run. */
const closeMs = 500;

/** Prisma over a pool of connections that the service also pings and migrates through. */
export interface Database {
  prisma: PrismaClient;
  pool: Pool;
  /** A connection of its own for what must not wait behind requests: whether the server is there, and how far it is. */
  probe: Pool;
  close(): Promise<void>;
}

/** What an operator may set, and commands leave at its defaults. */
export interface DatabaseSettings {
  DATABASE_POOL_SIZE: number;
  DATABASE_CONNECTION_TIMEOUT_MS: number;
  DATABASE_STATEMENT_TIMEOUT_MS: number;
}

const defaults: DatabaseSettings = {
  DATABASE_POOL_SIZE: 20,
  DATABASE_CONNECTION_TIMEOUT_MS: 5000,
  DATABASE_STATEMENT_TIMEOUT_MS: 15_000,
};

/** How much longer than the server's own time-out a statement's answer is waited for, in case the server is gone. */
const networkMs = 2000;

/** How long the probe waits for a connection, and then for an answer. */
const probeMs = 2000;

/**
 * Opens a pool to a PostgreSQL server; connections are made when they are needed.
 *
 * @param onError told of faults of idle connections, which no query reports
 * @param server its name in metrics
 */
export function openPool(
  url: string,
  onError: (error: Error) => void,
  settings: DatabaseSettings,
  server: string,
): Pool {
  const pool = new ObservedPool({
    server,
    connectionString: url,
    application_name: 'group-gateway',
    max: settings.DATABASE_POOL_SIZE,
    // The driver's defaults wait for ever.
    connectionTimeoutMillis: settings.DATABASE_CONNECTION_TIMEOUT_MS,
    statement_timeout: settings.DATABASE_STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: settings.DATABASE_STATEMENT_TIMEOUT_MS,
    // A connection that was cut without a word.
    query_timeout: settings.DATABASE_STATEMENT_TIMEOUT_MS + networkMs,
    keepAlive: true,
    // Whatever their values are, statements find what they need by the same indexes, and planning one anew costs more
    // than running it.
    options: '-c plan_cache_mode=force_generic_plan',
  });
  return pool.on('error', onError);
}

/** Opens a server to work with. */
export function openDatabase(url: string, onError: (error: Error) => void, settings = defaults): Database {
  const pool = openPool(url, onError, settings, 'primary');
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => preparedName(sql) }),
    // As patient as single statements are; the defaults give up after 2 s without a connection, and 5 s of waiting for locks.
    transactionOptions: {
      maxWait: settings.DATABASE_CONNECTION_TIMEOUT_MS,
      timeout: settings.DATABASE_STATEMENT_TIMEOUT_MS,
    },
  });
  const probe = new Pool({
    connectionString: url,
    application_name: 'group-gateway probe',
    max: 1,
    connectionTimeoutMillis: probeMs,
    query_timeout: probeMs,
    keepAlive: true,
  });
  probe.on('error', () => {}); // whoever asks is told
  return {
    prisma: withDirectQueries(prisma, (statement) => pool.query(statement)),
    pool,
    probe,
    async close() {
      await prisma.$disconnect();
      await Promise.all([endPool(pool), endPool(probe)]);
    },
  };
}

/** A statement that waits for a lock is not waited for. */
export async function endPool(pool: Pool): Promise<void> {
  await Promise.race([pool.end(), setTimeout(closeMs, undefined, { ref: false })]);
}
