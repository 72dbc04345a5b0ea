import type { Caller } from '../auth/caller.ts';
import type { PagesBelow } from '../resource/below.ts';
import type { Stores } from '../resource/context.ts';
import { batching, lookUpsOf, pagesOf } from '../resource/loader.ts';
import { countChangesOfAccountGroups, listChangesOfAccountGroups } from './account-group-history.service.ts';
import { findAccountGroups, findLabels } from './account-groups.service.ts';
import { countStaffAccountsOfGroups, findStaffAccounts, listStaffAccountsOfGroups } from './staff-accounts.service.ts';

export type AccountGroupLoaders = ReturnType<typeof accountGroupLoaders>;

export function accountGroupLoaders({ prisma }: Stores, caller: Caller, pages: PagesBelow) {
  return {
    byId: lookUpsOf((ids, wanted) => findAccountGroups(prisma, caller, ids, { wanted, pages })),
    labels: batching((ids: readonly string[]) => findLabels(prisma, caller, ids)),
    account: batching((ids: readonly string[]) => findStaffAccounts(prisma, caller, ids)),
    accountsOf: pagesOf('AccountGroup.accounts', pages, (groupIds, args) =>
      listStaffAccountsOfGroups(prisma, caller, groupIds, args),
    ),
    accountCountOf: batching((groupIds: readonly string[]) => countStaffAccountsOfGroups(prisma, caller, groupIds)),
    changesOf: pagesOf('AccountGroup.changes', pages, (groupIds, args) =>
      listChangesOfAccountGroups(prisma, caller, groupIds, args),
    ),
    changeCountOf: batching((groupIds: readonly string[]) => countChangesOfAccountGroups(prisma, caller, groupIds)),
  };
}
