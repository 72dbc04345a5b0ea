import type { Client } from 'pg';

/*
 * Who uses an embedded database, told by locks in the database that the folder holds: they end with the session that
 * took them, however its process ends. So one number serves every process on every folder.
 */

/** Held by the one process that starts and stops the server. */
export const ownerLock = 4_713_001;
/** Held by commands that work beside the owner, which lets them finish before it stops the server. */
export const guestLock = 4_713_002;

export async function hasOwner(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1) AS owned`,
    [ownerLock],
  );
  return rows[0].owned;
}
