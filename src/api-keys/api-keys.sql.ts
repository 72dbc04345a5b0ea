import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { List } from '../lists/list.ts';
import { type Order, position, timeKey, uuidKey } from '../lists/pagination.ts';
import { toIso } from '../resources/time.ts';
import type { ApiKey } from './api-keys.types.ts';

/** The newest first, as old ones end. */
export const apiKeyOrder: Order<ApiKey> = {
  name: 'api-key',
  key: Prisma.sql`k.created_at`,
  id: Prisma.sql`k.id`,
  direction: 'DESC',
  position: ({ createdAt, id }) => [toIso(createdAt), id],
  toSql: position(timeKey, uuidKey),
};

/** The keys of a caller's organization, those that have ended too. Nothing that tells the secret is read. */
export function apiKeysOf({ organization }: Caller): List<ApiKey> {
  return {
    columns: {
      id: Prisma.sql`k.id`,
      name: Prisma.sql`k.name`,
      prefix: Prisma.sql`k.prefix`,
      scope: Prisma.sql`k.scope`,
      permissions: Prisma.sql`k.permissions`,
      readOnly: Prisma.sql`k.read_only`,
      status: Prisma.sql`
        CASE WHEN k.revoked_at IS NOT NULL THEN 'REVOKED' WHEN k.expires_at <= statement_timestamp() THEN 'EXPIRED' ELSE 'ACTIVE' END`,
      createdAt: Prisma.sql`k.created_at`,
      expiresAt: Prisma.sql`k.expires_at`,
      revokedAt: Prisma.sql`k.revoked_at`,
      lastUsedAt: Prisma.sql`k.last_used_at`,
    },
    from: Prisma.sql`api_keys k`,
    where: [Prisma.sql`k.organization_id = ${organization.id}::uuid`],
    order: apiKeyOrder,
    idType: 'uuid',
  };
}
