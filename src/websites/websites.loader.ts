import type { Caller } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { batching, lookUpsOf, pagesOf } from '../lists/loader.ts';
import type { PagesBelow } from '../lists/nested-pages.ts';
import {
  countWebsitesOfGroups,
  findWebsites,
  findWebsitesByExternalId,
  listWebsitesOfGroups,
} from './websites.service.ts';

export type WebsiteLoaders = ReturnType<typeof websiteLoaders>;

export function websiteLoaders(reads: ReadDatabase, caller: Caller, pages: PagesBelow) {
  return {
    byId: lookUpsOf((ids, wanted) => findWebsites(reads, caller, ids, { wanted, pages })),
    byExternalId: lookUpsOf((externalIds, wanted) =>
      findWebsitesByExternalId(reads, caller, externalIds, { wanted, pages }),
    ),
    ofGroup: pagesOf('Group.websites', pages, (groupIds, args) => listWebsitesOfGroups(reads, caller, groupIds, args)),
    countOfGroup: batching((groupIds: readonly string[]) => countWebsitesOfGroups(reads, caller, groupIds)),
  };
}
