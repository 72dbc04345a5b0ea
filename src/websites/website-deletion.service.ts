import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Statements } from '../database/idempotency.ts';
import { runHeld, writeOrConflict, writeOrRetry } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { recordInGroups } from '../groups/history/record-group.sql.ts';
import { author } from '../history/record.sql.ts';
import { ResourceNotFound } from '../resources/resource.results.ts';
import { recordWebsiteChange } from './history/record-website.sql.ts';
import { findWebsite, hasRevision, isWebsite, nextRevision, taken } from './website-checks.ts';
import type { DeleteWebsiteInput, RestoreWebsiteInput } from './websites.inputs.ts';
import {
  type DeleteWebsiteResult,
  DeleteWebsiteSuccess,
  type RestoreWebsiteResult,
  RestoreWebsiteSuccess,
  WebsiteRevisionConflict,
} from './websites.results.ts';
import { notDeleted, selectWebsite } from './websites.sql.ts';
import type { Website } from './websites.types.ts';

/** Hides the website and frees its external id, which is kept aside for a restore. */
export async function deleteWebsite(
  prisma: PrismaClient,
  caller: Caller,
  input: DeleteWebsiteInput,
): Promise<DeleteWebsiteResult> {
  requireWriter(caller);
  return writeOrRetry(prisma, async (statements) => {
    const found = await change(statements, caller, input, {
      kind: 'DELETED',
      isNeeded: notDeleted,
      assignments: Prisma.sql`deleted_at = clock_timestamp(), freed_external_id = w.external_id, external_id = NULL`,
    });
    if (!found) return new ResourceNotFound('Website', input.id);
    return found.allowed ? new DeleteWebsiteSuccess(found.website) : new WebsiteRevisionConflict(found.website);
  });
}

export async function restoreWebsite(
  prisma: PrismaClient,
  caller: Caller,
  input: RestoreWebsiteInput,
): Promise<RestoreWebsiteResult> {
  requireWriter(caller);
  // A direct customer does not know external ids, so it gets no conflict: an external id that is taken stays with its
  // website.
  const { isPartner } = caller.organization;
  const mayTake = isPartner
    ? Prisma.sql`true`
    : Prisma.sql`NOT EXISTS (
        SELECT FROM websites holder
        WHERE holder.organization_id = w.organization_id AND holder.external_id = w.freed_external_id)`;
  return writeOrConflict(
    prisma,
    async (statements) => {
      const found = await change(statements, caller, input, {
        kind: 'RESTORED',
        isNeeded: Prisma.sql`w.deleted_at IS NOT NULL`,
        assignments: Prisma.sql`
          deleted_at = NULL, external_id = CASE WHEN ${mayTake} THEN w.freed_external_id END, freed_external_id = NULL`,
      });
      if (!found) return new ResourceNotFound('Website', input.id);
      return found.allowed ? new RestoreWebsiteSuccess(found.website) : new WebsiteRevisionConflict(found.website);
    },
    async () =>
      isPartner
        ? taken(
            prisma,
            caller,
            (await findWebsite(prisma, caller, input.id))?.freedExternalId,
            'took the external id of this one after its deletion: clear or change it there with "updateWebsite", then restore this one',
          )
        : undefined,
  );
}

interface StateChange {
  kind: 'DELETED' | 'RESTORED';
  /** Whether the website `w` is not in the wanted state yet. */
  isNeeded: Prisma.Sql;
  assignments: Prisma.Sql;
}

/** The website as it is after the change, and whether its revision was the expected one; undefined where there is none. */
async function change(
  statements: Statements,
  caller: Caller,
  { id, expectedRevision }: DeleteWebsiteInput,
  { kind, isNeeded, assignments }: StateChange,
): Promise<{ website: Website; allowed: boolean } | undefined> {
  const statement = Prisma.sql`
    WITH target AS (
      SELECT * FROM websites w WHERE ${isWebsite(caller, id)} FOR UPDATE
    ), allowed AS (
      SELECT * FROM target w WHERE ${hasRevision(expectedRevision)}
    ), changed AS (
      UPDATE websites w SET ${assignments}, ${nextRevision}
      FROM allowed WHERE w.organization_id = allowed.organization_id AND w.id = allowed.id AND ${isNeeded}
      RETURNING w.*
    ), recorded AS (${recordWebsiteChange(
      caller,
      kind,
      Prisma.sql`changed AS new JOIN target AS old USING (organization_id, id)`,
    )}), told_groups AS (${recordInGroups(
      author(caller),
      kind === 'DELETED' ? 'websitesRemoved' : 'websitesAdded',
      Prisma.sql`changed`,
    )})
    SELECT ${selectWebsite}, EXISTS (SELECT FROM allowed) AS allowed FROM (
      SELECT * FROM changed UNION ALL SELECT * FROM target WHERE NOT EXISTS (SELECT FROM changed)
    ) AS w`;
  // Whoever adds the website to a group holds it as well: the groups that are told are those of when that is done.
  const hold = Prisma.sql`SELECT FROM websites w WHERE ${isWebsite(caller, id)} FOR UPDATE`;
  const [found] = await runHeld<Website & { allowed: boolean }>(statements, statement, hold);
  if (!found) return undefined;
  const { allowed, ...website } = found;
  return { website, allowed };
}
