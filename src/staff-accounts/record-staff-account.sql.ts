import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { author, authorColumns, details } from '../history/record.sql.ts';
import { staffAccountFields } from './staff-accounts.fields.ts';

/**
 * A CTE body that records what became of staff accounts, in the statement that does it.
 *
 * @param from the rows to record, in their order: the account before as `old` and after as `new`, whose columns are null
 *   where there is none
 */
export function recordStaffAccountChange(
  caller: Caller,
  kind: 'CREATED' | 'UPDATED' | 'DELETED',
  from: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO organization_changes (organization_id, resource_type, resource_id, kind, details, ${authorColumns})
    SELECT ${caller.organization.id}::uuid, 'STAFF_ACCOUNT', coalesce(new.id, old.id)::text, ${Prisma.raw(`'${kind}'::change_kind`)},
      ${details(...staffAccountFields.differences)}, ${author(caller)}
    FROM ${from}`;
}

/** No staff account, in the place of one before or after. */
export const noStaffAccount = Prisma.sql`(SELECT * FROM staff_accounts WHERE false)`;
