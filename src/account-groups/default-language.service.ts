import { Prisma } from '../generated/prisma/client.ts';
import { authorColumns, difference, operator } from '../history/record.sql.ts';

/**
 * Sets an organization's default language, which the `lookupName` of its account groups follows. The organization's row
 * stays locked in the meantime. Statements that change names lock it too, more weakly, so each comes completely before
 * or after.
 *
 * @returns whether it was another language before
 */
export async function setDefaultLanguage(
  transaction: Prisma.TransactionClient,
  organizationId: string,
  languageId: number,
  operatorName: string,
): Promise<boolean> {
  await transaction.$queryRaw`SELECT FROM organizations WHERE id = ${organizationId}::uuid FOR UPDATE`;
  const { count } = await transaction.organization.updateMany({
    where: { id: organizationId, defaultLanguageId: { not: languageId } },
    data: { defaultLanguageId: languageId },
  });
  if (count === 0) return false;
  await transaction.$executeRaw`
    WITH chosen AS (
      SELECT DISTINCT ON (account_group_id) account_group_id, label_text FROM account_group_labels
      WHERE organization_id = ${organizationId}::uuid AND kind = 'NAME'
      ORDER BY account_group_id, (language_id = ${languageId}::int) DESC, language_id
    ), renamed AS (
      UPDATE account_groups a SET
        lookup_name = chosen.label_text, revision = a.revision + 1,
        updated_at = greatest(a.updated_at + interval '1 ms', clock_timestamp())
      FROM chosen, account_groups old
      WHERE a.organization_id = ${organizationId}::uuid AND a.id = chosen.account_group_id
        AND old.organization_id = a.organization_id AND old.id = a.id
        AND a.lookup_name <> chosen.label_text
      RETURNING a.organization_id, a.id, a.revision, old.lookup_name AS "from", a.lookup_name AS "to"
    )
    INSERT INTO account_group_changes (organization_id, account_group_id, kind, revision, details, ${authorColumns})
    SELECT organization_id, id, 'UPDATED', revision,
      ${difference('lookupName', Prisma.sql`renamed."from"`, Prisma.sql`renamed."to"`)}, ${operator(operatorName)}
    FROM renamed ORDER BY id`;
  return true;
}
