import type { Caller } from '../auth/caller.ts';
import type { PagesBelow } from '../resource/below.ts';
import type { Stores } from '../resource/context.ts';
import { batching, lookUpsOf, pagesOf } from '../resource/loader.ts';
import { readCredits } from './group-credits.service.ts';
import { countChangesOfGroups, listChangesOfGroups } from './group-history.service.ts';
import { countGroupsOfWebsites, findGroups, findGroupsByExternalId, listGroupsOfWebsites } from './groups.service.ts';

export type GroupLoaders = ReturnType<typeof groupLoaders>;

export function groupLoaders({ reads, billing }: Stores, caller: Caller, pages: PagesBelow) {
  return {
    byId: lookUpsOf((ids, wanted) => findGroups(reads, caller, ids, { wanted, pages })),
    byExternalId: lookUpsOf((externalIds, wanted) =>
      findGroupsByExternalId(reads, caller, externalIds, { wanted, pages }),
    ),
    ofWebsite: pagesOf('Website.groups', pages, (websiteIds, args) =>
      listGroupsOfWebsites(reads, caller, websiteIds, args),
    ),
    countOfWebsite: batching((websiteIds: readonly string[]) => countGroupsOfWebsites(reads, caller, websiteIds)),
    changesOf: pagesOf('Group.changes', pages, (groupIds, args) => listChangesOfGroups(reads, caller, groupIds, args)),
    changeCountOf: batching((groupIds: readonly string[]) => countChangesOfGroups(reads, caller, groupIds)),
    credits: batching((groupIds: readonly string[]) => readCredits(billing, caller, groupIds)),
  };
}
