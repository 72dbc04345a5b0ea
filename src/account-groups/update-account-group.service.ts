import { type Caller, requireWriter } from '../auth/caller.ts';
import { runFresh, runHeld, writeOrRetry } from '../database/write.ts';
import { type BatchOperation, WriteBatcher, waitForLocks } from '../database/write-batcher.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Languages } from '../languages/languages.service.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, ResourceNotFound } from '../resources/resource.results.ts';
import { countRows } from '../telemetry/request-scope.ts';
import type { AccountGroupChange } from './account-group-change.ts';
import { checkDisplayOrder, noRoom } from './account-group-input.ts';
import { accountGroupFields } from './account-groups.fields.ts';
import type { UpdateAccountGroupInput } from './account-groups.inputs.ts';
import {
  AccountGroupRevisionConflict,
  type UpdateAccountGroupResult,
  UpdateAccountGroupSuccess,
} from './account-groups.results.ts';
import type { AccountGroup } from './account-groups.types.ts';
import { changePlaces, holdDisplayOrder } from './display-order.sql.ts';
import { LabelParser } from './label-changes.ts';
import { updateStatement } from './update-account-group.sql.ts';

/** Changes an account group: one statement for everything, and where places change, a hold on their order before it. */
export async function updateAccountGroup(
  {
    prisma,
    languages,
    accountGroupUpdates,
  }: { prisma: PrismaClient; languages: Languages; accountGroupUpdates: AccountGroupUpdates },
  caller: Caller,
  input: UpdateAccountGroupInput,
): Promise<UpdateAccountGroupResult> {
  requireWriter(caller, 'STAFF_ADMINISTRATION');
  const { change, fault } = await parseUpdate(languages, caller, input);
  if (fault) return fault;
  return write(prisma, accountGroupUpdates, change, input.id);
}

/** What an input asks for, and what is wrong with it. */
export async function parseUpdate(
  languages: Languages,
  caller: Caller,
  input: UpdateAccountGroupInput,
): Promise<{ change: AccountGroupChange; fault: UpdateAccountGroupResult | undefined }> {
  const issues = new InputIssues();
  checkPresence(issues, input);
  const labels = new LabelParser(languages, issues);
  const change = {
    caller,
    id: issues.checkInt64(['id'], input.id),
    names: await labels.names(input.names ?? [], input.removeNames ?? []),
    descriptions: await labels.descriptions(input.descriptions ?? [], input.removeDescriptions ?? []),
    displayOrder: input.displayOrder ?? undefined,
    expectedRevision: input.expectedRevision ?? undefined,
  };
  checkDisplayOrder(issues, change.displayOrder);
  const values = accountGroupFields.parseChange(issues, input.attributes ?? {}, ['attributes']);
  return { change: { ...change, values }, fault: labels.refusal };
}

/** At least one field, each with something in it: null clears nothing here, since nothing can be without a value. */
function checkPresence(issues: InputIssues, input: UpdateAccountGroupInput): void {
  const { names, removeNames, descriptions, removeDescriptions, displayOrder } = input;
  // An object without fields asks for nothing.
  const attributes = input.attributes && !accountGroupFields.isAnySent(input.attributes) ? undefined : input.attributes;
  const fields = Object.entries({ names, removeNames, descriptions, removeDescriptions, displayOrder, attributes });
  if (fields.every(([, value]) => value === undefined))
    issues.add([], 'must have at least one field beside "id" and "expectedRevision"');
  for (const [field, value] of fields) {
    if (value === null) issues.add([field], 'must not be null: leave it out to change nothing');
    if (Array.isArray(value) && value.length === 0) issues.add([field], 'must have at least 1 entry');
  }
}

function refusal(change: AccountGroupChange, group: AccountGroup, crowded: boolean): UpdateAccountGroupResult {
  if (change.expectedRevision !== undefined && change.expectedRevision !== group.revision)
    return new AccountGroupRevisionConflict(group);
  if (crowded) return noRoom();
  const issues = new InputIssues();
  issues.add(['removeNames'], 'must leave at least one name');
  return new InvalidResourceInput(issues.list);
}

/** The outcome of a statement, with the account group as it is then. */
type Outcome = AccountGroup & {
  /** null where there is no such account group. */
  id: string | null;
  /** Whether the change was allowed and so made, if it changed anything. */
  allowed: boolean;
  /** Whether there is no room at the wanted place. */
  crowded: boolean;
  /** The siblings that moved to make room, in their order. */
  displaced: AccountGroup[];
};

export interface Written {
  outcome: Outcome;
  /** Whether the statement saw the labels as they were before another change: nothing was written. */
  needsRetry: boolean;
}

/** Changes of account groups that come together. */
export type AccountGroupUpdates = Pick<WriteBatcher<AccountGroupChange, Outcome>, 'make'>;

/** @param isBatched whether changes that come together are one statement */
export function accountGroupUpdates(prisma: PrismaClient, isBatched: boolean): AccountGroupUpdates {
  const operation: BatchOperation<AccountGroupChange> = {
    statement: updateStatement,
    conflictKeys: ({ caller, id }) => [`${caller.organization.id} ${id}`],
  };
  return new WriteBatcher(prisma, operation, isBatched);
}

async function write(
  prisma: PrismaClient,
  updates: AccountGroupUpdates,
  change: AccountGroupChange,
  sentId: string,
): Promise<UpdateAccountGroupResult> {
  const { caller, id, displayOrder } = change;
  const statement = () => updateStatement([change], waitForLocks);
  const hold = () => holdDisplayOrder(caller, id ?? undefined);
  const alone = (run: typeof runFresh<Written>) =>
    writeOrRetry(prisma, async (statements) => {
      const [written] = await run(statements, statement(), hold());
      return toResult(change, sentId, (written as Written).outcome);
    });
  if (displayOrder !== undefined) return changePlaces(caller, () => alone(runHeld));
  const outcome = await updates.make(change);
  return outcome ? toResult(change, sentId, outcome) : alone(runFresh);
}

/** @param sentId the id as it was sent */
export function toResult(change: AccountGroupChange, sentId: string, outcome: Outcome): UpdateAccountGroupResult {
  const { allowed, crowded, displaced, ...group } = outcome;
  if (group.id === null) return new ResourceNotFound('AccountGroup', sentId);
  countRows(displaced.length);
  return allowed ? new UpdateAccountGroupSuccess(group, displaced) : refusal(change, group, crowded);
}
