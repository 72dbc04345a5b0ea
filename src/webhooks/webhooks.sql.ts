import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { author, authorColumns, details, difference } from '../history/record.sql.ts';
import { selectList } from '../lists/columns.ts';
import { intKey, type Order, position, timeKey, uuidKey } from '../lists/pagination.ts';
import { toUuid } from '../resources/text.ts';
import { toIso } from '../resources/time.ts';
import type { WebhookDelivery, WebhookEndpoint } from './webhooks.types.ts';

type Sql = Prisma.Sql;

/** An endpoint's columns; the table is `e`. None has a secret. */
export const endpointColumns = {
  id: Prisma.sql`e.id`,
  url: Prisma.sql`e.url`,
  description: Prisma.sql`e.description`,
  events: Prisma.sql`e.events::text[]`,
  isEnabled: Prisma.sql`e.is_enabled`,
  disabledReason: Prisma.sql`e.disabled_reason`,
  previousSecretUntil: Prisma.sql`CASE WHEN e.previous_secret IS NOT NULL AND e.previous_secret_until > now() THEN e.previous_secret_until END`,
  createdAt: Prisma.sql`e.created_at`,
  updatedAt: Prisma.sql`e.updated_at`,
};
export const selectEndpoint = selectList(endpointColumns);

/** A delivery's columns; the table is `d`. Payloads are made of the last ones. */
export const deliveryColumns = {
  id: Prisma.sql`d.id`,
  place: Prisma.sql`d.place::text`,
  event: Prisma.sql`d.event::text`,
  status: Prisma.sql`d.status::text`,
  createdAt: Prisma.sql`d.created_at`,
  nextAttemptAt: Prisma.sql`CASE WHEN d.status = 'PENDING' THEN d.due_at END`,
  attempts: Prisma.sql`d.attempts`,
  resourceId: Prisma.sql`d.resource_id`,
  occurredAt: Prisma.sql`d.occurred_at`,
  content: Prisma.sql`d.content`,
};
export const selectDelivery = selectList(deliveryColumns);

export const endpointOrder: Order<WebhookEndpoint> = {
  name: 'webhook-endpoint',
  key: Prisma.sql`e.created_at`,
  id: Prisma.sql`e.id`,
  direction: 'ASC',
  position: ({ createdAt, id }) => [toIso(createdAt), id],
  toSql: position(timeKey, uuidKey),
};

export const deliveryOrder: Order<WebhookDelivery> = {
  name: 'webhook-delivery',
  key: Prisma.sql`d.place`,
  id: Prisma.sql`d.place`,
  direction: 'DESC',
  position: ({ place }) => [place, place],
  toSql: position(intKey, intKey),
};

export const isOwn = (table: 'e' | 'd', { organization }: Caller) =>
  Prisma.sql`${Prisma.raw(table)}.organization_id = ${organization.id}::uuid`;

/** The caller's endpoint or delivery with an id, which may be none. */
export const isOne = (table: 'e' | 'd', caller: Caller, id: string) =>
  Prisma.sql`${isOwn(table, caller)} AND ${Prisma.raw(table)}.id = ${toUuid(id) ?? null}::uuid`;

/** What the history shows of an address: without its path, which may be as good as a password. */
const origin = (url: Sql) => Prisma.sql`substring(${url} FROM '^[a-z]+://[^/?]+')`;

const changedUrl = Prisma.sql`CASE WHEN old.url IS DISTINCT FROM new.url
  THEN jsonb_build_object('url', jsonb_build_object('from', ${origin(Prisma.sql`old.url`)}, 'to', ${origin(Prisma.sql`new.url`)}))
  ELSE '{}' END`;

const columns: [field: string, expression: (row: string) => string][] = [
  ['description', (row) => `${row}.description`],
  ['events', (row) => `to_jsonb(${row}.events)`],
  ['isEnabled', (row) => `${row}.is_enabled`],
  ['disabledReason', (row) => `${row}.disabled_reason`],
  ['previousSecretUntil', (row) => `${row}.previous_secret_until`],
];

const differences = details(
  changedUrl,
  ...columns.map(([field, of]) => difference(field, Prisma.raw(of('old')), Prisma.raw(of('new')))),
);

/**
 * A CTE body that records what became of an endpoint, in the statement that does it. It tells of no secret.
 *
 * @param from the endpoint before as `old` and after as `new`, whose columns are null where there is none
 */
export const recordEndpointChange = (caller: Caller, kind: 'CREATED' | 'UPDATED' | 'DELETED', from: Sql) => Prisma.sql`
  INSERT INTO organization_changes (organization_id, resource_type, resource_id, kind, details, ${authorColumns})
  SELECT ${caller.organization.id}::uuid, 'WEBHOOK_ENDPOINT', coalesce(new.id, old.id)::text,
    ${Prisma.raw(`'${kind}'::change_kind`)}, ${differences}, ${author(caller)}
  FROM ${from} WHERE ${differences} <> '{}'`;

/** No endpoint, in the place of one before or after. */
export const noEndpoint = Prisma.sql`(SELECT * FROM webhook_endpoints WHERE false)`;
