import type { Caller } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { batching, lookUpsOf, pagesOf } from '../lists/loader.ts';
import type { NestedPages } from '../lists/nested-pages.ts';
import { countGroupsOfWebsites, findGroups, findGroupsByExternalId, listGroupsOfWebsites } from './groups.service.ts';
import { countChangesOfGroups, listChangesOfGroups } from './history/group-history.service.ts';

export type GroupLoaders = ReturnType<typeof groupLoaders>;

export function groupLoaders(reads: ReadDatabase, caller: Caller, pages: NestedPages) {
  return {
    byId: lookUpsOf((ids, selection) => findGroups(reads, caller, ids, { selection, pages })),
    byExternalId: lookUpsOf((externalIds, selection) =>
      findGroupsByExternalId(reads, caller, externalIds, { selection, pages }),
    ),
    ofWebsite: pagesOf('Website.groups', pages, (websiteIds, args) =>
      listGroupsOfWebsites(reads, caller, websiteIds, args),
    ),
    countOfWebsite: batching((websiteIds: readonly string[]) => countGroupsOfWebsites(reads, caller, websiteIds)),
    changesOf: pagesOf('Group.changes', pages, (groupIds, args) => listChangesOfGroups(reads, caller, groupIds, args)),
    changeCountOf: batching((groupIds: readonly string[]) => countChangesOfGroups(reads, caller, groupIds)),
  };
}
