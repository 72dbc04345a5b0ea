import type { GroupItemFragment } from '@group-gateway/client';
import type { GivenRow } from './read-rows.ts';

/** A website of a row: there already, or to be added; and whether the group has it. */
export interface PlannedWebsite {
  url: string;
  id?: string;
  isIn: boolean;
}

/** What an import makes of a row. */
export interface PlannedRow extends GivenRow {
  action: 'create' | 'change' | 'nothing' | 'refused';
  /** The group that is there, as it is. */
  group?: GroupItemFragment;
  websites: PlannedWebsite[];
}

/** What the service knows of the groups and addresses of the rows. */
export interface Known {
  /** What an address becomes, or what is wrong with it. */
  addresses: ReadonlyMap<string, { url: string } | { problem: string }>;
  /** By address as it is stored; each with those groups of the rows that it is in. */
  websites: ReadonlyMap<string, readonly { id: string; groupIds: ReadonlySet<string> }[]>;
  groupsByExternalId: ReadonlyMap<string, GroupItemFragment>;
  groupsByName: ReadonlyMap<string, readonly GroupItemFragment[]>;
}

const refused = (row: GivenRow, problem: string): PlannedRow => ({ ...row, action: 'refused', problem, websites: [] });

/** The group that a row is about: that with its external id; without one, the only one with its name. */
export function groupOf({ externalId, name }: GivenRow, known: Known): GroupItemFragment | undefined | 'several' {
  if (externalId !== '') return known.groupsByExternalId.get(externalId);
  const named = known.groupsByName.get(name) ?? [];
  return named.length > 1 ? 'several' : named[0];
}

export function planRow(row: GivenRow, known: Known): PlannedRow {
  if (row.problem !== undefined) return refused(row, row.problem);
  const group = groupOf(row, known);
  if (group === 'several') return refused(row, 'Several groups have this name: give the external id of one.');
  const urls = new Set<string>();
  for (const given of row.urls) {
    const address = known.addresses.get(given) ?? { problem: 'is not known' };
    if ('problem' in address) return refused(row, `The address “${given}”: ${address.problem}`);
    urls.add(address.url);
  }
  const websites = [...urls].map((url): PlannedWebsite => {
    // An address is not unique: the website that is in the group, or else the oldest one.
    const found = known.websites.get(url) ?? [];
    const member = group && found.find(({ groupIds }) => groupIds.has(group.id));
    const website = member ?? found[0];
    return { url, isIn: member !== undefined, ...(website && { id: website.id }) };
  });
  if (!group && websites.length === 0) return refused(row, 'A new group needs at least one website.');
  const changes = group && (group.name !== row.name || websites.some(({ isIn }) => !isIn));
  const change = changes ? 'change' : 'nothing';
  return { ...row, action: group ? change : 'create', websites, ...(group && { group }) };
}
