import { setTimeout } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type QueryResult } from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { showConnections } from '../telemetry/metrics.ts';
import { connectionTo, schemaOf } from './connection/connection.ts';
import { ObservedClient, ObservedPool } from './connection/pool.ts';
import { preparedName, type ReadDatabase, type ReadHint, readDatabase, type Statement } from './read.ts';
import { ReadPipelines } from './read-pipelines.ts';
import { openSnapshots, type Snapshots } from './snapshots.ts';

/** How long closing waits for statements that still run. */
const closeMs = 500;

/** The ways to the database, each with a type of its own: nothing that reads alone can write by mistake. */
export interface Database {
  /** For what writes, and for plain reads: Prisma as it is, over the pool. */
  prisma: PrismaClient;
  /** For lists and look-ups. */
  reads: ReadDatabase;
  /** What Prisma works on, which the service also pings and migrates through. */
  pool: Pool;
  /** A connection of its own for what must not wait behind requests: whether the server is there, and how far it is. */
  probe: Pool;
  /** For what reads much, and is to be of one moment. */
  snapshots: Snapshots;
  /** Where it is. */
  url: string;
  close(): Promise<void>;
}

/** What an operator may set, and commands leave at its defaults. */
export interface DatabaseSettings {
  DATABASE_POOL_SIZE: number;
  DATABASE_CONNECTION_TIMEOUT_MS: number;
  DATABASE_STATEMENT_TIMEOUT_MS: number;
  /** Whether reads that come together share connections. */
  FAST_PATH: boolean;
}

const defaults: DatabaseSettings = {
  DATABASE_POOL_SIZE: 20,
  DATABASE_CONNECTION_TIMEOUT_MS: 5000,
  DATABASE_STATEMENT_TIMEOUT_MS: 15_000,
  FAST_PATH: true,
};

/** How much longer than the server's own time-out a statement's answer is waited for, in case the server is gone. */
const networkMs = 2000;

/** How long the probe waits for a connection, and then for an answer. */
const probeMs = 2000;

/** What the connections that are allowed are for: changes and what else comes, quick reads, and slow ones. */
function shares(all: number, isShared: boolean): { connections: number; shared: number; apart: number } {
  // For statements that are sent one behind the other.
  const shared = isShared ? Math.min(Math.floor(all / 4), 4) : 0;
  const apart = all >= 4 ? Math.floor((all - shared) / 3) : 0;
  return { connections: all - shared - apart, shared, apart };
}

/** A PostgreSQL server, by the ways that it is asked. */
export interface Server {
  pool: Pool;
  /** Runs a statement that only reads. */
  read(statement: Statement, hint?: ReadHint): Promise<QueryResult>;
  close(): Promise<void>;
}

/**
 * Opens the ways to a PostgreSQL server; connections are made when they are needed.
 *
 * @param onError told of faults of connections that no query reports
 * @param name the server's in metrics
 * @param readOnly whether nothing is ever written there
 */
export function openServer(
  url: string,
  onError: (error: Error) => void,
  settings: DatabaseSettings,
  name: string,
  { readOnly = false } = {},
): Server {
  const common = {
    server: name,
    application_name: 'group-gateway',
    // The driver's defaults wait for ever.
    connectionTimeoutMillis: settings.DATABASE_CONNECTION_TIMEOUT_MS,
    statement_timeout: settings.DATABASE_STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: settings.DATABASE_STATEMENT_TIMEOUT_MS,
    // A connection that was cut without a word.
    query_timeout: settings.DATABASE_STATEMENT_TIMEOUT_MS + networkMs,
    // What reads takes one round trip, in spite of its transaction.
    pipeline: true,
  };
  const config = { ...connectionTo(url, { readOnly }), ...common };
  const readOnlyConfig = { ...connectionTo(url, { readOnly: true }), ...common };
  const { connections, shared, apart } = shares(settings.DATABASE_POOL_SIZE, settings.FAST_PATH);
  const pool = new ObservedPool({ ...config, readOnly, max: connections });
  const slow = apart > 0 ? new ObservedPool({ ...readOnlyConfig, readOnly: true, max: apart }) : undefined;
  const pools = slow ? [pool, slow] : [pool];
  for (const each of pools) each.on('error', onError);
  const connect = async () => {
    const client = new ObservedClient(readOnlyConfig);
    client.on('error', onError);
    await client.connect();
    return client;
  };
  const reads = new ReadPipelines(shared, connect, (statement, hint) =>
    slow && (hint === 'slow' || slow.hasRoom) ? slow.read(statement) : pool.read(statement),
  );
  const sum = (count: (pool: ObservedPool) => number) => pools.reduce((total, each) => total + count(each), 0);
  showConnections(name, {
    max: () => settings.DATABASE_POOL_SIZE,
    open: () => sum((each) => each.totalCount) + reads.count,
    idle: () => sum((each) => each.idleCount) + reads.idleCount,
    waiting: () => sum((each) => each.queueLength),
  });
  return {
    pool,
    read: (statement, hint) => reads.query(statement, hint),
    close: () => soon(Promise.all([...pools.map((each) => each.end()), reads.close()])),
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
  const schema = schemaOf(url);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, {
      statementNameGenerator: ({ sql }) => preparedName(sql),
      ...(schema !== undefined && { schema }),
    }),
    // As patient as single statements are; the defaults give up after 2 s without a connection, and 5 s of waiting for locks.
    transactionOptions: {
      // What waits for a connection ends by itself.
      maxWait: settings.DATABASE_CONNECTION_TIMEOUT_MS + networkMs,
      timeout: settings.DATABASE_STATEMENT_TIMEOUT_MS,
    },
  });
  const probe = new Pool({
    ...connectionTo(url),
    application_name: 'group-gateway probe',
    max: 1,
    connectionTimeoutMillis: probeMs,
    query_timeout: probeMs,
  });
  probe.on('error', () => {}); // whoever asks is told
  const snapshots = openSnapshots(
    url,
    { statementMs: settings.DATABASE_STATEMENT_TIMEOUT_MS, connectionMs: settings.DATABASE_CONNECTION_TIMEOUT_MS },
    onError,
  );
  return {
    prisma,
    reads: readDatabase((statement, hint) => server.read(statement, hint)),
    pool,
    probe,
    snapshots,
    url,
    async close() {
      await prisma.$disconnect();
      await Promise.all([server.close(), soon(probe.end()), soon(snapshots.close())]);
    },
  };
}
