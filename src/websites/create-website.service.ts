import { randomUUID } from 'node:crypto';
import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Statements } from '../database/idempotency.ts';
import { tableOf } from '../database/table.ts';
import { writeOrRetry } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { makeAll } from '../resources/make-all.ts';
import { checkInputs, Outcomes, type Placed, refuseRepeats } from '../resources/many.ts';
import { InvalidResourceInput, PartnerOnlyField } from '../resources/resource.results.ts';
import { noWebsite, recordWebsiteChange } from './history/record-website.sql.ts';
import { websiteFields } from './websites.fields.ts';
import type { CreateWebsiteInput } from './websites.inputs.ts';
import { type CreateWebsiteResult, CreateWebsiteSuccess, WebsiteExternalIdTaken } from './websites.results.ts';
import { selectWebsite } from './websites.sql.ts';
import type { Website } from './websites.types.ts';

export function createWebsite(
  prisma: PrismaClient,
  caller: Caller,
  input: CreateWebsiteInput,
): Promise<CreateWebsiteResult> {
  return create(prisma, caller, [input], false, ([result]) => result as CreateWebsiteResult);
}

/** @param isAtomic whether one refusal leaves all as they are */
export function createWebsites(
  prisma: PrismaClient,
  caller: Caller,
  inputs: readonly CreateWebsiteInput[],
  isAtomic: boolean,
): Promise<CreateWebsiteResult[]> {
  checkInputs(inputs);
  return create(prisma, caller, inputs, isAtomic, (results) => results);
}

/**
 * Creates websites in one statement.
 *
 * @param outcomeOf what is recorded for repeats of the request
 */
async function create<Outcome extends object>(
  prisma: PrismaClient,
  caller: Caller,
  inputs: readonly CreateWebsiteInput[],
  isAtomic: boolean,
  outcomeOf: (results: CreateWebsiteResult[]) => Outcome,
): Promise<Outcome> {
  requireWriter(caller);
  const outcomes = new Outcomes<CreateWebsiteResult>(inputs.length, isAtomic);
  const creations = inputs.map((input, index) => {
    const issues = new InputIssues();
    const values = websiteFields.parseNew(issues, input);
    if (issues.any) outcomes.set(index, new InvalidResourceInput(issues.list));
    const forPartners = websiteFields.partnerOnlyIn(input);
    if (forPartners && !caller.organization.isPartner) outcomes.set(index, new PartnerOnlyField(forPartners));
    return { id: randomUUID(), values };
  });
  refuseRepeats(outcomes, creations, ['externalId'], ({ values }) => values.externalId);
  const open = outcomes.open(creations);
  if (open.length === 0) return outcomeOf(outcomes.results);
  return writeOrRetry(prisma, async (statements) => {
    if (isAtomic)
      return outcomeOf(
        await makeAll(statements, outcomes, (transaction, attempt) => insert(transaction, caller, open, attempt)),
      );
    const attempt = outcomes.copy();
    await insert(statements, caller, open, attempt); // one statement is enough of a transaction
    return outcomeOf(attempt.results);
  });
}

/** A website to create, with its id. */
export interface Creation {
  id: string;
  values: ReturnType<typeof websiteFields.parseNew>;
}

/** Creates websites that bring their ids along, and no external ids: those of an import. An id that is there already fails all. */
export async function createWebsitesAs(
  prisma: PrismaClient,
  caller: Caller,
  creations: readonly Creation[],
): Promise<void> {
  await writeOrRetry(prisma, (statements) => statements.$queryRaw(createStatement(caller, creations)));
}

async function insert(
  statements: Statements,
  caller: Caller,
  open: readonly Placed<Creation>[],
  outcomes: Outcomes<CreateWebsiteResult>,
): Promise<void> {
  const creations = open.map(({ entry }) => entry);
  const rows = await statements.$queryRaw<(Website & { id: string | null; holder: Website | null })[]>(
    createStatement(caller, creations),
  );
  for (const [n, { holder, ...website }] of rows.entries()) {
    const { entry, index } = open[n] as Placed<Creation>;
    const result =
      website.id === null
        ? new WebsiteExternalIdTaken(entry.values.externalId as string, holder as Website)
        : new CreateWebsiteSuccess(website);
    outcomes.set(index, result);
  }
}

/** Creates the websites whose external ids are free, and says what came of each, in their order: null for one that is not there. */
function createStatement(caller: Caller, creations: readonly Creation[]): Prisma.Sql {
  const organizationId = Prisma.sql`${caller.organization.id}::uuid`;
  const wanted = tableOf('wanted', creations, [['id', 'uuid', ({ id }) => id], ...websiteFields.newColumns]);
  return Prisma.sql`
    WITH wanted AS MATERIALIZED (
      SELECT * FROM ${wanted}
    ), taken AS (
      SELECT wanted.n, w.* FROM wanted JOIN websites w
        ON w.organization_id = ${organizationId} AND w.external_id = wanted.new_external_id
    ), created AS (
      INSERT INTO websites (organization_id, id, ${websiteFields.insertColumns})
      SELECT ${organizationId}, id, ${websiteFields.insertValuesOf('wanted')} FROM wanted
      WHERE n NOT IN (SELECT n FROM taken)
      RETURNING *
    ), recorded AS (${recordWebsiteChange(
      caller,
      'CREATED',
      Prisma.sql`created AS new JOIN wanted USING (id) LEFT JOIN ${noWebsite} AS old ON true ORDER BY n`,
    )})
    SELECT ${selectWebsite}, (
      SELECT row_to_json(holder) FROM (SELECT ${selectWebsite} FROM taken w WHERE w.n = wanted.n) AS holder
    ) AS holder
    FROM wanted LEFT JOIN created w USING (id) ORDER BY wanted.n`;
}
