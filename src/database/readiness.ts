import type { Pool } from 'pg';
import type { NotReady, NotReadyReason } from '../readiness.ts';
import type { Database } from './client.ts';
import { type Condition, conditionOf } from './connection/condition.ts';
import { checkSessions } from './connection/session-check.ts';
import { DatabaseNotReadyError } from './fault.ts';
import { faultOfSchema, schemaState } from './migrations/migrate.ts';

/** Whether the role can do what the service does with the tables of organizations, which all have that column. */
const ask = {
  name: 'readiness',
  text: `
    SELECT pg_is_in_recovery() AS "isReplica", current_setting('transaction_read_only') = 'on' AS "isReadOnly",
      ARRAY(
        SELECT privilege || ' on ' || c.relname
        FROM pg_class c CROSS JOIN unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) WITH ORDINALITY AS p(privilege, n)
        WHERE c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid)
          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id')
          AND NOT has_table_privilege(c.oid, privilege)
        ORDER BY c.relname, p.n
      ) AS lacking`,
};

const texts: Partial<Record<Condition, [NotReadyReason, string]>> = {
  certificate: ['database_certificate', 'this node does not accept the certificate of the database'],
  login: ['database_login', 'the database refuses the user, the password or the name of the database in DATABASE_URL'],
  connections: ['database_connections', 'the database has no connection left: see max_connections'],
  privileges: ['database_privileges', 'the role of DATABASE_URL may not read what it needs'],
};

/** Tells why the database cannot serve now, or undefined when it can. */
export function databaseCheck(pool: Pool): () => Promise<NotReady | undefined> {
  let isMigrated = false;
  return async () => {
    try {
      if (!isMigrated) {
        const fault = faultOfSchema(await schemaState(pool));
        if (fault) return fault;
        isMigrated = true;
      }
      const { rows } = await pool.query<{ isReplica: boolean; isReadOnly: boolean; lacking: string[] }>(ask);
      return rows[0] && faultOfRole(rows[0]);
    } catch (error) {
      const [reason, text] = texts[conditionOf(error)] ?? ['database_unreachable', 'the database does not answer'];
      const { code } = error as { code?: string };
      return { reason, text: reason === 'database_certificate' ? `${text}: ${code}` : text };
    }
  };
}

/** Tells what is wrong with how the database's sessions read and write, until nothing is. */
export function sessionCheck(database: Database): () => Promise<NotReady | undefined> {
  let isRight = false;
  return async () => {
    try {
      if (!isRight) await checkSessions(database);
      isRight = true;
    } catch (error) {
      // That the database does not answer, the other check tells.
      if (error instanceof DatabaseNotReadyError) return { reason: 'database_sessions', text: error.message };
    }
    return undefined;
  };
}

function faultOfRole({
  isReplica,
  isReadOnly,
  lacking,
}: {
  isReplica: boolean;
  isReadOnly: boolean;
  lacking: string[];
}): NotReady | undefined {
  if (isReplica)
    return { reason: 'database_read_only', text: 'the server at DATABASE_URL is a replica: it accepts no changes' };
  if (isReadOnly)
    return {
      reason: 'database_read_only',
      text: 'the database accepts no changes: default_transaction_read_only is on for the role of DATABASE_URL',
    };
  if (lacking.length > 0)
    return {
      reason: 'database_privileges',
      text: `the role of DATABASE_URL cannot write: it lacks ${lacking.slice(0, 3).join(', ')}${lacking.length > 3 ? ` and ${lacking.length - 3} more privileges` : ''}`,
    };
  return undefined;
}
