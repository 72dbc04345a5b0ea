import { Pool } from 'pg';
import { connectionTo } from './connection/connection.ts';
import { type ReadDatabase, readDatabase } from './read.ts';

/** How many snapshots may be open on a node: each has a connection of its own, apart from those of requests. */
export const maxSnapshots = 2;

/** What is read here is as it was when the snapshot was opened, however long that takes. */
export interface Snapshot {
  reads: ReadDatabase;
  close(): void;
}

export interface Snapshots {
  open(): Promise<Snapshot>;
  close(): Promise<void>;
}

/** Opens snapshots, which are transactions that only read: connections are made when they are needed. */
export function openSnapshots(
  url: string,
  { statementMs, connectionMs }: { statementMs: number; connectionMs: number },
  onError: (error: Error) => void,
): Snapshots {
  const pool = new Pool({
    ...connectionTo(url, { readOnly: true }),
    application_name: 'group-gateway export',
    max: maxSnapshots,
    connectionTimeoutMillis: connectionMs,
    statement_timeout: statementMs,
    query_timeout: statementMs,
  }).on('error', onError);
  return {
    async open() {
      const client = await pool.connect();
      try {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      } catch (error) {
        client.release(true);
        throw error;
      }
      return {
        reads: readDatabase((statement) => client.query(statement)),
        // Nothing was written, so the end of the connection is enough of an end.
        close: () => client.release(true),
      };
    },
    close: () => pool.end(),
  };
}
