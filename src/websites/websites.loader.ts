import type { Caller } from '../auth/caller.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { batching, batchingPerParent } from '../resource/loader.ts';
import {
  countWebsitesOfGroups,
  findWebsites,
  findWebsitesByExternalId,
  listWebsitesOfGroups,
} from './websites.service.ts';

export type WebsiteLoaders = ReturnType<typeof websiteLoaders>;

export function websiteLoaders(prisma: PrismaClient, caller: Caller) {
  return {
    byId: batching((ids: readonly string[]) => findWebsites(prisma, caller, ids)),
    byExternalId: batching((externalIds: readonly string[]) => findWebsitesByExternalId(prisma, caller, externalIds)),
    ofGroup: batchingPerParent((groupIds, args: { first?: number | null; after?: string | null }) =>
      listWebsitesOfGroups(prisma, caller, groupIds, args),
    ),
    countOfGroup: batching((groupIds: readonly string[]) => countWebsitesOfGroups(prisma, caller, groupIds)),
  };
}
