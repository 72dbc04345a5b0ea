import type { PrismaClient, WebhookDeliveryStatus } from '../../generated/prisma/client.ts';
import type { StoredDelivery } from '../webhook-payload.ts';
import type { Attempt } from './send.ts';

/** How long a node has an endpoint to itself. Longer than a turn can take. */
export const leaseMs = 20_000;

/** How many deliveries a node takes at once. */
const batchSize = 100;

/** How many attempts a delivery remembers. */
const maxAttempts = 50;

/** An endpoint that a node delivers to. */
export interface Leased {
  organizationId: string;
  id: string;
  lease: string;
}

/** Takes endpoints that have something due and that no other node is at, those first that have waited longest for a node. */
export function takeEndpoints(prisma: PrismaClient, lease: string, limit: number): Promise<Leased[]> {
  return prisma.$queryRaw<Leased[]>`
    WITH due AS MATERIALIZED (
      SELECT e.organization_id, e.id FROM webhook_endpoints e
      WHERE e.is_enabled AND coalesce(e.leased_until, '-infinity') <= now() AND coalesce(e.paused_until, '-infinity') <= now()
        AND EXISTS (
          SELECT FROM webhook_deliveries d WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id
            AND d.status = 'PENDING' AND d.due_at <= now())
      ORDER BY e.leased_until NULLS FIRST LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE webhook_endpoints e SET lease = ${lease}::uuid, leased_until = now() + ${leaseMs} * interval '1 ms'
    FROM due WHERE e.organization_id = due.organization_id AND e.id = due.id
    RETURNING e.organization_id AS "organizationId", e.id, e.lease`;
}

/** What is sent where: a row for each delivery that is due. */
export interface DueDelivery extends StoredDelivery {
  id: string;
  place: string;
  failures: number;
  url: string;
  secrets: string[];
  isPartner: boolean;
  consecutiveFailures: number;
}

/** The next deliveries of an endpoint, as of now; none where it was switched off, or is another node's. */
export function readDue(prisma: PrismaClient, { organizationId, id, lease }: Leased): Promise<DueDelivery[]> {
  return prisma.$queryRaw<DueDelivery[]>`
    SELECT d.id, d.place::text AS place, d.event::text AS event, d.resource_id AS "resourceId", d.occurred_at AS "occurredAt",
      d.content, d.failures, e.url, o.is_partner AS "isPartner", e.consecutive_failures AS "consecutiveFailures",
      CASE WHEN e.previous_secret IS NOT NULL AND e.previous_secret_until > now() THEN ARRAY[e.signing_secret, e.previous_secret]
        ELSE ARRAY[e.signing_secret] END AS secrets
    FROM webhook_endpoints e JOIN organizations o ON o.id = e.organization_id
    JOIN webhook_deliveries d ON d.organization_id = e.organization_id AND d.endpoint_id = e.id
    WHERE e.organization_id = ${organizationId}::uuid AND e.id = ${id}::uuid AND e.lease = ${lease}::uuid AND e.is_enabled
      AND d.status = 'PENDING' AND d.due_at <= now()
    ORDER BY d.due_at, d.place LIMIT ${batchSize}`;
}

/** An attempt at a delivery. */
export interface Tried extends Attempt {
  deliveryId: string;
  /** When it failed: how long to wait for the next one. */
  pauseMs: number;
}

/** Records attempts. The last one of a delivery is the first at or after the time when it is given up. */
export function recordAttempts(
  prisma: PrismaClient,
  organizationId: string,
  tried: readonly Tried[],
): Promise<{ id: string; status: WebhookDeliveryStatus; lagMs: number }[]> {
  const entries = tried.map(({ durationMs, responseStatus, error }) =>
    JSON.stringify({ durationMs, responseStatus, error }),
  );
  return prisma.$queryRaw`
    UPDATE webhook_deliveries d SET
      status = CASE WHEN tried.delivered THEN 'DELIVERED' WHEN d.give_up_at <= clock_timestamp() THEN 'FAILED'
        ELSE 'PENDING' END::webhook_delivery_status,
      failures = d.failures + CASE WHEN tried.delivered THEN 0 ELSE 1 END,
      due_at = CASE WHEN tried.delivered THEN d.due_at
        ELSE least(clock_timestamp() + tried.pause * interval '1 ms', greatest(d.give_up_at, clock_timestamp())) END,
      attempts = CASE WHEN jsonb_array_length(d.attempts) >= ${maxAttempts}::int THEN d.attempts - 0 ELSE d.attempts END
        || (tried.entry::jsonb || jsonb_build_object('at', to_char(
          (clock_timestamp() - (tried.entry::jsonb ->> 'durationMs')::float8 * interval '1 ms') AT TIME ZONE 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
    FROM unnest(
      ${tried.map(({ deliveryId }) => deliveryId)}::text[]::uuid[], ${tried.map(({ outcome }) => outcome === 'delivered')}::boolean[],
      ${tried.map(({ pauseMs }) => pauseMs)}::int[], ${entries}::text[]
    ) AS tried(id, delivered, pause, entry)
    WHERE d.organization_id = ${organizationId}::uuid AND d.id = tried.id AND d.status = 'PENDING'
    RETURNING d.id, d.status::text AS status,
      (extract(epoch FROM clock_timestamp() - d.created_at) * 1000)::float8 AS "lagMs"`;
}

/** How an endpoint did in a turn. */
export interface Health {
  consecutiveFailures: number;
  /** Whether any attempt succeeded. */
  hasSucceeded: boolean;
  /** How long nothing is sent to it; 0 where it is not down. */
  pauseMs: number;
}

/** For how long an endpoint may fail before the service switches it off. */
const failingDays = 3;

export const disabledReason = `All attempts failed for ${failingDays} days. Repair the endpoint, then switch it on again with "updateWebhookEndpoint".`;

/** Whom the history names where the service does something by itself. */
const service = 'group-gateway';

/** Hands an endpoint back, with how it did. Switches off what has failed for too long, and records that. */
export async function returnEndpoint(
  prisma: PrismaClient,
  { organizationId, id, lease }: Leased,
  health: Health | undefined,
): Promise<boolean> {
  const { consecutiveFailures = null, hasSucceeded = false, pauseMs = 0 } = health ?? {};
  const [row] = await prisma.$queryRaw<[{ disabled: boolean }]>`
    WITH held AS (
      SELECT *, CASE
          WHEN ${consecutiveFailures}::int IS NULL THEN failing_since
          WHEN ${consecutiveFailures}::int = 0 THEN NULL
          WHEN ${hasSucceeded} THEN now() ELSE coalesce(failing_since, now()) END AS since
      FROM webhook_endpoints e
      WHERE e.organization_id = ${organizationId}::uuid AND e.id = ${id}::uuid AND e.lease = ${lease}::uuid
      FOR NO KEY UPDATE
    ), judged AS (
      SELECT *, is_enabled AND since <= now() - ${failingDays} * interval '1 day' AS gone FROM held
    ), returned AS (
      UPDATE webhook_endpoints e SET
        lease = NULL, leased_until = now(),
        consecutive_failures = coalesce(${consecutiveFailures}::int, e.consecutive_failures), failing_since = judged.since,
        paused_until = CASE WHEN ${pauseMs}::int > 0 THEN now() + ${pauseMs}::int * interval '1 ms' END,
        is_enabled = e.is_enabled AND NOT coalesce(judged.gone, false),
        disabled_reason = CASE WHEN judged.gone THEN ${disabledReason} ELSE e.disabled_reason END
      FROM judged WHERE e.organization_id = judged.organization_id AND e.id = judged.id
      RETURNING e.organization_id, e.id, judged.gone
    ), recorded AS (
      INSERT INTO organization_changes (organization_id, resource_type, resource_id, kind, details, author_name)
      SELECT organization_id, 'WEBHOOK_ENDPOINT', id::text, 'UPDATED', jsonb_build_object(
        'isEnabled', jsonb_build_object('from', true, 'to', false),
        'disabledReason', jsonb_build_object('from', NULL, 'to', ${disabledReason}::text)), ${service}
      FROM returned WHERE gone
    )
    SELECT EXISTS (SELECT FROM returned WHERE gone) AS disabled`;
  return row.disabled;
}
