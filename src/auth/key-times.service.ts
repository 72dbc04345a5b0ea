import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';

/** A key from before times were stored in UTC whatever PostgreSQL's time zone is. */
export interface OldKey {
  organizationId: string;
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date | null;
  /** When it should end. */
  repairedExpiresAt: Date | null;
  revokedAt: Date | null;
  /** Whether its times tell when they were meant: not beside a clock change, nor where it would be made in the future. */
  known: boolean;
}

const times = ['created_at', 'expires_at', 'revoked_at'].map((name) => Prisma.raw(`k.${name}`));

/** The clock showed this time in UTC, and it was read as one of the zone. */
const repaired = (time: Prisma.Sql, zone: string) =>
  Prisma.sql`((${time} AT TIME ZONE ${zone}::text) AT TIME ZONE 'UTC')`;

/** Whether no other time would have been stored so, as one is that the zone's clocks skipped. */
function isKnown(zone: string): Prisma.Sql {
  const isUnique = times.flatMap((time) =>
    ['30 minutes', '1 hour'].map(
      (skipped) => Prisma.sql`coalesce(
        ((${time} AT TIME ZONE ${zone}::text) - ${skipped}::interval) AT TIME ZONE ${zone}::text <> ${time}, true)`,
    ),
  );
  return Prisma.sql`(${Prisma.join(isUnique, ' AND ')} AND ${repaired(Prisma.sql`k.created_at`, zone)} <= now())`;
}

/** Whether PostgreSQL knows a time zone by this name. */
export async function zoneExists(prisma: PrismaClient, zone: string): Promise<boolean> {
  const [row] = await prisma.$queryRaw<[{ known: boolean }]>`
    SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = ${zone}) AS known`;
  return row.known;
}

/** The keys whose times may be shifted, and what they would be if PostgreSQL's time zone was this one when they were made. */
export function findOldKeys(prisma: PrismaClient, zone: string): Promise<OldKey[]> {
  return prisma.$queryRaw<OldKey[]>`
    SELECT k.organization_id AS "organizationId", k.id, k.name, k.created_at AS "createdAt", k.expires_at AS "expiresAt",
      ${repaired(Prisma.sql`k.expires_at`, zone)} AS "repairedExpiresAt", k.revoked_at AS "revokedAt",
      ${isKnown(zone)} AS known
    FROM api_keys k WHERE k.times_checked_at IS NULL ORDER BY k.created_at, k.id`;
}

/** Repairs the times of the keys that {@link findOldKeys} knows, each once, however often it is called. */
export async function repairOldKeys(prisma: PrismaClient, zone: string): Promise<number> {
  return prisma.$executeRaw`
    UPDATE api_keys k SET created_at = ${repaired(Prisma.sql`k.created_at`, zone)},
      expires_at = ${repaired(Prisma.sql`k.expires_at`, zone)},
      revoked_at = ${repaired(Prisma.sql`k.revoked_at`, zone)}, times_checked_at = now()
    WHERE k.times_checked_at IS NULL AND ${isKnown(zone)}`;
}
