import { Client } from 'pg';
import type { Config } from '../config.ts';
import { type Database, openDatabase } from './client.ts';
import { connectionTo } from './connection/connection.ts';
import { checkSessions } from './connection/session-check.ts';
import { guestLock, hasOwner } from './embedded/locks.ts';
import { knock, openEmbeddedDatabase, runningEmbeddedDatabase } from './embedded/open.ts';
import { DatabaseNotReadyError, describeFault } from './fault.ts';
import { faultOfSchema, migrate, schemaState } from './migrations/migrate.ts';
import { retryWhileUnsettled, UnsettledDatabaseError } from './retry.ts';

/** A database for the length of one command. */
export interface CommandDatabase extends Database {
  /** The command works beside another process, a running service as a rule, that looks after the database. */
  beside: boolean;
}

/**
 * Opens the database that the configuration names, for one command: the given one, or the embedded one, beside the
 * service that uses it or else alone.
 */
export async function openCommandDatabase(config: Config): Promise<CommandDatabase> {
  const ignore = () => {}; // a broken connection fails the command's own query
  const given = config.DATABASE_URL;
  const { url, beside, stop } = given
    ? { url: given, beside: false, stop: async () => {} }
    : await retryWhileUnsettled(() => visit(config.DATA_DIR));
  const database = openDatabase(url, ignore);
  const close = async () => {
    await database.close();
    await stop();
  };
  try {
    await database.pool.query('SELECT 1');
    await checkSessions(database);
  } catch (error) {
    await close();
    if (error instanceof DatabaseNotReadyError) throw error;
    throw new DatabaseNotReadyError(describeFault(error, 'The database does not answer', url), { cause: error });
  }
  return { ...database, beside, close };
}

/**
 * Makes sure that the database has every migration: applies them where nobody else looks after that, on a given
 * database as MIGRATE_ON_START says, and waits for whoever does.
 *
 * @returns the names of the migrations that this call applied
 */
export async function migrateForCommand(database: CommandDatabase, config: Config): Promise<string[]> {
  if (!database.beside && (!config.DATABASE_URL || config.MIGRATE_ON_START))
    return migrate(database.pool, (level, sentence) => level === 'warn' && console.error(sentence), database.probe);
  const check = async () => {
    const fault = faultOfSchema(await schemaState(database.pool));
    if (!fault) return;
    const lacking = new DatabaseNotReadyError(
      fault.reason === 'migrations_pending'
        ? 'The database lacks migrations. Run "npm run migrate".'
        : `The command does not run, because ${fault.text}.`,
    );
    throw database.beside ? new UnsettledDatabaseError(lacking.message, { cause: lacking }) : lacking;
  };
  await retryWhileUnsettled(check, 10_000);
  return [];
}

interface Visit {
  url: string;
  beside: boolean;
  stop(): Promise<void>;
}

async function visit(dataDir: string): Promise<Visit> {
  const url = await runningEmbeddedDatabase(dataDir);
  const guest = url && (await visitOwner(url));
  if (guest) return guest;
  try {
    return { ...(await openEmbeddedDatabase(dataDir)), beside: false };
  } catch (cause) {
    // Somebody else has opened it since.
    throw (await runningEmbeddedDatabase(dataDir)) ? new UnsettledDatabaseError('', { cause }) : cause;
  }
}

/** Undefined where nobody owns the server: a process that was killed left it behind, and it wants to be taken over. */
async function visitOwner(url: string): Promise<Visit | undefined> {
  const guest = new Client({ ...connectionTo(url), application_name: 'group-gateway command' });
  guest.on('error', () => {});
  const leave = () => guest.end().catch(() => {});
  try {
    await guest.connect();
    if (!(await hasOwner(guest))) {
      await leave();
      return undefined;
    }
    await guest.query('SELECT pg_advisory_lock_shared($1)', [guestLock]);
    await knock(url);
    return { url, beside: true, stop: leave };
  } catch (cause) {
    await leave();
    throw new UnsettledDatabaseError('The embedded database is starting or stopping', { cause });
  }
}
