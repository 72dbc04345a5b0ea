import { type Caller, requireWriter } from '../auth/caller.ts';
import { runHeld, writeOrRetry } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { author } from '../history/record.sql.ts';
import type { Languages } from '../languages/languages.service.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { countRows } from '../telemetry/request-scope.ts';
import { checkDisplayOrder, noRoom } from './account-group-input.ts';
import { accountGroupFields } from './account-groups.fields.ts';
import type { CreateAccountGroupInput } from './account-groups.inputs.ts';
import { type CreateAccountGroupResult, CreateAccountGroupSuccess } from './account-groups.results.ts';
import { selectAccountGroup } from './account-groups.sql.ts';
import type { AccountGroup } from './account-groups.types.ts';
import {
  changePlaces,
  holdDisplayOrder,
  labelRows,
  makeRoom,
  maxDisplayOrder,
  namePreference,
  placeAtTheEnd,
} from './display-order.sql.ts';
import { noAccountGroup, recordAccountGroupChange, recordDisplacement } from './history/record-account-group.sql.ts';
import { LabelParser } from './label-changes.ts';

const noId = { column: Prisma.empty, value: Prisma.empty };

/**
 * Creates an account group with its labels, at the end or where it makes room.
 *
 * @param id the id that it brings along, for an import; by default the next one
 */
export async function createAccountGroup(
  { prisma, languages }: { prisma: PrismaClient; languages: Languages },
  caller: Caller,
  input: CreateAccountGroupInput,
  id?: string,
): Promise<CreateAccountGroupResult> {
  requireWriter(caller, 'STAFF_ADMINISTRATION');
  const issues = new InputIssues();
  if (input.names.length === 0) issues.add(['names'], 'must have at least 1 name');
  const labels = new LabelParser(languages, issues);
  const names = await labels.names(input.names, []);
  const descriptions = await labels.descriptions(input.descriptions ?? [], []);
  checkDisplayOrder(issues, input.displayOrder ?? undefined);
  const values = accountGroupFields.parseNew(issues, input.attributes ?? {}, ['attributes']);
  if (labels.refusal) return labels.refusal;

  const given = id === undefined ? noId : { column: Prisma.sql`id,`, value: Prisma.sql`${id}::bigint,` };
  const newLabels = Prisma.sql`SELECT kind, language_id, NULL, label_text FROM new_label`;
  const statement = Prisma.sql`
    WITH RECURSIVE organization AS (
      SELECT id, default_language_id FROM organizations WHERE id = ${caller.organization.id}::uuid
    ), place AS (
      SELECT coalesce(${input.displayOrder ?? null}::bigint, ${placeAtTheEnd(caller)}) AS wanted
    ), allowed AS (
      SELECT wanted FROM place WHERE wanted <= ${maxDisplayOrder}
    ), ${makeRoom(caller, null)},
    new_label AS (${labelRows(names, descriptions)}),
    created AS (
      INSERT INTO account_groups AS a (organization_id, ${given.column} display_order, ${accountGroupFields.insertColumns}, lookup_name)
      SELECT organization.id, ${given.value} allowed.wanted, ${accountGroupFields.insertValues(values)}, (
        SELECT label_text FROM new_label WHERE kind = 'NAME' ORDER BY ${namePreference} LIMIT 1)
      FROM organization, allowed, room
      RETURNING a.*
    ), labelled AS (
      INSERT INTO account_group_labels (organization_id, account_group_id, kind, language_id, label_text)
      SELECT created.organization_id, created.id, kind, language_id, label_text FROM created, new_label
    ), recorded AS (${recordAccountGroupChange(
      author(caller),
      'CREATED',
      Prisma.sql`created AS new LEFT JOIN ${noAccountGroup} AS old ON true`,
      { names: newLabels, ...(descriptions.set.length > 0 && { descriptions: newLabels }) },
    )}), recorded_displacement AS (${recordDisplacement(caller)})
    SELECT true AS created, ${selectAccountGroup} FROM created a
    UNION ALL
    SELECT false AS created, ${selectAccountGroup} FROM displaced a
    ORDER BY created DESC, "displayOrder"`;
  return changePlaces(caller, () =>
    writeOrRetry(prisma, async (statements) => {
      const [group, ...displaced] = await runHeld<AccountGroup>(statements, statement, holdDisplayOrder(caller));
      countRows(displaced.length);
      return group ? new CreateAccountGroupSuccess(group, displaced) : noRoom();
    }),
  );
}
