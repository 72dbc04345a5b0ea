import type { Caller } from '../auth/caller.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, ResourceNotFound } from '../resources/resource.results.ts';
import { toUuid } from '../resources/text.ts';
import { addUnusable, type KnownWebsites } from './group-checks.sql.ts';
import type { GroupUpdate } from './group-update.ts';
import { groupFields } from './groups.fields.ts';
import type { UpdateGroupInput } from './groups.inputs.ts';
import { GroupRevisionConflict, type UpdateGroupResult } from './groups.results.ts';
import type { Group } from './groups.types.ts';

/** What an input asks for. */
export interface Change extends GroupUpdate {
  /** The id that you sent. */
  sentId: string;
}

/** Reads an input: what it asks for, and what is wrong with it, but for websites that are not there. */
export function parseUpdate(caller: Caller, input: UpdateGroupInput): { change: Change; issues: InputIssues } {
  const { addWebsiteIds, removeWebsiteIds } = input;
  const issues = new InputIssues();
  if (!groupFields.isAnySent(input) && addWebsiteIds === undefined && removeWebsiteIds === undefined)
    issues.add([], 'must have at least one field beside "id" and "expectedRevision"');
  const values = groupFields.parseChange(issues, input);
  if (addWebsiteIds !== undefined) issues.checkIds(['addWebsiteIds'], addWebsiteIds);
  if (removeWebsiteIds !== undefined) issues.checkIds(['removeWebsiteIds'], removeWebsiteIds);
  const add = new Set(addWebsiteIds?.map((id) => id.toLowerCase()));
  for (const [index, id] of (removeWebsiteIds ?? []).entries())
    if (add.has(id.toLowerCase())) issues.add(['removeWebsiteIds', index], 'must not also be in "addWebsiteIds"');
  return {
    issues,
    change: {
      caller,
      sentId: input.id,
      id: toUuid(input.id) ?? '',
      values,
      add: addWebsiteIds ?? [],
      remove: removeWebsiteIds ?? [],
      expectedRevision: input.expectedRevision ?? undefined,
    },
  };
}

/** What is against a change: its websites, its group, its revision. */
export function refusal(
  change: Change,
  { unusable, known }: { unusable: readonly number[]; known: KnownWebsites },
  group: Group | null,
): UpdateGroupResult | undefined {
  if (unusable.length > 0) {
    const issues = new InputIssues();
    addUnusable(issues, 'addWebsiteIds', change.add, unusable, known);
    return new InvalidResourceInput(issues.list);
  }
  if (!group) return new ResourceNotFound('Group', change.sentId);
  if (change.expectedRevision !== undefined && change.expectedRevision !== group.revision)
    return new GroupRevisionConflict(group);
  return undefined;
}
