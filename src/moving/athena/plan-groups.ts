import type { Caller } from '../../auth/caller.ts';
import { type GroupValues, groupFields } from '../../groups/groups.fields.ts';
import type { UpdateGroupInput } from '../../groups/groups.inputs.ts';
import { InputIssues } from '../../resources/input-issues.ts';
import { textOf } from '../importing.ts';
import type { Change, Problem } from '../report.ts';
import type { OldExternalIds, OldGroup } from './read-groups.ts';
import type { Stored, StoredGroup } from './stored.sql.ts';

export interface NewGroup {
  id: string;
  values: GroupValues;
  websiteIds: string[];
}

export interface GroupUpdate {
  id: string;
  values: Omit<UpdateGroupInput, 'id'>;
  add: string[];
  remove: string[];
}

/** What becomes of the groups of a batch. */
export interface GroupsPlan {
  /** Groups that give up their external ids, before another one gets them. */
  release: string[];
  create: NewGroup[];
  update: GroupUpdate[];
  /** The groups that are here, or will be: by the id that they have here. */
  matched: { id: string; group: OldGroup }[];
  changes: Change[];
  problems: Problem[];
}

/** What groups of this batch have: ids, and external ids with the ids of their groups. */
interface Taken {
  ids: Set<string>;
  externalIds: Map<string, string>;
}

interface Choices {
  caller: Caller;
  withBilling: boolean;
  /** The websites that groups can have. */
  usable: ReadonlySet<string>;
  oldExternalIds: OldExternalIds;
}

export function planGroups(batch: readonly OldGroup[], stored: Stored, choices: Choices): GroupsPlan {
  const plan: GroupsPlan = { release: [], create: [], update: [], matched: [], changes: [], problems: [] };
  const taken = { ids: new Set<string>(), externalIds: new Map<string, string>() };
  for (const group of batch) planGroup(group, stored, choices, taken, plan);
  return plan;
}

/** The group that is here already: by its id, else by its external id, unless that one is in the list itself. */
function matchOf(
  { id, externalId }: OldGroup,
  { groups, byExternalId }: Stored,
  { oldExternalIds }: Choices,
): StoredGroup | undefined {
  const holder = externalId == null ? undefined : byExternalId.get(externalId);
  return groups.get(id) ?? (holder && oldExternalIds.has(holder.id) ? undefined : holder);
}

/** Whether a group gives up an external id that it has here: the old system has it under another one, or none. */
function givesUp(id: string, externalId: string, { oldExternalIds }: Choices): boolean {
  const wanted = oldExternalIds.get(id);
  return wanted !== undefined && wanted !== externalId;
}

function planGroup(group: OldGroup, stored: Stored, choices: Choices, taken: Taken, plan: GroupsPlan): void {
  const leaveOut = (problem: string) => plan.problems.push({ kind: 'groups', id: group.oldId, problem });
  const here = matchOf(group, stored, choices);
  const id = here?.id ?? group.id;
  const issues = new InputIssues();
  const values = groupFields.parseNew(issues, valuesOf(group, here, choices));
  if (issues.any) return void leaveOut(`is left out: ${textOf(issues.list)}`);
  const { externalId } = values;
  if (taken.ids.has(id)) return void leaveOut('is left out: the list has it twice');
  if (externalId !== null) {
    const first = taken.externalIds.get(externalId);
    const holder = first ?? stored.byExternalId.get(externalId)?.id ?? id;
    if (holder !== id && (first || !givesUp(holder, externalId, choices)))
      return void leaveOut(`is left out: another group, ${holder}, has its external id ${externalId}`);
    if (holder !== id) plan.release.push(holder);
    taken.externalIds.set(externalId, id);
  }
  taken.ids.add(id);
  if (group.externalId != null && !choices.caller.organization.isPartner)
    plan.problems.push({
      kind: 'groups',
      id: group.oldId,
      isPart: true,
      problem: 'comes without its external id: only partners have them. Use "organization edit --partner" first',
    });
  plan.matched.push({ id, group });
  const websiteIds = [...new Set(group.websites.map((website) => website.id))].filter((each) =>
    choices.usable.has(each),
  );
  if (here) planUpdate(here, values, websiteIds, plan);
  else {
    plan.create.push({ id, values, websiteIds });
    const { name, ...others } = values;
    const set = Object.entries(others).filter(([, value]) => value !== null && value !== false);
    const details = { name: { to: name }, ...Object.fromEntries(set.map(([member, to]) => [member, { to }])) };
    plan.changes.push({
      kind: 'groups',
      id,
      action: 'create',
      details: { ...details, websites: { to: websiteIds.length } },
    });
  }
}

/** The values that the group is to have. What the old system does not tell, and what is not chosen, stays. */
function valuesOf(group: OldGroup, here: StoredGroup | undefined, { caller, withBilling }: Choices) {
  const isTold = caller.organization.isPartner && group.externalId !== undefined;
  return {
    name: group.name,
    billingEnabled: withBilling ? group.billingEnabled : (here?.billingEnabled ?? false),
    externalId: (isTold ? group.externalId : here?.externalId) ?? null,
  };
}

function planUpdate(here: StoredGroup, values: GroupValues, websiteIds: string[], plan: GroupsPlan): void {
  const differing = (['name', 'billingEnabled', 'externalId'] as const).filter((name) => values[name] !== here[name]);
  const [wanted, present] = [new Set(websiteIds), new Set(here.websiteIds)];
  const add = websiteIds.filter((id) => !present.has(id));
  const remove = here.websiteIds.filter((id) => !wanted.has(id));
  if (differing.length + add.length + remove.length === 0) return;
  plan.update.push({
    id: here.id,
    values: Object.fromEntries(differing.map((name) => [name, values[name]])),
    add,
    remove,
  });
  plan.changes.push({
    kind: 'groups',
    id: here.id,
    action: 'change',
    details: {
      ...Object.fromEntries(differing.map((name) => [name, { from: here[name], to: values[name] }])),
      ...(add.length > 0 && { websitesAdded: { to: add } }),
      ...(remove.length > 0 && { websitesRemoved: { to: remove } }),
    },
  });
}
