import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Statements } from '../database/idempotency.ts';
import { writeOrRetry } from '../database/write.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { author, authorColumns } from '../history/record.sql.ts';
import { ResourceNotFound } from '../resources/resource.results.ts';
import {
  type RedeliverWebhookResult,
  RedeliverWebhookSuccess,
  type SendTestWebhookResult,
  SendTestWebhookSuccess,
  WebhookEndpointDisabled,
} from './webhooks.results.ts';
import { isOne, selectDelivery } from './webhooks.sql.ts';
import type { WebhookDelivery } from './webhooks.types.ts';

/** Sends an endpoint something that is about nothing, by the same way as everything else. */
export async function sendTestWebhook(
  prisma: PrismaClient,
  caller: Caller,
  id: string,
): Promise<SendTestWebhookResult> {
  requireWriter(caller, 'KEY_ADMINISTRATION');
  return writeOrRetry(prisma, async (statements) => {
    const [created] = await statements.$queryRaw<WebhookDelivery[]>`
      WITH author(${authorColumns}) AS (SELECT ${author(caller)}), d AS (
        INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content)
        SELECT e.organization_id, e.id, 'TEST', e.id::text, clock_timestamp(), jsonb_build_object(
          'resource', NULL, 'details', '{}'::jsonb, 'revision', NULL,
          'apiKeyId', author.api_key_id, 'authorName', author.author_name, 'authorPrefix', author.author_prefix)
        FROM webhook_endpoints e, author WHERE ${isOne('e', caller, id)} AND e.is_enabled
        RETURNING *
      )
      SELECT ${selectDelivery} FROM d`;
    if (created) return new SendTestWebhookSuccess(created);
    return (await exists(statements, caller, id))
      ? new WebhookEndpointDisabled(id)
      : new ResourceNotFound('WebhookEndpoint', id);
  });
}

/** Makes a delivery due at once, whatever came of it, for as long as a new one. */
export async function redeliverWebhook(
  prisma: PrismaClient,
  caller: Caller,
  id: string,
): Promise<RedeliverWebhookResult> {
  requireWriter(caller, 'KEY_ADMINISTRATION');
  return writeOrRetry(prisma, async (statements) => {
    const [found] = await statements.$queryRaw<(WebhookDelivery & { endpointId: string; isEnabled: boolean })[]>`
      WITH target AS (
        SELECT d.*, e.is_enabled FROM webhook_deliveries d
        JOIN webhook_endpoints e ON e.organization_id = d.organization_id AND e.id = d.endpoint_id
        WHERE ${isOne('d', caller, id)} FOR UPDATE OF d
      ), due AS (
        UPDATE webhook_deliveries d SET
          status = 'PENDING', due_at = clock_timestamp(), give_up_at = clock_timestamp() + interval '3 days', failures = 0
        FROM target WHERE target.is_enabled AND d.organization_id = target.organization_id AND d.id = target.id
        RETURNING d.*
      )
      SELECT ${selectDelivery}, d.endpoint_id AS "endpointId", d.is_enabled AS "isEnabled" FROM (
        SELECT due.*, true AS is_enabled FROM due
        UNION ALL SELECT * FROM target WHERE NOT is_enabled
      ) AS d`;
    if (!found) return new ResourceNotFound('WebhookDelivery', id);
    const { endpointId, isEnabled, ...delivery } = found;
    return isEnabled ? new RedeliverWebhookSuccess(delivery) : new WebhookEndpointDisabled(endpointId);
  });
}

async function exists(statements: Statements, caller: Caller, id: string): Promise<boolean> {
  const found = await statements.$queryRaw<
    object[]
  >`SELECT e.id FROM webhook_endpoints e WHERE ${isOne('e', caller, id)}`;
  return found.length > 0;
}
