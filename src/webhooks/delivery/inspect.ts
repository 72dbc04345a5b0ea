import type { Pool } from 'pg';
import type { WebhookQueue } from '../../telemetry/metrics.ts';

/** What waits to be delivered, of all organizations. */
export async function inspectWebhooks(pool: Pick<Pool, 'query'>): Promise<WebhookQueue> {
  const { rows } = await pool.query<WebhookQueue>(`
    SELECT
      coalesce(max(extract(epoch FROM now() - greatest(oldest.due_at, e.paused_until)))
        FILTER (WHERE oldest.due_at IS NOT NULL), 0)::float8 AS "overdueSeconds",
      count(*) FILTER (WHERE e.disabled_reason IS NOT NULL)::int AS "disabledEndpoints"
    FROM webhook_endpoints e LEFT JOIN LATERAL (
      SELECT d.due_at FROM webhook_deliveries d
      WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id AND d.status = 'PENDING' AND d.due_at <= now()
        AND e.is_enabled AND coalesce(e.paused_until, '-infinity') <= now()
      ORDER BY d.due_at LIMIT 1
    ) AS oldest ON true`);
  return rows[0] as WebhookQueue;
}
