import { type Caller, requireGlobalKey } from '../auth/caller.ts';
import { BillingProviderError } from '../billing/provider.ts';
import { runFresh, writeOrConflict } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { Stores } from '../resource/context.ts';
import { InputIssues, maxExternalId, maxIds } from '../resource/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField, ResourceNotFound } from '../resource/resource.results.ts';
import { toUuid } from '../resource/text.ts';
import {
  addUnusable,
  externalIdConflict,
  readUnusable,
  toUuids,
  unusablePositions,
  wantedWebsites,
} from './group-changes.sql.ts';
import { recordGroupChange } from './group-history.sql.ts';
import type { UpdateGroupInput } from './groups.inputs.ts';
import {
  BillingProviderFailed,
  GroupRevisionConflict,
  type UpdateGroupResult,
  UpdateGroupSuccess,
} from './groups.results.ts';
import { findGroups } from './groups.service.ts';
import { groupColumns } from './groups.sql.ts';
import type { Group } from './groups.types.ts';

/**
 * Changes a group: caller, partner, input, existence, conflicts that can be known, provider, one statement for
 * everything. Only a switch of billing reads anything before the statement.
 */
export async function updateGroup(
  { prisma, billing }: Stores,
  caller: Caller,
  input: UpdateGroupInput,
): Promise<UpdateGroupResult> {
  requireGlobalKey(caller);
  if (input.externalId !== undefined && !caller.organization.isPartner) return new PartnerOnlyField('externalId');
  const { change, issues } = parse(input);
  if (issues.any) {
    addUnusable(issues, 'addWebsiteIds', await readUnusable(prisma, caller, change.add.slice(0, maxIds)));
    return new InvalidResourceInput(issues.list);
  }
  if (!change.billingEnabled) return write(prisma, caller, change);

  const obstacle = await knownObstacle(prisma, caller, change);
  if (obstacle) return obstacle;
  try {
    await billing.ensureEntity({ organizationId: caller.organization.id, groupId: change.id });
  } catch (error) {
    if (error instanceof BillingProviderError) return new BillingProviderFailed(billing.providerName, error);
    throw error;
  }
  return write(prisma, caller, change);
}

/** An input that is in order. undefined keeps, null clears. */
interface Change {
  /** The id as it was sent. */
  sentId: string;
  /** Empty for an id that no group can have. */
  id: string;
  name: string | undefined;
  add: string[];
  remove: string[];
  billingEnabled: boolean | undefined;
  externalId: string | null | undefined;
  expectedRevision: number | undefined;
}

function parse(input: UpdateGroupInput): { change: Change; issues: InputIssues } {
  const { name, addWebsiteIds, removeWebsiteIds, billingEnabled, externalId } = input;
  const issues = new InputIssues();
  if ([name, addWebsiteIds, removeWebsiteIds, billingEnabled, externalId].every((value) => value === undefined))
    issues.add([], 'must have at least one field beside "id" and "expectedRevision"');
  const newName = name === undefined ? undefined : issues.checkName(['name'], name);
  if (addWebsiteIds !== undefined) issues.checkIds(['addWebsiteIds'], addWebsiteIds);
  if (removeWebsiteIds !== undefined) issues.checkIds(['removeWebsiteIds'], removeWebsiteIds);
  const add = new Set(addWebsiteIds?.map((id) => id.toLowerCase()));
  for (const [index, id] of (removeWebsiteIds ?? []).entries())
    if (add.has(id.toLowerCase())) issues.add(['removeWebsiteIds', index], 'must not be in "addWebsiteIds", too');
  if (billingEnabled === null)
    issues.add(['billingEnabled'], 'must be true or false: leave it out to keep the setting');
  if (externalId != null) issues.checkText(['externalId'], externalId, maxExternalId);
  return {
    issues,
    change: {
      sentId: input.id,
      id: toUuid(input.id) ?? '',
      name: newName,
      add: addWebsiteIds ?? [],
      remove: removeWebsiteIds ?? [],
      billingEnabled: billingEnabled ?? undefined,
      externalId,
      expectedRevision: input.expectedRevision ?? undefined,
    },
  };
}

/** What would refuse the change anyway, so that the provider is not asked in vain. */
async function knownObstacle(
  prisma: PrismaClient,
  caller: Caller,
  change: Change,
): Promise<UpdateGroupResult | undefined> {
  const [unusable, [group], taken] = await Promise.all([
    readUnusable(prisma, caller, change.add),
    findGroups(prisma, caller, [change.sentId]),
    externalIdConflict(prisma, caller, change.externalId, change.id || null),
  ]);
  return refusal(change, unusable, group ?? null) ?? taken;
}

function refusal(change: Change, unusable: number[], group: Group | null): UpdateGroupResult | undefined {
  if (unusable.length > 0) {
    const issues = new InputIssues();
    addUnusable(issues, 'addWebsiteIds', unusable);
    return new InvalidResourceInput(issues.list);
  }
  if (!group) return new ResourceNotFound('Group', change.sentId);
  if (change.expectedRevision !== undefined && change.expectedRevision !== group.revision)
    return new GroupRevisionConflict(group);
  return undefined;
}

type Outcome = Group & {
  /** null where there is no such group. */
  id: string | null;
  unusable: number[];
  /** Whether the change was allowed and so made, if it changed anything. */
  allowed: boolean;
  /** Whether the statement saw the group's websites as they were before another change: nothing was written. */
  stale: boolean;
};

function write(prisma: PrismaClient, caller: Caller, change: Change): Promise<UpdateGroupResult> {
  return writeOrConflict(
    prisma,
    async (statements) => {
      const hold = Prisma.sql`
        SELECT FROM groups
        WHERE organization_id = ${caller.organization.id}::uuid AND id = ${change.id || null}::uuid FOR UPDATE`;
      const [outcome] = await runFresh<Outcome>(statements, statement(caller, change), hold);
      const { unusable, allowed, stale: _, ...group } = outcome as Outcome;
      if (allowed) return new UpdateGroupSuccess(group);
      return refusal(change, unusable, group.id === null ? null : group) as UpdateGroupResult;
    },
    () => externalIdConflict(prisma, caller, change.externalId, change.id),
  );
}

/** Checks and makes the whole change, and says what came of it. */
function statement(caller: Caller, change: Change): Prisma.Sql {
  const organizationId = Prisma.sql`${caller.organization.id}::uuid`;
  const isGroup = Prisma.sql`organization_id = ${organizationId} AND id = ${change.id || null}::uuid`;
  return Prisma.sql`
    WITH ${wantedWebsites(caller, change.add)},
    target AS (
      SELECT * FROM groups WHERE ${isGroup} FOR UPDATE
    ), allowed AS (
      SELECT target.* FROM target
      WHERE NOT EXISTS (SELECT FROM unusable)
        AND coalesce(target.revision = ${change.expectedRevision ?? null}::int, true)
        AND (${change.remove.length === 0}::boolean OR target.revision = (SELECT revision FROM groups WHERE ${isGroup}))
    ), added AS (
      INSERT INTO group_websites (organization_id, group_id, website_id)
      SELECT DISTINCT ${organizationId}, allowed.id, wanted.id FROM allowed CROSS JOIN wanted
      ON CONFLICT DO NOTHING
      RETURNING website_id
    ), removed AS (
      DELETE FROM group_websites m USING allowed, websites w
      WHERE m.organization_id = ${organizationId} AND m.group_id = allowed.id
        AND m.website_id = ANY(${toUuids(change.remove)}::uuid[])
        AND w.organization_id = ${organizationId} AND w.id = m.website_id AND w.deleted_at IS NULL
      RETURNING m.website_id
    ), next AS (
      SELECT id,
        coalesce(${change.name ?? null}::text, name) AS name,
        coalesce(${change.billingEnabled ?? null}::boolean, billing_enabled) AS billing_enabled,
        CASE WHEN ${change.externalId !== undefined}::boolean THEN ${change.externalId ?? null}::text ELSE external_id END AS external_id
      FROM allowed
    ), different AS (
      SELECT next.* FROM next JOIN allowed ON allowed.id = next.id
      WHERE (next.name, next.billing_enabled) <> (allowed.name, allowed.billing_enabled)
        OR next.external_id IS DISTINCT FROM allowed.external_id
        OR EXISTS (SELECT FROM added) OR EXISTS (SELECT FROM removed)
    ), updated AS (
      UPDATE groups g SET
        name = different.name, billing_enabled = different.billing_enabled, external_id = different.external_id,
        revision = g.revision + 1, updated_at = greatest(g.updated_at + interval '1 ms', clock_timestamp())
      FROM different WHERE g.organization_id = ${organizationId} AND g.id = different.id
      RETURNING g.*
    ), recorded AS (${recordGroupChange(caller, 'UPDATED', {
      from: Prisma.sql`updated AS new JOIN allowed AS old ON old.id = new.id`,
      added: Prisma.sql`SELECT website_id FROM added`,
      removed: Prisma.sql`SELECT website_id FROM removed`,
    })})
    SELECT ${unusablePositions} AS unusable,
      EXISTS (SELECT FROM allowed) AS allowed,
      coalesce(NOT EXISTS (SELECT FROM allowed) AND NOT EXISTS (SELECT FROM unusable)
        AND coalesce(g.revision = ${change.expectedRevision ?? null}::int, true), false) AND g.id IS NOT NULL AS stale,
      ${groupColumns}
    FROM (SELECT 1) AS always
    LEFT JOIN (SELECT * FROM updated UNION ALL SELECT * FROM target WHERE NOT EXISTS (SELECT FROM updated)) AS g ON true`;
}
