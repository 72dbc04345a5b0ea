import type { Caller } from '../../auth/caller.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { author, authorColumns, details } from '../../history/record.sql.ts';
import { websiteFields } from '../websites.fields.ts';

/**
 * A CTE body that records what became of websites, in the statement that does it.
 *
 * @param from the rows to record, in their order: the website before as `old` and after as `new`
 */
export function recordWebsiteChange(
  caller: Caller,
  kind: 'CREATED' | 'UPDATED' | 'DELETED' | 'RESTORED',
  from: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO website_changes (organization_id, website_id, kind, revision, details, ${authorColumns})
    SELECT new.organization_id, new.id, ${Prisma.raw(`'${kind}'::change_kind`)}, new.revision,
      ${details(...websiteFields.differences)}, ${author(caller)}
    FROM ${from}`;
}

/** No website, in the place of one before. */
export const noWebsite = Prisma.sql`(SELECT * FROM websites WHERE false)`;
