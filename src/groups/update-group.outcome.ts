import type { KnownWebsites } from './group-checks.sql.ts';
import { GroupExternalIdTaken, type UpdateGroupResult, UpdateGroupSuccess } from './groups.results.ts';
import type { Group } from './groups.types.ts';
import { type Change, refusal } from './update-group.input.ts';

/** The outcome of a statement, with the group as it is then. */
export type Outcome = Group & {
  /** null where there is no such group. */
  id: string | null;
  unusable: number[];
  /** The other group that has the external id. */
  holder: Group | null;
  /** Whether the change was allowed and so made, if it changed anything. */
  allowed: boolean;
};

export interface Written {
  outcome: Outcome;
  /** Whether the statement saw the group's websites as they were before another change: nothing was written. */
  needsRetry: boolean;
}

/** The ids of the websites that a statement could not use. */
export const unusableIds = ({ add }: Change, { unusable }: Outcome): string[] =>
  unusable.map((position) => add[position] as string);

/** @param known what is there under the {@link unusableIds} */
export function toResult(change: Change, outcome: Outcome, known: KnownWebsites): UpdateGroupResult {
  const { unusable, holder, allowed, ...group } = outcome;
  if (allowed) return new UpdateGroupSuccess(group);
  const refused = refusal(change, { unusable, known }, group.id === null ? null : group);
  return refused ?? new GroupExternalIdTaken(change.values.externalId as string, holder as Group);
}
