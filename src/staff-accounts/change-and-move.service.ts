import type { Caller } from '../auth/caller.ts';
import { asPart } from '../database/idempotency.ts';
import { keptIf } from '../database/transaction.ts';
import { writeOrRetry } from '../database/write.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { updateStaffAccount } from './staff-account-changes.service.ts';
import type { UpdateStaffAccountInput } from './staff-accounts.inputs.ts';
import {
  type MoveStaffAccountsResult,
  MoveStaffAccountsSuccess,
  type UpdateStaffAccountResult,
  UpdateStaffAccountSuccess,
} from './staff-accounts.results.ts';
import { moveStaffAccounts } from './staff-accounts.service.ts';

/**
 * Changes an account and moves it to another account group: both, or neither.
 *
 * @returns the outcome of what was refused, or else of the move
 */
export function changeAndMoveStaffAccount(
  prisma: PrismaClient,
  caller: Caller,
  change: UpdateStaffAccountInput,
  accountGroupId: string,
): Promise<UpdateStaffAccountResult | MoveStaffAccountsResult> {
  const isDone = (outcome: object) => outcome instanceof MoveStaffAccountsSuccess;
  return writeOrRetry(prisma, (statements) =>
    keptIf(isDone, statements, (transaction) =>
      asPart(async () => {
        // It lacks what opens and closes connections, which nothing that changes data uses.
        const within = transaction as PrismaClient;
        const changed = await updateStaffAccount(within, caller, change);
        if (!(changed instanceof UpdateStaffAccountSuccess)) return changed;
        return moveStaffAccounts(within, caller, { accountIds: [change.id], accountGroupId });
      }),
    ),
  );
}
