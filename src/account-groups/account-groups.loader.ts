import type { Caller } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { batching, lookUpsOf, pagesOf } from '../lists/loader.ts';
import type { NestedPages } from '../lists/nested-pages.ts';
import {
  countStaffAccountsOfGroups,
  findStaffAccounts,
  listStaffAccountsOfGroups,
} from '../staff-accounts/staff-accounts.service.ts';
import { findAccountGroups, findLabels } from './account-groups.service.ts';
import { countChangesOfAccountGroups, listChangesOfAccountGroups } from './history/account-group-history.service.ts';

export type AccountGroupLoaders = ReturnType<typeof accountGroupLoaders>;

export function accountGroupLoaders(reads: ReadDatabase, caller: Caller, pages: NestedPages) {
  return {
    byId: lookUpsOf((ids, selection) => findAccountGroups(reads, caller, ids, { selection, pages })),
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
