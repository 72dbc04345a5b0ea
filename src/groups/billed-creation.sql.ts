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
  fingerprint: Uint8Array<ArrayBuffer>;
  /** How many groups were created from the input before. */
  times: number;
  groupId: string;
}

/** An input that is in order. */
export interface NewGroup {
  values: GroupValues;
  websiteIds: readonly string[];
}

/** The same for all inputs that mean the same. */
export function fingerprintOf(
  organizationId: string,
  { values, websiteIds }: NewGroup,
): Uint8Array<ArrayBuffer> & Buffer {
  const websites = [...new Set(websiteIds.map((id) => id.toLowerCase()))].sort();
  const { name, externalId, billingEnabled: _, ...others } = values;
  // A field that came to groups later counts where it has a value, so the ids of creations from before stay the same.
  const more = Object.entries(others).filter(([, value]) => value !== null);
  return sha256(JSON.stringify([organizationId, name, websites, externalId, ...more]));
}

/** The next creations from inputs: undefined for those that are not billed. */
export async function nextBilledCreations(
  prisma: PrismaClient,
  organizationId: string,
  groups: readonly NewGroup[],
): Promise<(BilledCreation | undefined)[]> {
  const fingerprints = groups.map((group) =>
    group.values.billingEnabled ? fingerprintOf(organizationId, group) : undefined,
  );
  const wanted = fingerprints.filter((fingerprint) => fingerprint !== undefined);
  if (wanted.length === 0) return fingerprints.map(() => undefined);
  const rows = await prisma.billedCreation.findMany({ where: { organizationId, fingerprint: { in: wanted } } });
  const timesOf = new Map(rows.map(({ fingerprint, times }) => [hex(fingerprint), times]));
  return fingerprints.map((fingerprint) => {
    if (!fingerprint) return undefined;
    const times = timesOf.get(hex(fingerprint)) ?? 0;
    return { fingerprint, times, groupId: toUuid8(sha256(`${hex(fingerprint)} ${times}`)) };
  });
}

/**
 * CTEs that count the billed creations among `wanted(organization_id, fingerprint, times)`: `counted` has the
 * fingerprints of those from whose input no other group was created in the meantime.
 *
 * @param condition what has to hold for them, after other conditions
 */
export function countCreations(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    counted AS (
      INSERT INTO billed_creations AS c (organization_id, fingerprint, times)
      SELECT organization_id, fingerprint, times + 1 FROM wanted WHERE fingerprint IS NOT NULL ${condition}
      ON CONFLICT (organization_id, fingerprint) DO UPDATE SET times = excluded.times WHERE c.times = excluded.times - 1
      RETURNING c.fingerprint
    ),`;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

export const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** A UUID of version 8: all but its version and variant is free. */
function toUuid8(bytes: Buffer): string {
  const digits = hex(bytes);
  const variant = '89ab'[(bytes[8] as number) % 4];
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
