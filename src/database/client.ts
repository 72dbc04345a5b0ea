import { setTimeout } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { ObservedPool } from './pool.ts';

/** How long closing waits for statements that still run. */
const closeMs = 500;

/** Prisma over a pool of connections that the service also pings and migrates through. */
export interface Database {
  prisma: PrismaClient;
  pool: Pool;
  close(): Promise<void>;
}

const connectionTimeoutMillis = 5000;
const statementTimeoutMillis = 15_000;

/**
 * Opens a pool to a PostgreSQL server; connections are made when they are needed.
 *
 * @param onError told of faults of idle connections, which no query reports
 */
export function openDatabase(url: string, onError: (error: Error) => void): Database {
  const pool = new ObservedPool({
    server: 'primary',
    connectionString: url,
    application_name: 'group-gateway',
    max: 20,
    // The driver's defaults wait for ever.
    connectionTimeoutMillis,
    statement_timeout: statementTimeoutMillis,
    idle_in_transaction_session_timeout: 15_000,
  });
  pool.on('error', onError);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: preparedStatementName }),
    // As patient as single statements are; the defaults give up after 2 s without a connection, and 5 s of waiting for locks.
    transactionOptions: { maxWait: connectionTimeoutMillis, timeout: statementTimeoutMillis },
  });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      // A statement that waits for a lock is not waited for.
      await Promise.race([pool.end(), setTimeout(closeMs, undefined, { ref: false })]);
    },
  };
}

const names = new Map<string, string>();

/** Prepares what repeats. The texts are few, as values are parameters; the bound is for those that are not. */
function preparedStatementName({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= 1000) return ''; // not prepared
  const name = `gg${names.size}`;
  names.set(sql, name);
  return name;
}
