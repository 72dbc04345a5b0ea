import type { Pool } from 'pg';
import type { Database } from './client.ts';
import { DatabaseNotReadyError } from './fault.ts';
import { pendingMigrations } from './migrations.ts';
import { checkSessions } from './session-check.ts';

/** Tells why the database cannot serve now, or undefined when it can. */
export function databaseCheck(pool: Pool): () => Promise<string | undefined> {
  let migrated = false;
  return async () => {
    try {
      if (migrated) await pool.query('SELECT 1');
      else migrated = (await pendingMigrations(pool)).length === 0;
      return migrated ? undefined : 'the database lacks migrations: run `npm run migrate`';
    } catch {
      return 'the database does not answer';
    }
  };
}

/** Tells what is wrong with how the database's sessions read and write, until nothing is. */
export function sessionCheck(database: Database): () => Promise<string | undefined> {
  let isRight = false;
  return async () => {
    try {
      if (!isRight) await checkSessions(database);
      isRight = true;
    } catch (error) {
      // That the database does not answer, the other check tells.
      if (error instanceof DatabaseNotReadyError) return error.message;
    }
    return undefined;
  };
}
