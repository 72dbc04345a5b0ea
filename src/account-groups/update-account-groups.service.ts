import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Statements } from '../database/idempotency.ts';
import { writeOrRetry } from '../database/write.ts';
import { waitForLocks } from '../database/write-batcher.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { Languages } from '../languages/languages.service.ts';
import { makeAll } from '../resources/make-all.ts';
import { checkInputs, Outcomes, type Placed, refuseRepeats } from '../resources/many.ts';
import type { AccountGroupChange } from './account-group-change.ts';
import type { UpdateAccountGroupInput } from './account-groups.inputs.ts';
import {
  AccountGroupRevisionConflict,
  type UpdateAccountGroupResult,
  UpdateAccountGroupSuccess,
} from './account-groups.results.ts';
import { ownAccountGroups, selectAccountGroup } from './account-groups.sql.ts';
import type { AccountGroup } from './account-groups.types.ts';
import { changePlaces } from './display-order.sql.ts';
import { parseUpdate, toResult, type Written } from './update-account-group.service.ts';
import { updateStatement } from './update-account-group.sql.ts';

/**
 * Changes many account groups, as `updateAccountGroup` changes each: those that keep their places by one statement, then
 * the others one after the other, as each new place depends on those before.
 *
 * @param isAtomic whether one refusal leaves all as they are
 */
export async function updateAccountGroups(
  { prisma, languages }: { prisma: PrismaClient; languages: Languages },
  caller: Caller,
  inputs: readonly UpdateAccountGroupInput[],
  isAtomic: boolean,
): Promise<UpdateAccountGroupResult[]> {
  requireWriter(caller, 'STAFF_ADMINISTRATION');
  checkInputs(inputs);
  const outcomes = new Outcomes<UpdateAccountGroupResult>(inputs.length, isAtomic);
  const changes = await parseAll(languages, caller, inputs, outcomes);
  const open = outcomes.open(changes);
  if (open.length === 0) return outcomes.results;
  const write = () =>
    writeOrRetry(prisma, (statements) =>
      makeAll(statements, outcomes, (transaction, attempt) => change(transaction, caller, open, inputs, attempt)),
    );
  return open.some(isMove) ? changePlaces(caller, write) : write();
}

const isMove = ({ entry }: Placed<AccountGroupChange>) => entry.displayOrder !== undefined;

/** Reads the inputs, and refuses those that something is wrong with. */
async function parseAll(
  languages: Languages,
  caller: Caller,
  inputs: readonly UpdateAccountGroupInput[],
  outcomes: Outcomes<UpdateAccountGroupResult>,
): Promise<AccountGroupChange[]> {
  const changes: AccountGroupChange[] = [];
  for (const [index, input] of inputs.entries()) {
    const { change, fault } = await parseUpdate(languages, caller, input);
    changes.push(change);
    outcomes.set(index, fault);
  }
  refuseRepeats(outcomes, changes, ['id'], ({ id }) => id);
  return changes;
}

/** Makes the changes that can be made. */
async function change(
  transaction: Statements,
  caller: Caller,
  open: readonly Placed<AccountGroupChange>[],
  inputs: readonly UpdateAccountGroupInput[],
  outcomes: Outcomes<UpdateAccountGroupResult>,
): Promise<void> {
  const moves = open.filter(isMove);
  // In the order in which every change takes hold of them: the organization, then its groups.
  const lock = Prisma.raw(moves.length > 0 ? 'FOR NO KEY UPDATE' : 'FOR KEY SHARE');
  await transaction.$queryRaw`SELECT FROM organizations WHERE id = ${caller.organization.id}::uuid ${lock}`;
  const held = await find(
    transaction,
    caller,
    open.map(({ entry }) => entry.id),
    Prisma.sql`FOR UPDATE`,
  );
  // Compared here only: inputs before it that displace an account group raise its revision as well.
  for (const { entry, index } of open) {
    const { id, expectedRevision } = entry;
    const group = held.get(id);
    if (group && expectedRevision !== undefined && expectedRevision !== group.revision)
      outcomes.set(index, new AccountGroupRevisionConflict(group));
  }
  if (outcomes.isOver) return;
  const expected = open
    .filter(({ index }) => !outcomes.has(index))
    .map(({ entry, index }) => ({ entry: { ...entry, expectedRevision: undefined }, index }));
  const isStill = (placed: Placed<AccountGroupChange>) => !isMove(placed);
  const statements = [expected.filter(isStill), ...expected.filter(isMove).map((move) => [move])];
  for (const together of statements) {
    if (together.length === 0) continue;
    const changes = together.map(({ entry }) => entry);
    const written = await transaction.$queryRaw<Written[]>(updateStatement(changes, waitForLocks));
    for (const [n, { entry, index }] of together.entries())
      outcomes.set(index, toResult(entry, inputs[index]?.id as string, (written[n] as Written).outcome));
    if (outcomes.isOver) return;
  }
  if (moves.length > 0) await showEnd(transaction, caller, outcomes);
}

/** Shows account groups as they are when all is done: inputs that come later can displace them. */
async function showEnd(
  transaction: Statements,
  caller: Caller,
  outcomes: Outcomes<UpdateAccountGroupResult>,
): Promise<void> {
  const { results } = outcomes;
  const shown = results.flatMap((result) => {
    if (result instanceof UpdateAccountGroupSuccess) return [result.accountGroup, ...result.displaced];
    return result instanceof AccountGroupRevisionConflict ? [result.currentAccountGroup] : [];
  });
  const groups = await find(transaction, caller, [...new Set(shown.map(({ id }) => id))]);
  const atEnd = ({ id }: AccountGroup) => groups.get(id) as AccountGroup;
  for (const [index, result] of results.entries()) {
    if (result instanceof UpdateAccountGroupSuccess) {
      const displaced = result.displaced.map(atEnd).sort((one, other) => one.displayOrder - other.displayOrder);
      outcomes.set(index, new UpdateAccountGroupSuccess(atEnd(result.accountGroup), displaced));
    } else if (result instanceof AccountGroupRevisionConflict)
      outcomes.set(index, new AccountGroupRevisionConflict(atEnd(result.currentAccountGroup)));
  }
}

/** Account groups by their ids, as they are now. */
async function find(
  transaction: Statements,
  caller: Caller,
  ids: readonly (string | null)[],
  lock = Prisma.empty,
): Promise<Map<string | null, AccountGroup>> {
  const groups = await transaction.$queryRaw<AccountGroup[]>`
    SELECT ${selectAccountGroup} FROM account_groups a
    WHERE ${ownAccountGroups(caller)} AND a.id = ANY(${ids}::text[]::bigint[])
    ORDER BY a.id ${lock}`;
  return new Map(groups.map((group) => [group.id, group]));
}
