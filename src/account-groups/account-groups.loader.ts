import type { Caller } from '../auth/caller.ts';
import type { PagesBelow } from '../resource/below.ts';
import type { Stores } from '../resource/context.ts';
import { batching, lookUpsOf, pagesOf } from '../resource/loader.ts';
import { countChangesOfAccountGroups, listChangesOfAccountGroups } from './account-group-history.service.ts';
import { findAccountGroups, findLabels } from './account-groups.service.ts';
import { countStaffAccountsOfGroups, findStaffAccounts, listStaffAccountsOfGroups } from './staff-accounts.service.ts';

export type AccountGroupLoaders = ReturnType<typeof accountGroupLoaders>;

export function accountGroupLoaders({ reads }: Stores, caller: Caller, pages: PagesBelow) {
  return {
    byId: lookUpsOf((ids, wanted) => findAccountGroups(reads, caller, ids, { wanted, pages })),
    labels: batching((ids: readonly string[]) => findLabels(reads, caller, ids)),
    account: batching((ids: readonly string[]) => findStaffAccounts(reads, caller, ids)),
    accountsOf: pagesOf('AccountGroup.accounts', pages, (groupIds, args) =>
      listStaffAccountsOfGroups(reads, caller, groupIds, args),
    ),
    accountCountOf: batching((groupIds: readonly string[]) => countStaffAccountsOfGroups(reads, caller, groupIds)),
    changesOf: pagesOf('AccountGroup.changes', pages, (groupIds, args) =>
      listChangesOfAccountGroups(reads, caller, groupIds, args),
    ),
    changeCountOf: batching((groupIds: readonly string[]) => countChangesOfAccountGroups(reads, caller, groupIds)),
  };
}
