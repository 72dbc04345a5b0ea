import type { Pool } from 'pg';
import { pendingMigrations } from './migrations.ts';

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
