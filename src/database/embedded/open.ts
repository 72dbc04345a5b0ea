import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { connectionTo } from '../connection/connection.ts';
import { retryWhileUnsettled, UnsettledDatabaseError } from '../retry.ts';
import { binaries } from './binaries.ts';
import { EmbeddedDatabaseError } from './embedded-error.ts';
import { hasNoRoom, isDiskFull } from './full-disk.ts';
import { guestLock, ownerLock } from './locks.ts';
import { EmbeddedServer, lastLine } from './server.ts';

/** An embedded PostgreSQL that this process uses alone. */
export interface EmbeddedDatabase {
  url: string;
  /** Stops the server, and with it every connection. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a folder, or takes over the one that a killed process left running, and
 * locks it for this process. The lock is the database's own (an advisory lock of a session that stays open),
 * so it ends with the process however that ends.
 *
 * @throws EmbeddedDatabaseError when another process uses the folder
 */
export async function openEmbeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const server = new EmbeddedServer(resolve(dataDir), await binaries());
  await server.create();
  const { url, owner } = await retryWhileUnsettled(() => takeOver(server, dataDir));
  await server.removeDrafts();
  return {
    url,
    async stop() {
      await owner.query('SELECT pg_advisory_lock($1)', [guestLock]).catch(() => {}); // one that hangs is not waited for
      await server.stop();
      await owner.end().catch(() => {});
    },
  };
}

const diskIsFull = (dataDir: string) =>
  new EmbeddedDatabaseError(
    `The embedded PostgreSQL does not start, because the disk of DATA_DIR, ${dataDir}, is full. Free space there and start again. No acknowledged change is lost.`,
  );

async function takeOver(server: EmbeddedServer, dataDir: string): Promise<{ url: string; owner: Client }> {
  if (!(await server.isRunning())) {
    await server.refuseOtherVersion();
    if (await hasNoRoom(dataDir)) throw diskIsFull(dataDir);
    // Another process may win the race to start it: then the lock tells.
    await server.start().catch(async (error) => {
      if (await server.isRunning()) return;
      if (error instanceof EmbeddedDatabaseError) throw error;
      if (await isDiskFull(dataDir, error)) throw diskIsFull(dataDir);
      throw new EmbeddedDatabaseError(`The embedded PostgreSQL in ${dataDir} does not start: ${lastLine(error)}`);
    });
  }
  const url = await server.address();
  if (!url) throw unsettled(`The embedded PostgreSQL in ${dataDir} has no address yet.`);
  const owner = new Client({ ...connectionTo(url), application_name: 'group-gateway owner' });
  owner.on('error', () => {}); // the pool notices a lost server, too, and tells
  try {
    await owner.connect();
    if (!(await takeLock(owner)))
      throw new EmbeddedDatabaseError(
        `Another process uses the database in ${dataDir}. Stop it, or set another DATA_DIR for this one.`,
      );
    await knock(url);
    return { url, owner };
  } catch (error) {
    await owner.end().catch(() => {});
    if (error instanceof EmbeddedDatabaseError) throw error;
    throw unsettled(`The embedded PostgreSQL in ${dataDir} does not answer: ${lastLine(error)}`);
  }
}

/** How long another owner is waited for. */
const ownerWaitMs = 6000;

/**
 * Takes the owner's lock. Waits a little: that of a process that was just killed ends when the server notices, that of a
 * command when it is done. It asks again and again instead of waiting in a statement, which an index that the command
 * builds concurrently would wait for.
 */
async function takeLock(owner: Client): Promise<boolean> {
  for (const deadline = performance.now() + ownerWaitMs; ; await sleep(50)) {
    const { rows } = await owner.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1) AS ours', [ownerLock]);
    if (rows[0]?.ours) return true;
    if (performance.now() > deadline) return false;
  }
}

function unsettled(message: string): UnsettledDatabaseError {
  return new UnsettledDatabaseError(message, { cause: new EmbeddedDatabaseError(message) });
}

/**
 * Fails when the server is stopping: it lets nobody in any more, but ends the sessions that it has one after the other,
 * so a lock may pass from the first to the second, which then holds it in vain.
 */
export async function knock(url: string): Promise<void> {
  const client = new Client({ ...connectionTo(url), application_name: 'group-gateway owner' });
  client.on('error', () => {});
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => {});
  }
}

/** The address of the embedded database that a running service uses, for commands that work beside it. */
export async function runningEmbeddedDatabase(dataDir: string): Promise<string | undefined> {
  return new EmbeddedServer(resolve(dataDir), await binaries()).address();
}
