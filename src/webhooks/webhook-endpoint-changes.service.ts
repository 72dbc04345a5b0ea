import { randomUUID } from 'node:crypto';
import { type Caller, requireWriter } from '../auth/caller.ts';
import { Secret } from '../database/secrets.ts';
import { runHeld, writeOrRetry } from '../database/write.ts';
import { Prisma, type PrismaClient, type WebhookEventType } from '../generated/prisma/client.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, ResourceNotFound } from '../resources/resource.results.ts';
import { type Reach, urlIssue } from './delivery/url.ts';
import { newSigningSecret } from './signing.ts';
import type {
  CreateWebhookEndpointInput,
  RotateWebhookSigningSecretInput,
  UpdateWebhookEndpointInput,
} from './webhooks.inputs.ts';
import {
  type CreateWebhookEndpointResult,
  CreateWebhookEndpointSuccess,
  type DeleteWebhookEndpointResult,
  DeleteWebhookEndpointSuccess,
  maxEndpoints,
  type RotateWebhookSigningSecretResult,
  RotateWebhookSigningSecretSuccess,
  type UpdateWebhookEndpointResult,
  UpdateWebhookEndpointSuccess,
  WebhookEndpointLimitReached,
} from './webhooks.results.ts';
import { isOne, isOwn, noEndpoint, recordEndpointChange, selectEndpoint } from './webhooks.sql.ts';
import type { WebhookEndpoint } from './webhooks.types.ts';

export async function createWebhookEndpoint(
  { prisma, reach }: { prisma: PrismaClient; reach: Reach },
  caller: Caller,
  input: CreateWebhookEndpointInput,
): Promise<CreateWebhookEndpointResult> {
  requireWriter(caller, 'KEY_ADMINISTRATION');
  const issues = new InputIssues();
  const { url, events, description } = check(issues, input, reach);
  if (issues.any) return new InvalidResourceInput(issues.list);
  const secret = newSigningSecret();
  const statement = Prisma.sql`
    WITH created AS (
      INSERT INTO webhook_endpoints (organization_id, id, url, events, description, signing_secret)
      SELECT ${caller.organization.id}::uuid, ${randomUUID()}::uuid, ${url}, ${events}::text[]::webhook_event_type[],
        ${description}, ${secret}
      WHERE (SELECT count(*) FROM webhook_endpoints e WHERE ${isOwn('e', caller)}) < ${maxEndpoints}
      RETURNING *
    ), recorded AS (${recordEndpointChange(caller, 'CREATED', Prisma.sql`created AS new LEFT JOIN ${noEndpoint} AS old ON true`)})
    SELECT ${selectEndpoint} FROM created e`;
  // One after the other, so that each counts what the others have created.
  const hold = Prisma.sql`SELECT FROM organizations WHERE id = ${caller.organization.id}::uuid FOR NO KEY UPDATE`;
  return writeOrRetry(prisma, async (statements) => {
    const [created] = await runHeld<WebhookEndpoint>(statements, statement, hold);
    return created ? new CreateWebhookEndpointSuccess(created, new Secret(secret)) : new WebhookEndpointLimitReached();
  });
}

export async function updateWebhookEndpoint(
  { prisma, reach }: { prisma: PrismaClient; reach: Reach },
  caller: Caller,
  input: UpdateWebhookEndpointInput,
): Promise<UpdateWebhookEndpointResult> {
  requireWriter(caller, 'KEY_ADMINISTRATION');
  const issues = new InputIssues();
  const { id, ...sent } = input;
  if (Object.values(sent).every((value) => value === undefined))
    issues.add([], 'must have at least one field beside "id"');
  if (sent.isEnabled === null) issues.add(['isEnabled'], 'must be true or false: leave it out to keep the setting');
  const { url, events, description } = check(issues, sent, reach);
  if (issues.any) return new InvalidResourceInput(issues.list);
  const isEnabled = Prisma.sql`${sent.isEnabled ?? null}::boolean`;
  // What is known of how it fails is no more true of another address, nor where somebody says that it works.
  const anew = Prisma.sql`(${isEnabled} IS TRUE OR ${url}::text IS NOT NULL)`;
  return changed(prisma, caller, id, {
    assignments: Prisma.sql`
      url = coalesce(${url}, e.url), events = coalesce(${events}::text[]::webhook_event_type[], e.events),
      description = CASE WHEN ${sent.description !== undefined} THEN ${description} ELSE e.description END,
      is_enabled = coalesce(${isEnabled}, e.is_enabled),
      disabled_reason = CASE WHEN ${isEnabled} IS NULL THEN e.disabled_reason END,
      consecutive_failures = CASE WHEN ${anew} THEN 0 ELSE e.consecutive_failures END,
      failing_since = CASE WHEN NOT ${anew} THEN e.failing_since END,
      paused_until = CASE WHEN NOT ${anew} THEN e.paused_until END`,
    success: (endpoint) => new UpdateWebhookEndpointSuccess(endpoint),
  });
}

/** Replaces the secret; the old one signs beside it for a while. */
export async function rotateWebhookSigningSecret(
  prisma: PrismaClient,
  caller: Caller,
  { id, overlapSeconds }: RotateWebhookSigningSecretInput,
): Promise<RotateWebhookSigningSecretResult> {
  requireWriter(caller, 'KEY_ADMINISTRATION');
  const overlap = overlapSeconds ?? defaultOverlapSeconds;
  const issues = new InputIssues();
  if (overlap < 0 || overlap > maxOverlapSeconds)
    issues.add(['overlapSeconds'], `must be from 0 to ${maxOverlapSeconds}`);
  if (issues.any) return new InvalidResourceInput(issues.list);
  const secret = newSigningSecret();
  return changed(prisma, caller, id, {
    assignments: Prisma.sql`
      signing_secret = ${secret}, previous_secret = CASE WHEN ${overlap}::int > 0 THEN e.signing_secret END,
      previous_secret_until = now() + ${overlap}::int * interval '1 s'`,
    success: (endpoint) => new RotateWebhookSigningSecretSuccess(endpoint, new Secret(secret)),
  });
}

const defaultOverlapSeconds = 24 * 60 * 60;
const maxOverlapSeconds = 7 * 24 * 60 * 60;

export async function deleteWebhookEndpoint(
  prisma: PrismaClient,
  caller: Caller,
  id: string,
): Promise<DeleteWebhookEndpointResult> {
  requireWriter(caller, 'KEY_ADMINISTRATION');
  return writeOrRetry(prisma, async (statements) => {
    const [deleted] = await statements.$queryRaw<{ id: string }[]>`
      WITH deleted AS (
        DELETE FROM webhook_endpoints e WHERE ${isOne('e', caller, id)} RETURNING e.*
      ), deliveries AS (
        DELETE FROM webhook_deliveries d USING deleted
        WHERE d.organization_id = deleted.organization_id AND d.endpoint_id = deleted.id
      ), recorded AS (${recordEndpointChange(caller, 'DELETED', Prisma.sql`deleted AS old LEFT JOIN ${noEndpoint} AS new ON true`)})
      SELECT id FROM deleted`;
    return deleted ? new DeleteWebhookEndpointSuccess(deleted.id) : new ResourceNotFound('WebhookEndpoint', id);
  });
}

function changed<Success>(
  prisma: PrismaClient,
  caller: Caller,
  id: string,
  { assignments, success }: { assignments: Prisma.Sql; success: (endpoint: WebhookEndpoint) => Success },
): Promise<Success | ResourceNotFound> {
  return writeOrRetry(prisma, async (statements) => {
    const [updated] = await statements.$queryRaw<WebhookEndpoint[]>`
      WITH target AS (
        SELECT * FROM webhook_endpoints e WHERE ${isOne('e', caller, id)} FOR UPDATE
      ), updated AS (
        UPDATE webhook_endpoints e SET ${assignments}, updated_at = clock_timestamp()
        FROM target WHERE e.organization_id = target.organization_id AND e.id = target.id
        RETURNING e.*
      ), recorded AS (${recordEndpointChange(caller, 'UPDATED', Prisma.sql`target AS old JOIN updated AS new USING (id)`)})
      SELECT ${selectEndpoint} FROM updated e`;
    return updated ? success(updated) : new ResourceNotFound('WebhookEndpoint', id);
  });
}

interface Checked {
  url: string | null;
  events: WebhookEventType[] | null;
  description: string | null;
}

/** What is sent of an endpoint, as it is stored; null where nothing is. */
function check(issues: InputIssues, input: Partial<Omit<UpdateWebhookEndpointInput, 'id'>>, reach: Reach): Checked {
  const { url, events, description } = input;
  if (url === null) issues.add(['url'], 'must not be null: leave it out to keep the address');
  const wrong = url == null ? undefined : urlIssue(url, reach);
  if (wrong) issues.add(['url'], wrong);
  if (events === null) issues.add(['events'], 'must not be null: leave it out to keep the events');
  if (events?.length === 0) issues.add(['events'], 'must have at least 1 event');
  for (const [index, event] of (events ?? []).entries())
    if (event === 'TEST') issues.add(['events', index], 'must not be TEST, which every endpoint can be sent');
  return {
    url: url == null || wrong ? null : new URL(url).href,
    events: events ? [...new Set(events)] : null,
    description: description == null ? null : issues.checkName(['description'], description),
  };
}
