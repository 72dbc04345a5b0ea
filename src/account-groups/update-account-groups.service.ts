import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Statements } from '../database/idempotency.ts';
import { writeOrRetry } from '../database/write.ts';
import { waitForLocks } from '../database/write-batcher.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { Languages } from '../languages/languages.service.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { makeAll } from '../resources/make-all.ts';
import { checkInputs, Outcomes, type Placed, refuseRepeats } from '../resources/many.ts';
import { InvalidResourceInput } from '../resources/resource.results.ts';
import type { AccountGroupChange } from './account-group-change.ts';
import type { UpdateAccountGroupInput } from './account-groups.inputs.ts';
import type { UpdateAccountGroupResult } from './account-groups.results.ts';
import { changePlaces } from './display-order.sql.ts';
import { parseUpdate, toResult, type Written } from './update-account-group.service.ts';
import { updateStatement } from './update-account-group.sql.ts';

/** Each new place is a statement of its own, as it depends on those before, and may displace long runs. */
const maxMoves = 100;

/**
 * Changes many account groups, as `updateAccountGroup` changes each: those that keep their places by one statement, then
 * the others one after the other.
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
  let moves = 0;
  for (const [index, input] of inputs.entries()) {
    const { change, fault } = await parseUpdate(languages, caller, input);
    changes.push(change);
    outcomes.set(index, fault);
    if (change.displayOrder === undefined || ++moves <= maxMoves) continue;
    const issues = new InputIssues();
    issues.add(['displayOrder'], `must be in at most ${maxMoves} of the inputs: send the others with another mutation`);
    outcomes.set(index, new InvalidResourceInput(issues.list));
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
  await transaction.$queryRaw`
    SELECT FROM account_groups
    WHERE organization_id = ${caller.organization.id}::uuid
      AND id = ANY(${open.map(({ entry }) => entry.id)}::text[]::bigint[])
    ORDER BY id FOR UPDATE`;
  const statements = [open.filter((placed) => !isMove(placed)), ...moves.map((move) => [move])];
  for (const together of statements) {
    if (together.length === 0) continue;
    const changes = together.map(({ entry }) => entry);
    const written = await transaction.$queryRaw<Written[]>(updateStatement(changes, waitForLocks));
    for (const [n, { entry, index }] of together.entries())
      outcomes.set(index, toResult(entry, inputs[index]?.id as string, (written[n] as Written).outcome));
    if (outcomes.isOver) return;
  }
}
