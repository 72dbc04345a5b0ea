import type { Caller } from '../../auth/caller.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { author, authorColumns, details, difference, list } from '../../history/record.sql.ts';
import { accountGroupFields } from '../account-groups.fields.ts';

type Sql = Prisma.Sql;

/** A list of labels before and after, of a query of `kind`, `language_id`, `from`, `to`. */
const labels = (name: string, kind: 'NAME' | 'DESCRIPTION', changes: Sql) =>
  list(
    name,
    Prisma.sql`
      SELECT jsonb_agg(jsonb_build_object('languageId', language_id, 'from', label."from", 'to', label."to") ORDER BY language_id)
      FROM (${changes}) AS label(kind, language_id, "from", "to") WHERE kind = '${Prisma.raw(kind)}'`,
  );

/**
 * A CTE body that records what became of account groups, in the statement that does it.
 *
 * @param author what goes into {@link authorColumns}
 * @param from the rows to record, in their order: the group before as `old` and after as `new`, whose columns are null
 *   where there is none
 * @param labelChanges queries of `kind`, `language_id`, and the text before and after, where there may be any
 */
export function recordAccountGroupChange(
  author: Sql,
  kind: 'CREATED' | 'UPDATED' | 'DELETED',
  from: Sql,
  { names, descriptions }: { names?: Sql; descriptions?: Sql } = {},
): Sql {
  return Prisma.sql`
    INSERT INTO account_group_changes (organization_id, account_group_id, kind, revision, details, ${authorColumns})
    SELECT coalesce(new.organization_id, old.organization_id), coalesce(new.id, old.id), ${Prisma.raw(`'${kind}'::change_kind`)},
      coalesce(new.revision, old.revision),
      ${details(
        ...accountGroupFields.differences,
        ...(names ? [labels('names', 'NAME', names)] : []),
        ...(descriptions ? [labels('descriptions', 'DESCRIPTION', descriptions)] : []),
      )},
      ${author}
    FROM ${from}`;
}

/** No account group, in the place of one before or after. */
export const noAccountGroup = Prisma.sql`(SELECT * FROM account_groups WHERE false)`;

/** The most account groups in an entry: few enough to find one of them fast. */
const maxDisplaced = 1000;

/** A CTE body that records that siblings moved up by one: those of `run` that are in `displaced`, all together. */
export function recordDisplacement(caller: Caller): Sql {
  return Prisma.sql`
    INSERT INTO account_group_displacements (organization_id, id, first_place, account_group_ids, revisions, ${authorColumns})
    SELECT ${caller.organization.id}::uuid, nextval('account_group_changes_id_seq'), part.*, ${author(caller)}
    FROM (
      SELECT min(run.display_order), array_agg(displaced.id ORDER BY run.display_order),
        array_agg(displaced.revision ORDER BY run.display_order)
      FROM place, run LEFT JOIN displaced USING (id)
      GROUP BY (run.display_order - place.wanted) / ${maxDisplaced}
      HAVING count(displaced.id) > 0
      ORDER BY 1
    ) AS part`;
}

/** What a change's details are of the account group at a place of a run, counted from 1. */
export function displacementDetails(firstPlace: Sql, n: Sql): Sql {
  return difference('displayOrder', Prisma.sql`${firstPlace} + ${n} - 1`, Prisma.sql`${firstPlace} + ${n}`);
}

/**
 * A CTE body that records for each account group which accounts joined and left it. Its revision stays.
 *
 * @param moves a query of an account's `id`, `login`, and the groups that it was and is in: `"from"`, `"to"`
 */
export function recordAccountMoves(caller: Caller, moves: Sql): Sql {
  const accounts = (name: string, side: 'from' | 'to') =>
    list(
      name,
      Prisma.sql`
        SELECT jsonb_agg(jsonb_build_object('id', move.id::text, 'login', login) ORDER BY move.id)
        FROM (${moves}) AS move(id, login, "from", "to") WHERE move.${Prisma.raw(`"${side}"`)} = a.id`,
    );
  return Prisma.sql`
    INSERT INTO account_group_changes (organization_id, account_group_id, kind, revision, details, ${authorColumns})
    SELECT a.organization_id, a.id, 'UPDATED', a.revision,
      ${details(accounts('accountsJoined', 'to'), accounts('accountsLeft', 'from'))}, ${author(caller)}
    FROM (
      -- Held, so that no entry of a later revision comes before this one; in one order, as others hold several as well.
      SELECT a.organization_id, a.id, a.revision FROM account_groups a
      WHERE a.organization_id = ${caller.organization.id}::uuid AND a.id IN (
        SELECT "from" FROM (${moves}) AS move(id, login, "from", "to")
        UNION SELECT "to" FROM (${moves}) AS move(id, login, "from", "to"))
      ORDER BY a.id FOR NO KEY UPDATE
    ) AS a`;
}
