import type { ChangeKind, HistoryResource, Prisma } from '../generated/prisma/client.ts';

/** What an operator did, for the organization's history. */
export interface OperatorChange {
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

/**
 * The statement that records what an operator did, for the transaction that does it.
 *
 * @param operator the operator's name
 */
export function recordOperatorChange(
  { organizationChange }: Pick<Prisma.TransactionClient, 'organizationChange'>,
  operator: string,
  change: OperatorChange,
) {
  return organizationChange.create({ data: { ...change, authorName: operator }, select: { id: true } });
}
