import type { Caller } from '../auth/caller.ts';
import type { Statements } from '../database/idempotency.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { toUuid } from '../resources/text.ts';
import { websiteFields } from './websites.fields.ts';
import { WebsiteExternalIdTaken } from './websites.results.ts';

/** Whether the website `w` is the caller's with an id that was sent, which may be none. */
export function isWebsite(caller: Caller, id: string): Prisma.Sql {
  return Prisma.sql`w.organization_id = ${caller.organization.id}::uuid AND w.id = ${toUuid(id) ?? null}::uuid`;
}

/** Whether the website `w` has the revision that a change starts from, where one is given. */
export function hasRevision(expectedRevision: number | null | undefined): Prisma.Sql {
  return Prisma.sql`coalesce(w.revision = ${expectedRevision ?? null}::int, true)`;
}

/** What each change of a website sets beside its fields. */
export const nextRevision = Prisma.sql`
  revision = w.revision + 1, updated_at = greatest(w.updated_at + interval '1 ms', clock_timestamp())`;

/** The conflict with the website that has an external id, or undefined when none has it any more. */
export async function taken(
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
export async function findWebsite(statements: Statements, caller: Caller, sentId: string) {
  const id = toUuid(sentId);
  if (id === undefined) return null;
  return statements.website.findUnique({
    where: { organizationId_id: { organizationId: caller.organization.id, id } },
  });
}
