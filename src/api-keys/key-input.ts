import type { Permission } from '../generated/prisma/client.ts';
import { type InputIssues, maxIds } from '../resources/input-issues.ts';
import { toUuid } from '../resources/text.ts';
import { type Administration, endsLater, lacks, type Rights } from './key-administration.ts';

/** Each permission once, in the order in which they were sent. */
export const toPermissions = (sent: readonly Permission[]): Permission[] => [...new Set(sent)];

/** Adds an issue if the caller gives permissions that the caller does not have. */
export function checkPermissions(
  issues: InputIssues,
  { administrator }: Administration,
  sent: readonly Permission[],
  before: Pick<Rights, 'permissions'>,
): void {
  for (const [place, permission] of sent.entries())
    if (lacks(administrator, permission) && lacks(before, permission))
      issues.add(['permissions', place], 'must be a permission that your own key has');
}

/** Adds what is wrong with a key that would be confined and administer keys. */
export function checkScope(issues: InputIssues, { permissions, websiteIds }: Rights): void {
  if (websiteIds && permissions.includes('KEY_ADMINISTRATION'))
    issues.add(
      ['websiteIds'],
      'must be null for a key with KEY_ADMINISTRATION: leave out either the websites or the permission',
    );
}

const year10000 = Date.UTC(10_000);

/** Adds what is wrong with the time when a key is to end. A key may keep an end that it has already. */
export function checkEnd(
  issues: InputIssues,
  { now, administrator }: Administration,
  rights: Rights,
  before?: Rights,
): void {
  const { expiresAt } = rights;
  if (expiresAt && (expiresAt.getTime() <= now || expiresAt.getTime() >= year10000))
    issues.add(['expiresAt'], 'must be later than now, and before the year 10000');
  else if (endsLater(rights, administrator) && (!before || endsLater(rights, before)))
    issues.add(
      ['expiresAt'],
      `must not be later than ${administrator.expiresAt?.toISOString()}, when your own key expires`,
    );
}

/** Adds what is wrong with the websites that a key is to be confined to. Returns their ids, each once. */
export async function checkWebsites(
  issues: InputIssues,
  { statements, administrator: { organizationId } }: Administration,
  sent: readonly string[] | null,
): Promise<string[] | null> {
  if (sent === null) return null;
  if (sent.length === 0 || sent.length > maxIds) {
    issues.add(['websiteIds'], `must have 1 to ${maxIds} ids, and has ${sent.length}: send null for a global key`);
    return [];
  }
  const ids = sent.map((id) => toUuid(id));
  const found = await statements.website.findMany({
    select: { id: true },
    where: { organizationId, id: { in: ids.filter((id) => id !== undefined) }, deletedAt: null },
  });
  const known = new Set(found.map(({ id }) => id));
  for (const [place, id] of ids.entries())
    if (id === undefined || !known.has(id))
      issues.add(['websiteIds', place], 'must be the id of a website of your organization that is not deleted');
  return [...known];
}
