import type { Caller } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { batching, batchingPer, lookUpsOf, pagesOf } from '../lists/loader.ts';
import type { NestedPages } from '../lists/nested-pages.ts';
import { countChangesOfWebsites, listChangesOfWebsites } from './history/website-history.service.ts';
import type { WebsiteFilter } from './websites.inputs.ts';
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
    countsOfGroups: batchingPer((groupIds, filter: WebsiteFilter | null | undefined) =>
      countWebsitesOfGroups(reads, caller, groupIds, filter),
    ),
    ofKey: batching((keyIds: readonly string[]) => listWebsitesOfKeys(reads, caller, keyIds)),
    changesOf: pagesOf('Website.changes', pages, (websiteIds, args) =>
      listChangesOfWebsites(reads, caller, websiteIds, args),
    ),
    changeCountOf: batching((websiteIds: readonly string[]) => countChangesOfWebsites(reads, caller, websiteIds)),
  };
}
