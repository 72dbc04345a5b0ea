import { type Caller, requirePermission } from '../auth/caller.ts';
import { runFresh, runHeld, writeOrRetry } from '../database/write.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Languages } from '../languages/languages.service.ts';
import type { Stores } from '../resource/context.ts';
import { InputIssues } from '../resource/input-issues.ts';
import { InvalidResourceInput, ResourceNotFound } from '../resource/resource.results.ts';
import { changePlaces, holdDisplayOrder } from './account-group-changes.sql.ts';
import { checkAttributes, checkDisplayOrder, noRoom } from './account-group-input.ts';
import type { UpdateAccountGroupInput } from './account-groups.inputs.ts';
import {
  AccountGroupRevisionConflict,
  type UpdateAccountGroupResult,
  UpdateAccountGroupSuccess,
} from './account-groups.results.ts';
import { LabelParser } from './label-changes.ts';
import { type AccountGroupChange, type UpdatedRow, updateStatement } from './update-account-group.sql.ts';

/** Changes an account group: one statement for everything, and where places change, a hold on their order before it. */
export async function updateAccountGroup(
  { prisma, languages }: Stores,
  caller: Caller,
  input: UpdateAccountGroupInput,
): Promise<UpdateAccountGroupResult> {
  requirePermission(caller, 'STAFF_ADMINISTRATION');
  const { change, fault } = await parse(languages, input);
  if (fault) return fault;
  return write(prisma, caller, change, input.id);
}

/** What an input asks for, and what is wrong with it. */
async function parse(
  languages: Languages,
  input: UpdateAccountGroupInput,
): Promise<{ change: AccountGroupChange; fault: UpdateAccountGroupResult | undefined }> {
  const issues = new InputIssues();
  checkPresence(issues, input);
  const labels = new LabelParser(languages, issues);
  const change: AccountGroupChange = {
    id: issues.checkInt64(['id'], input.id),
    names: await labels.names(input.names ?? [], input.removeNames ?? []),
    descriptions: await labels.descriptions(input.descriptions ?? [], input.removeDescriptions ?? []),
    displayOrder: input.displayOrder ?? undefined,
    customerCareAccess: input.attributes?.customerCareAccess ?? undefined,
    expectedRevision: input.expectedRevision ?? undefined,
  };
  checkDisplayOrder(issues, change.displayOrder);
  checkAttributes(issues, input.attributes ?? undefined);
  return { change, fault: issues.any ? new InvalidResourceInput(issues.list) : labels.fault };
}

/** At least one field, each with something in it: null clears nothing here, since nothing can be without a value. */
function checkPresence(issues: InputIssues, input: UpdateAccountGroupInput): void {
  const { names, removeNames, descriptions, removeDescriptions, displayOrder } = input;
  // An object without fields asks for nothing.
  const attributes =
    input.attributes && input.attributes.customerCareAccess === undefined ? undefined : input.attributes;
  const fields = Object.entries({ names, removeNames, descriptions, removeDescriptions, displayOrder, attributes });
  if (fields.every(([, value]) => value === undefined))
    issues.add([], 'must have at least one field beside "id" and "expectedRevision"');
  for (const [field, value] of fields) {
    if (value === null) issues.add([field], 'must not be null: leave it out to change nothing');
    if (Array.isArray(value) && value.length === 0) issues.add([field], 'must have at least 1 entry');
  }
}

function refusal(change: AccountGroupChange, group: UpdatedRow): UpdateAccountGroupResult {
  if (change.expectedRevision !== undefined && change.expectedRevision !== group.revision)
    return new AccountGroupRevisionConflict(group);
  if (group.crowded) return noRoom();
  const issues = new InputIssues();
  issues.add(['removeNames'], 'must leave at least one name');
  return new InvalidResourceInput(issues.list);
}

function write(
  prisma: PrismaClient,
  caller: Caller,
  change: AccountGroupChange,
  sentId: string,
): Promise<UpdateAccountGroupResult> {
  const statement = updateStatement(caller, change);
  const hold = holdDisplayOrder(caller, change.id ?? undefined);
  const run = change.displayOrder === undefined ? runFresh<UpdatedRow> : runHeld<UpdatedRow>;
  const make = () =>
    writeOrRetry(prisma, async (statements) => {
      const [group, ...displaced] = await run(statements, statement, hold);
      if (!group) return new ResourceNotFound('AccountGroup', sentId);
      return group.allowed ? new UpdateAccountGroupSuccess(group, displaced) : refusal(change, group);
    });
  return change.displayOrder === undefined ? make() : changePlaces(caller, make);
}
