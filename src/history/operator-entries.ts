import type { Caller } from '../auth/caller.ts';
import type { ChangeKind, HistoryResource, Prisma } from '../generated/prisma/client.ts';

/** What somebody did, for the organization's history. */
export interface OrganizationEntry {
  organizationId: string;
  resourceType: HistoryResource;
  resourceId: string;
  kind: ChangeKind;
  /** What changed, by field. Nothing secret. */
  details: Details;
}

export type Details = Record<string, { from: Prisma.InputJsonValue | null; to: Prisma.InputJsonValue | null }>;

type Values = Record<string, Prisma.InputJsonValue | Date | null>;

/** A value as it stands in the history: a time is a text. */
const stored = (value: Values[string] | undefined) => (value instanceof Date ? value.toISOString() : (value ?? null));

/** The fields that differ; null stands for what was or is not there. */
export function detailsOf(before: Values | null, after: Values | null): Details {
  const names = Object.keys({ ...before, ...after });
  const all = names.map((name) => [name, { from: stored(before?.[name]), to: stored(after?.[name]) }] as const);
  return Object.fromEntries(all.filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)));
}

/** Who changes something. */
export interface Author {
  /** Absent for an operator. */
  apiKeyId?: string;
  authorName: string;
  authorPrefix?: string;
}

export const callerAsAuthor = ({ apiKey }: Caller): Author => ({
  apiKeyId: apiKey.id,
  authorName: apiKey.name,
  authorPrefix: apiKey.prefix,
});

/** The statement that records what somebody did, for the transaction that does it. */
export function recordOrganizationChange(
  { organizationChange }: Pick<Prisma.TransactionClient, 'organizationChange'>,
  author: Author,
  entry: OrganizationEntry,
) {
  return organizationChange.create({ data: { ...entry, ...author }, select: { id: true } });
}

/** {@link recordOrganizationChange} for an operator, by name. */
export const recordOperatorChange = (
  statements: Pick<Prisma.TransactionClient, 'organizationChange'>,
  operator: string,
  entry: OrganizationEntry,
) => recordOrganizationChange(statements, { authorName: operator }, entry);
