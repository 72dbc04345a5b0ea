import { type Caller, requireGlobalKey, requirePermission } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { List } from '../lists/list.ts';
import { type Page, type PageArguments, toWindow } from '../lists/pagination.ts';
import { countRows, readAll, readPage } from '../lists/read-list.ts';
import type { WebhookDeliveryFilter } from './webhooks.inputs.ts';
import { deliveryColumns, deliveryOrder, endpointColumns, endpointOrder, isOne, isOwn } from './webhooks.sql.ts';
import type { WebhookDelivery, WebhookEndpoint } from './webhooks.types.ts';

/** The endpoints of a caller's organization. @throws ForbiddenError for a key that may not see them */
function endpointsOf(caller: Caller, ...conditions: Prisma.Sql[]): List<WebhookEndpoint> {
  requireGlobalKey(caller);
  requirePermission(caller, 'KEY_ADMINISTRATION');
  return {
    columns: endpointColumns,
    from: Prisma.sql`webhook_endpoints e`,
    where: [isOwn('e', caller), ...conditions],
    order: endpointOrder,
    idType: 'uuid',
  };
}

export async function findWebhookEndpoint(
  reads: ReadDatabase,
  caller: Caller,
  id: string,
): Promise<WebhookEndpoint | null> {
  const [found] = await readAll(reads, endpointsOf(caller, isOne('e', caller, id)));
  return found ?? null;
}

export async function listWebhookEndpoints(
  reads: ReadDatabase,
  caller: Caller,
  args: PageArguments,
): Promise<Page<WebhookEndpoint>> {
  return readPage(reads, endpointsOf(caller), toWindow(args, endpointOrder));
}

export async function countWebhookEndpoints(reads: ReadDatabase, caller: Caller): Promise<number> {
  return countRows(reads, endpointsOf(caller));
}

/** The deliveries of an endpoint that the caller has. */
function deliveriesOf(
  caller: Caller,
  endpointId: string,
  filter: WebhookDeliveryFilter | null | undefined,
): List<WebhookDelivery> {
  const where = [isOwn('d', caller), Prisma.sql`d.endpoint_id = ${endpointId}::uuid`];
  if (filter?.statuses) where.push(Prisma.sql`d.status = ANY(${filter.statuses}::text[]::webhook_delivery_status[])`);
  if (filter?.events) where.push(Prisma.sql`d.event = ANY(${filter.events}::text[]::webhook_event_type[])`);
  return {
    columns: deliveryColumns,
    from: Prisma.sql`webhook_deliveries d`,
    where,
    order: deliveryOrder,
    idType: 'uuid',
  };
}

export function listWebhookDeliveries(
  reads: ReadDatabase,
  caller: Caller,
  endpointId: string,
  args: PageArguments,
  filter: WebhookDeliveryFilter | null | undefined,
): Promise<Page<WebhookDelivery>> {
  return readPage(reads, deliveriesOf(caller, endpointId, filter), toWindow(args, deliveryOrder));
}

export function countWebhookDeliveries(
  reads: ReadDatabase,
  caller: Caller,
  endpointId: string,
  filter: WebhookDeliveryFilter | null | undefined,
): Promise<number> {
  return countRows(reads, deliveriesOf(caller, endpointId, filter));
}
