import type { WebhookEventType } from '../generated/prisma/enums.ts';
import { type Time, toIso } from '../resources/time.ts';
import { webhookEvent } from './webhook-events.ts';

type Json = Record<string, unknown>;
type Changes = Record<string, { from?: unknown; to?: unknown } | unknown[]>;

/** What the outbox has of a change. */
export interface DeliveryContent {
  /** The row after the change; null if it is deleted. */
  resource: Json | null;
  /** The entry of the history. */
  details: Changes;
  revision: number | null;
  apiKeyId: string | null;
  authorName: string;
  authorPrefix: string | null;
}

export interface StoredDelivery {
  event: WebhookEventType;
  resourceId: string;
  occurredAt: Time;
  content: DeliveryContent;
}

/** The body of a delivery, as its organization may see it: the same text at each attempt. */
export function payloadOf(
  { event, resourceId, occurredAt, content }: StoredDelivery,
  organization: { isPartner: boolean },
): string {
  const { type, fields } = webhookEvent(event);
  const { resource, revision, apiKeyId, authorName, authorPrefix } = content;
  const details = fields ? fields.visibleIn(content.details, organization) : content.details;
  const row = fields && resource ? fields.fromRow(resource, organization) : lastValues(details, revision);
  return JSON.stringify({
    type,
    timestamp: toIso(occurredAt),
    data: {
      ...row,
      id: resourceId,
      changes: details,
      changedBy: apiKeyId && { apiKeyId, name: authorName, prefix: authorPrefix },
      operator: apiKeyId ? null : authorName,
    },
  });
}

/** What is known of a resource that is gone: what its history's last entry says that it was. */
function lastValues(details: Changes, revision: number | null): Json {
  const values = Object.entries(details).flatMap(([name, change]) =>
    Array.isArray(change) ? [] : [[name, change.from ?? null] as const],
  );
  return { ...Object.fromEntries(values), ...(revision !== null && { revision }) };
}
