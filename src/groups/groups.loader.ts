import type { Caller } from '../auth/caller.ts';
import type { Stores } from '../resource/context.ts';
import { batching, batchingPerParent } from '../resource/loader.ts';
import { readCredits } from './group-credits.service.ts';
import { countChangesOfGroups, listChangesOfGroups } from './group-history.service.ts';
import { countGroupsOfWebsites, findGroups, findGroupsByExternalId, listGroupsOfWebsites } from './groups.service.ts';

export type GroupLoaders = ReturnType<typeof groupLoaders>;

export function groupLoaders({ prisma, billing }: Stores, caller: Caller) {
  return {
    byId: batching((ids: readonly string[]) => findGroups(prisma, caller, ids)),
    byExternalId: batching((externalIds: readonly string[]) => findGroupsByExternalId(prisma, caller, externalIds)),
    ofWebsite: batchingPerParent((websiteIds, args: { first?: number | null; after?: string | null }) =>
      listGroupsOfWebsites(prisma, caller, websiteIds, args),
    ),
    countOfWebsite: batching((websiteIds: readonly string[]) => countGroupsOfWebsites(prisma, caller, websiteIds)),
    changesOf: batchingPerParent((groupIds, args: { first?: number | null; after?: string | null }) =>
      listChangesOfGroups(prisma, caller, groupIds, args),
    ),
    changeCountOf: batching((groupIds: readonly string[]) => countChangesOfGroups(prisma, caller, groupIds)),
    credits: batching((groupIds: readonly string[]) => readCredits(billing, caller, groupIds)),
  };
}
