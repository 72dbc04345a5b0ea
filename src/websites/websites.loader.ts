import type { Caller } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { batching, lookUpsOf, pagesOf } from '../lists/loader.ts';
import type { NestedPages } from '../lists/nested-pages.ts';
import { countChangesOfWebsites, listChangesOfWebsites } from './history/website-history.service.ts';
import {
  countWebsitesOfGroups,
  findWebsites,
  findWebsitesByExternalId,
  listWebsitesOfGroups,
  listWebsitesOfKeys,
} from './websites.service.ts';

export type WebsiteLoaders = ReturnType<typeof websiteLoaders>;

export function websiteLoaders(reads: ReadDatabase, caller: Caller, pages: NestedPages) {
  return {
    byId: lookUpsOf((ids, selection) => findWebsites(reads, caller, ids, { selection, pages })),
    byExternalId: lookUpsOf((externalIds, selection) =>
      findWebsitesByExternalId(reads, caller, externalIds, { selection, pages }),
    ),
    ofGroup: pagesOf('Group.websites', pages, (groupIds, args) => listWebsitesOfGroups(reads, caller, groupIds, args)),
    ofKey: batching((keyIds: readonly string[]) => listWebsitesOfKeys(reads, caller, keyIds)),
    countOfGroup: batching((groupIds: readonly string[]) => countWebsitesOfGroups(reads, caller, groupIds)),
    changesOf: pagesOf('Website.changes', pages, (websiteIds, args) =>
      listChangesOfWebsites(reads, caller, websiteIds, args),
    ),
    changeCountOf: batching((websiteIds: readonly string[]) => countChangesOfWebsites(reads, caller, websiteIds)),
  };
}
