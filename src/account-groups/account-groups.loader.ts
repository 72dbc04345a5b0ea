import type { Caller } from '../auth/caller.ts';
import type { Stores } from '../resource/context.ts';
import { batching, batchingPerParent } from '../resource/loader.ts';
import { countChangesOfAccountGroups, listChangesOfAccountGroups } from './account-group-history.service.ts';
import { findAccountGroups, findLabels } from './account-groups.service.ts';
import { countStaffAccountsOfGroups, findStaffAccounts, listStaffAccountsOfGroups } from './staff-accounts.service.ts';

export type AccountGroupLoaders = ReturnType<typeof accountGroupLoaders>;

export function accountGroupLoaders({ prisma }: Stores, caller: Caller) {
  return {
    byId: batching((ids: readonly string[]) => findAccountGroups(prisma, caller, ids)),
    labels: batching((ids: readonly string[]) => findLabels(prisma, caller, ids)),
    account: batching((ids: readonly string[]) => findStaffAccounts(prisma, caller, ids)),
    accountsOf: batchingPerParent((groupIds, args: { first?: number | null; after?: string | null }) =>
      listStaffAccountsOfGroups(prisma, caller, groupIds, args),
    ),
    accountCountOf: batching((groupIds: readonly string[]) => countStaffAccountsOfGroups(prisma, caller, groupIds)),
    changesOf: batchingPerParent((groupIds, args: { first?: number | null; after?: string | null }) =>
      listChangesOfAccountGroups(prisma, caller, groupIds, args),
    ),
    changeCountOf: batching((groupIds: readonly string[]) => countChangesOfAccountGroups(prisma, caller, groupIds)),
  };
}
