import { Prisma, type PrismaClient } from '../../generated/prisma/client.ts';
import { inGroups } from '../../numbers.ts';

/** For how long an endpoint may fail before the service switches it off. */
export const failingDays = 3;

/** How many deliveries may wait for an endpoint, of those that were written since it was last changed. */
const maxPending = 100_000;

const switchOn = 'then switch it on again with "updateWebhookEndpoint".';

export const failingReason = `All attempts failed for ${failingDays} days. Repair the endpoint, ${switchOn}`;
export const goneReason = `The endpoint answered HTTP 410 (Gone). If it is back, ${switchOn}`;
const backlogReason = `More than ${inGroups(maxPending)} deliveries wait. Make the endpoint faster or choose fewer events, ${switchOn}`;

/** Whom the history names where the service does something by itself. */
const service = 'group-gateway';

/** A CTE body that records what was switched off: `disabled` has the endpoints, and the `reason` of each. */
export const recordDisabled = Prisma.sql`
  INSERT INTO organization_changes (organization_id, resource_type, resource_id, kind, details, author_name)
  SELECT organization_id, 'WEBHOOK_ENDPOINT', id::text, 'UPDATED', jsonb_build_object(
    'isEnabled', jsonb_build_object('from', true, 'to', false),
    'disabledReason', jsonb_build_object('from', NULL, 'to', reason)), ${service}
  FROM disabled`;

/** The node that holds it looks. The others do nothing. */
const lookLock = 72_707_402;

export interface Disabled {
  organizationId: string;
  webhookEndpointId: string;
  reason: string;
}

/**
 * Switches off the endpoints that too much waits for. What waited when somebody switched one on again does not count: it
 * would be off again at once.
 */
export function disableOverfull(prisma: PrismaClient): Promise<Disabled[]> {
  return prisma.$queryRaw<Disabled[]>`
    WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(${lookLock}) AS ours),
    overfull AS MATERIALIZED (
      SELECT e.organization_id, e.id FROM webhook_endpoints e
      WHERE (SELECT ours FROM turn) AND e.is_enabled AND EXISTS (
        SELECT FROM webhook_deliveries d WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id
          AND d.status = 'PENDING' AND d.due_at > e.updated_at
        OFFSET ${maxPending})
      FOR NO KEY UPDATE OF e SKIP LOCKED
    ), disabled AS (
      UPDATE webhook_endpoints e SET is_enabled = false, disabled_reason = ${backlogReason}
      FROM overfull WHERE e.organization_id = overfull.organization_id AND e.id = overfull.id
      RETURNING e.organization_id, e.id, e.disabled_reason AS reason
    ), recorded AS (${recordDisabled})
    SELECT organization_id AS "organizationId", id AS "webhookEndpointId", reason FROM disabled`;
}
