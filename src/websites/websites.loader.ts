import type { Caller } from '../auth/caller.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { PagesBelow } from '../resource/below.ts';
import { batching, lookUpsOf, pagesOf } from '../resource/loader.ts';
import {
  countWebsitesOfGroups,
  findWebsites,
  findWebsitesByExternalId,
  listWebsitesOfGroups,
} from './websites.service.ts';

export type WebsiteLoaders = ReturnType<typeof websiteLoaders>;

export function websiteLoaders(prisma: PrismaClient, caller: Caller, pages: PagesBelow) {
  return {
    byId: lookUpsOf((ids, wanted) => findWebsites(prisma, caller, ids, { wanted, pages })),
    byExternalId: lookUpsOf((externalIds, wanted) =>
      findWebsitesByExternalId(prisma, caller, externalIds, { wanted, pages }),
    ),
    ofGroup: pagesOf('Group.websites', pages, (groupIds, args) => listWebsitesOfGroups(prisma, caller, groupIds, args)),
    countOfGroup: batching((groupIds: readonly string[]) => countWebsitesOfGroups(prisma, caller, groupIds)),
  };
}
