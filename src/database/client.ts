import { setTimeout } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type QueryResult } from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { showConnections } from '../telemetry/metrics.ts';
import { preparedName, type Statement, withDirectQueries } from './direct-queries.ts';
import { ObservedClient, ObservedPool } from './pool.ts';
import { ReadPipelines } from './read-pipelines.ts';

/** How long closing waits for statements that still run. */
const closeMs = 500;

/** Prisma over a pool of connections that the service also pings and migrates through. */
export interface Database {
  prisma: PrismaClient;
  /** The same for queries, which only read. */
  reader: PrismaClient;
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

/** How many connections there are for statements that are sent one behind the other, of all that are allowed. */
const pipelinesOf = (connections: number) => Math.min(Math.floor(connections / 4), 4);

/** A PostgreSQL server, by the ways that it is asked. */
export interface Server {
  pool: Pool;
  /** Runs a statement that only reads. */
  read(statement: Statement): Promise<QueryResult>;
  close(): Promise<void>;
}

/**
 * Opens the ways to a PostgreSQL server; connections are made when they are needed.
 *
 * @param onError told of faults of connections that no query reports
 * @param name the server's in metrics
 */
export function openServer(
  url: string,
  onError: (error: Error) => void,
  settings: DatabaseSettings,
  name: string,
): Server {
  const config = {
    server: name,
    connectionString: url,
    application_name: 'group-gateway',
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
  };
  const connections = settings.DATABASE_POOL_SIZE;
  const pipelines = pipelinesOf(connections);
  const pool = new ObservedPool({ ...config, max: connections - pipelines });
  pool.on('error', onError);
  const connect = async () => {
    const client = new ObservedClient({ ...config, pipeline: true });
    client.on('error', onError);
    await client.connect();
    return client;
  };
  const reads = new ReadPipelines(pipelines, connect, (statement) => pool.query(statement));
  showConnections(name, {
    max: () => connections,
    open: () => pool.totalCount + reads.count,
    idle: () => pool.idleCount + reads.idleCount,
    waiting: () => pool.queueLength,
  });
  return {
    pool,
    read: (statement) => reads.query(statement),
    close: () => soon(Promise.all([pool.end(), reads.close()])),
  };
}

/** A statement that waits for a lock is not waited for. */
async function soon(closed: Promise<unknown>): Promise<void> {
  await Promise.race([closed, setTimeout(closeMs, undefined, { ref: false })]);
}

/** Opens a server to work with. */
export function openDatabase(url: string, onError: (error: Error) => void, settings = defaults): Database {
  const server = openServer(url, onError, settings, 'primary');
  const { pool } = server;
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => preparedName(sql) }),
    // As patient as single statements are; the defaults give up after 2 s without a connection, and 5 s of waiting for locks.
    transactionOptions: {
      // What waits for a connection ends by itself.
      maxWait: settings.DATABASE_CONNECTION_TIMEOUT_MS + networkMs,
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
    reader: withDirectQueries(prisma, (statement) => server.read(statement)),
    pool,
    probe,
    async close() {
      await prisma.$disconnect();
      await Promise.all([server.close(), soon(probe.end())]);
    },
  };
}
