import { Prisma, type PrismaClient, type WebhookDeliveryStatus } from '../../generated/prisma/client.ts';
import type { StoredDelivery } from '../webhook-payload.ts';
import { briefly, type Leased } from './lease.sql.ts';
import type { Attempt } from './send.ts';

/** How many deliveries a node takes at once. */
const batchSize = 100;

/** How many attempts a delivery remembers. */
const maxAttempts = 50;

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

/**
 * Records attempts. The last one of a delivery is the first at or after the time when it is given up.
 *
 * @param held what becomes of those that somebody else holds. @throws where it has waited for one for too long
 */
export function recordAttempts(
  prisma: PrismaClient,
  organizationId: string,
  tried: readonly Tried[],
  held: 'waits' | 'left-out',
): Promise<{ id: string; status: WebhookDeliveryStatus; lagMs: number }[]> {
  const entries = tried.map(({ durationMs, responseStatus, error }) =>
    JSON.stringify({ durationMs, responseStatus, error }),
  );
  const ids = tried.map(({ deliveryId }) => deliveryId);
  return prisma.$queryRaw`
    WITH free AS MATERIALIZED (
      SELECT d.id FROM ${briefly} webhook_deliveries d
      WHERE d.organization_id = ${organizationId}::uuid AND d.id = ANY(${ids}::text[]::uuid[]) AND d.status = 'PENDING'
      FOR NO KEY UPDATE OF d ${held === 'left-out' ? Prisma.sql`SKIP LOCKED` : Prisma.empty}
    )
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
      ${ids}::text[]::uuid[], ${tried.map(({ outcome }) => outcome === 'delivered')}::boolean[],
      ${tried.map(({ pauseMs }) => pauseMs)}::int[], ${entries}::text[]
    ) AS tried(id, delivered, pause, entry) JOIN free USING (id)
    WHERE d.organization_id = ${organizationId}::uuid AND d.id = tried.id
    RETURNING d.id, d.status::text AS status,
      (extract(epoch FROM clock_timestamp() - d.created_at) * 1000)::float8 AS "lagMs"`;
}
