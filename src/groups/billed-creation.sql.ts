import { createHash } from 'node:crypto';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { GroupValues } from './groups.fields.ts';

/**
 * The creation of a billed group, whose id is not random but derived from the organization, the whole input and how
 * many groups were created from that input before. So a request that is sent again, after the provider made the entity
 * and the group was not written, comes to the same id and finds that entity, on whatever node; and an id is never used
 * again, as the count outlives the groups. Others cannot read the input out of an id: it has website ids in it.
 */
export interface BilledCreation {
  organizationId: string;
  fingerprint: Uint8Array<ArrayBuffer>;
  /** How many groups were created from the input before. */
  times: number;
  groupId: string;
}

/** @param input in one form for all that means the same */
export async function nextBilledCreation(
  prisma: PrismaClient,
  organizationId: string,
  { values, websiteIds }: { values: GroupValues; websiteIds: readonly string[] },
): Promise<BilledCreation> {
  const websites = [...new Set(websiteIds.map((id) => id.toLowerCase()))].sort();
  const { name, externalId, billingEnabled: _, ...others } = values;
  // A field that came to groups later counts where it has a value, so the ids of creations from before stay the same.
  const more = Object.entries(others).filter(([, value]) => value !== null);
  const fingerprint = sha256(JSON.stringify([organizationId, name, websites, externalId, ...more]));
  const row = await prisma.billedCreation.findUnique({
    where: { organizationId_fingerprint: { organizationId, fingerprint } },
  });
  const times = row?.times ?? 0;
  return {
    organizationId,
    fingerprint,
    times,
    groupId: toUuid8(sha256(`${Buffer.from(fingerprint).toString('hex')} ${times}`)),
  };
}

/** Counts the creation. Returns a row unless another group was created from the same input in the meantime. */
export function countCreation({ organizationId, fingerprint, times }: BilledCreation): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO billed_creations AS c (organization_id, fingerprint, times)
    SELECT ${organizationId}::uuid, ${fingerprint}, ${times + 1}::int WHERE NOT EXISTS (SELECT FROM unusable)
    ON CONFLICT (organization_id, fingerprint) DO UPDATE SET times = excluded.times WHERE c.times = ${times}::int
    RETURNING c.times`;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** A UUID of version 8: all but its version and variant is free. */
function toUuid8(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  const variant = '89ab'[(bytes[8] as number) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
