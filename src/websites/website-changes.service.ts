import { randomUUID } from 'node:crypto';
import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Statements } from '../database/idempotency.ts';
import { tableOf } from '../database/table.ts';
import { writeOrConflict, writeOrRetry } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField, ResourceNotFound } from '../resources/resource.results.ts';
import { toUuid } from '../resources/text.ts';
import { websiteFields } from './websites.fields.ts';
import type { CreateWebsiteInput, UpdateWebsiteInput } from './websites.inputs.ts';
import {
  type CreateWebsiteResult,
  CreateWebsiteSuccess,
  type DeleteWebsiteResult,
  DeleteWebsiteSuccess,
  type RestoreWebsiteResult,
  RestoreWebsiteSuccess,
  type UpdateWebsiteResult,
  UpdateWebsiteSuccess,
  WebsiteExternalIdTaken,
} from './websites.results.ts';
import { selectWebsite } from './websites.sql.ts';
import type { Website } from './websites.types.ts';

export async function createWebsite(
  prisma: PrismaClient,
  caller: Caller,
  input: CreateWebsiteInput,
): Promise<CreateWebsiteResult> {
  requireWriter(caller);
  const forPartners = websiteFields.partnerOnlyIn(input);
  if (forPartners && !caller.organization.isPartner) return new PartnerOnlyField(forPartners);
  const issues = new InputIssues();
  const values = websiteFields.parseNew(issues, input);
  if (issues.any) return new InvalidResourceInput(issues.list);

  return writeOrConflict(
    prisma,
    async (statements) => {
      const [created] = await statements.$queryRaw<[Website]>`
        INSERT INTO websites AS w (organization_id, id, ${websiteFields.insertColumns})
        VALUES (${caller.organization.id}::uuid, ${randomUUID()}::uuid, ${websiteFields.insertValues(values)})
        RETURNING ${selectWebsite}`;
      return new CreateWebsiteSuccess(created);
    },
    () => taken(prisma, caller, values.externalId),
  );
}

export async function updateWebsite(
  prisma: PrismaClient,
  caller: Caller,
  input: UpdateWebsiteInput,
): Promise<UpdateWebsiteResult> {
  requireWriter(caller);
  const forPartners = websiteFields.partnerOnlyIn(input);
  if (forPartners && !caller.organization.isPartner) return new PartnerOnlyField(forPartners);
  const issues = new InputIssues();
  if (!websiteFields.isAnySent(input)) issues.add([], 'must have at least one field beside "id"');
  const values = websiteFields.parseChange(issues, input);
  if (issues.any) return new InvalidResourceInput(issues.list);

  return writeOrConflict(
    prisma,
    async (statements) => {
      const [updated] = await statements.$queryRaw<Website[]>`
        UPDATE websites w SET ${websiteFields.assignments('wanted', 'w')}
        FROM ${tableOf('wanted', [{ values }], websiteFields.newColumns)}
        WHERE ${isWebsite(caller, input.id)} AND w.deleted_at IS NULL
        RETURNING ${selectWebsite}`;
      return updated ? new UpdateWebsiteSuccess(updated) : notFound(statements, caller, input.id);
    },
    () => taken(prisma, caller, values.externalId),
  );
}

/** Hides the website and frees its external id, which is kept aside for a restore. */
export async function deleteWebsite(prisma: PrismaClient, caller: Caller, id: string): Promise<DeleteWebsiteResult> {
  requireWriter(caller);
  return writeOrRetry(prisma, async (statements) => {
    const [deleted] = await statements.$queryRaw<Website[]>`
      UPDATE websites w SET
        deleted_at = coalesce(w.deleted_at, clock_timestamp()),
        freed_external_id = coalesce(w.external_id, w.freed_external_id),
        external_id = NULL
      WHERE ${isWebsite(caller, id)}
      RETURNING ${selectWebsite}`;
    return deleted ? new DeleteWebsiteSuccess(deleted) : new ResourceNotFound('Website', id);
  });
}

export async function restoreWebsite(prisma: PrismaClient, caller: Caller, id: string): Promise<RestoreWebsiteResult> {
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
      const [restored] = await statements.$queryRaw<Website[]>`
        UPDATE websites w SET
          deleted_at = NULL,
          external_id = CASE WHEN ${mayTake} THEN coalesce(w.external_id, w.freed_external_id) ELSE w.external_id END,
          freed_external_id = NULL
        WHERE ${isWebsite(caller, id)}
        RETURNING ${selectWebsite}`;
      return restored ? new RestoreWebsiteSuccess(restored) : new ResourceNotFound('Website', id);
    },
    async () =>
      isPartner
        ? taken(
            prisma,
            caller,
            (await findWebsite(prisma, caller, id))?.freedExternalId,
            'took the external id of this one after its deletion: clear or change it there with "updateWebsite", then restore this one',
          )
        : undefined,
  );
}

function isWebsite(caller: Caller, id: string): Prisma.Sql {
  return Prisma.sql`w.organization_id = ${caller.organization.id}::uuid AND w.id = ${toUuid(id) ?? null}::uuid`;
}

/** There is no such website, or it is deleted. */
async function notFound(statements: Statements, caller: Caller, id: string): Promise<ResourceNotFound> {
  const website = await findWebsite(statements, caller, id);
  return website?.deletedAt
    ? new ResourceNotFound('Website', id, 'This website is deleted: bring it back with "restoreWebsite" first.')
    : new ResourceNotFound('Website', id);
}

/** The conflict with the website that has an external id, or undefined when none has it any more. */
async function taken(
  prisma: PrismaClient,
  caller: Caller,
  externalId: string | null | undefined,
  what?: string,
): Promise<WebsiteExternalIdTaken | undefined> {
  if (externalId == null) return undefined;
  const { id: organizationId } = caller.organization;
  const holder = await prisma.website.findUnique({
    select: websiteFields.select,
    where: { organizationId_externalId: { organizationId, externalId } },
  });
  return holder ? new WebsiteExternalIdTaken(externalId, holder, what) : undefined;
}

/** A website by the id that was sent, which may be none. */
async function findWebsite(statements: Statements, caller: Caller, sentId: string) {
  const id = toUuid(sentId);
  if (id === undefined) return null;
  return statements.website.findUnique({
    where: { organizationId_id: { organizationId: caller.organization.id, id } },
  });
}
