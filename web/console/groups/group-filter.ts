import type { GroupFilter, GroupOrder } from '@group-gateway/client';
import { startsOf } from '../parts/initial-select.tsx';

export const groupOrders: Record<string, { label: string; orderBy: GroupOrder }> = {
  name: { label: 'Name, A to Z', orderBy: { field: 'NAME', direction: 'ASC' } },
  'name-down': { label: 'Name, Z to A', orderBy: { field: 'NAME', direction: 'DESC' } },
  updated: { label: 'Last changed first', orderBy: { field: 'UPDATED_AT', direction: 'DESC' } },
  created: { label: 'Newest first', orderBy: { field: 'CREATED_AT', direction: 'DESC' } },
};

const billing: Record<string, boolean | undefined> = { all: undefined, on: true, off: false };

export interface GroupSearch {
  /** A part of the name, an external id or an id. */
  search: string;
  /** What the name starts with. */
  initial?: string;
  /** `all`, `on` or `off`. */
  billing?: string;
}

export function groupFilter(
  { search, initial, billing: billed = 'all' }: GroupSearch,
  isPartner: boolean,
): GroupFilter {
  const billingEnabled = billing[billed];
  return {
    ...(search && {
      or: [{ name: { contains: search } }, { id: search }, ...(isPartner ? [{ externalId: search }] : [])],
    }),
    ...(initial && { and: [{ or: startsOf(initial).map((startsWith) => ({ name: { startsWith } })) }] }),
    ...(billingEnabled !== undefined && { billingEnabled }),
  };
}
