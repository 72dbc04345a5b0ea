import { Prisma, type PrismaClient } from '../../generated/prisma/client.ts';
import { failingDays, failingReason, goneReason, recordDisabled } from './disabled.sql.ts';

/** How long a node has an endpoint to itself. It renews the lease while it works: others wait so long for a killed one. */
export const leaseMs = 8000;

/** An endpoint that a node delivers to. */
export interface Leased {
  organizationId: string;
  id: string;
  lease: string;
}

/**
 * What stands before a table, so that a statement waits a second at most for a row that somebody else holds. A dry run may
 * hold one for longer than a lease lasts.
 */
export const briefly = Prisma.sql`(SELECT set_config('lock_timeout', '1s', true)) AS lock_timeout CROSS JOIN`;

/** How many turns there may be. */
export interface Room {
  turns: number;
  ofOneOrganization: number;
  /** The organizations of the turns that there are. */
  taken: readonly string[];
}

/**
 * Takes endpoints that have something due and that no other node is at: first of the organizations with the fewest turns,
 * and of these first those that have waited longest for a node.
 */
export function takeEndpoints(prisma: PrismaClient, lease: string, room: Room): Promise<Leased[]> {
  const isFree = Prisma.sql`e.is_enabled AND coalesce(e.leased_until, '-infinity') <= now()
    AND coalesce(e.paused_until, '-infinity') <= now()`;
  // A value instead of EXISTS, which would be planned as a join with all deliveries.
  // What was ranked is looked at again while it is locked: another node may have taken it meanwhile.
  return prisma.$queryRaw<Leased[]>`
    WITH taken AS (
      SELECT organization_id, count(*) AS turns FROM unnest(${room.taken}::text[]::uuid[]) AS taken(organization_id)
      GROUP BY organization_id
    ), ranked AS (
      SELECT e.organization_id, e.id, coalesce(taken.turns, 0)
        + row_number() OVER (PARTITION BY e.organization_id ORDER BY e.leased_until NULLS FIRST, e.id) AS turn
      FROM webhook_endpoints e LEFT JOIN taken USING (organization_id)
      WHERE ${isFree} AND (
        SELECT true FROM webhook_deliveries d WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id
          AND d.status = 'PENDING' AND d.due_at <= now() LIMIT 1)
    ), due AS MATERIALIZED (
      SELECT e.organization_id, e.id
      FROM ranked JOIN webhook_endpoints e ON e.organization_id = ranked.organization_id AND e.id = ranked.id
      WHERE ranked.turn <= ${room.ofOneOrganization} AND ${isFree}
      ORDER BY ranked.turn, e.leased_until NULLS FIRST LIMIT ${room.turns} FOR NO KEY UPDATE OF e SKIP LOCKED
    )
    UPDATE webhook_endpoints e SET lease = ${lease}::uuid, leased_until = now() + ${leaseMs} * interval '1 ms'
    FROM due WHERE e.organization_id = due.organization_id AND e.id = due.id
    RETURNING e.organization_id AS "organizationId", e.id, e.lease`;
}

/** Begins a lease again. @returns false where it is no more this node's */
export async function renewLease(prisma: PrismaClient, { organizationId, id, lease }: Leased): Promise<boolean> {
  const renewed = await prisma.$executeRaw`
    UPDATE webhook_endpoints e SET leased_until = now() + ${leaseMs} * interval '1 ms'
    FROM ${briefly} (VALUES (${lease}::uuid)) AS held(lease)
    WHERE e.organization_id = ${organizationId}::uuid AND e.id = ${id}::uuid AND e.lease = held.lease`;
  return renewed > 0;
}

/** How an endpoint did in a turn. */
export interface Health {
  consecutiveFailures: number;
  /** Whether any attempt succeeded. */
  hasSucceeded: boolean;
  /** How long nothing is sent to it; 0 where it is neither down nor asked for a pause. */
  pauseMs: number;
  /** The address that said that it is gone for good. */
  goneUrl: string | null;
}

/** Hands an endpoint back, with how it did. Switches off what is gone or has failed for too long, and says why. */
export async function returnEndpoint(
  prisma: PrismaClient,
  { organizationId, id, lease }: Leased,
  health: Health | undefined,
): Promise<string | undefined> {
  const { consecutiveFailures = null, hasSucceeded = false, pauseMs = 0, goneUrl = null } = health ?? {};
  const [row] = await prisma.$queryRaw<{ reason: string }[]>`
    WITH held AS (
      SELECT e.*, CASE
          WHEN ${consecutiveFailures}::int IS NULL THEN failing_since
          WHEN ${consecutiveFailures}::int = 0 THEN NULL
          WHEN ${hasSucceeded} THEN now() ELSE coalesce(failing_since, now()) END AS since
      FROM ${briefly} webhook_endpoints e
      WHERE e.organization_id = ${organizationId}::uuid AND e.id = ${id}::uuid AND e.lease = ${lease}::uuid
      FOR NO KEY UPDATE OF e
    ), judged AS (
      SELECT *, CASE
          WHEN NOT is_enabled THEN NULL
          WHEN url = ${goneUrl}::text THEN ${goneReason}
          WHEN since <= now() - ${failingDays} * interval '1 day' THEN ${failingReason} END AS reason
      FROM held
    ), returned AS (
      UPDATE webhook_endpoints e SET
        lease = NULL, leased_until = now(),
        consecutive_failures = coalesce(${consecutiveFailures}::int, e.consecutive_failures), failing_since = judged.since,
        paused_until = CASE WHEN ${pauseMs}::int > 0 THEN now() + ${pauseMs}::int * interval '1 ms' END,
        is_enabled = e.is_enabled AND judged.reason IS NULL,
        disabled_reason = coalesce(judged.reason, e.disabled_reason)
      FROM judged WHERE e.organization_id = judged.organization_id AND e.id = judged.id
      RETURNING e.organization_id, e.id, judged.reason
    ), disabled AS (
      SELECT * FROM returned WHERE reason IS NOT NULL
    ), recorded AS (${recordDisabled})
    SELECT reason FROM disabled`;
  return row?.reason;
}
