import { type Column, tableOf } from '../database/table.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { AccountGroupChange } from './account-group-change.ts';
import type { LabelChanges } from './label-changes.ts';

const labelOf = (list: string) =>
  Prisma.raw(`${list}.organization_id = new.organization_id AND ${list}.account_group_id = new.id`);

/** Queries of what became of the names and descriptions of the account group `new`. */
export function labelChanges(changes: readonly AccountGroupChange[], parts: Prisma.Sql[]) {
  const any = (kind: 'names' | 'descriptions') =>
    changes.some(({ [kind]: { set, remove } }) => set.length + remove.length > 0);
  const all = parts.length > 0 ? Prisma.join(parts, ' UNION ALL ') : Prisma.empty;
  return { ...(any('names') && { names: all }), ...(any('descriptions') && { descriptions: all }) };
}

interface LabelOf {
  /** The place of its change. */
  of: number;
  kind: 'NAME' | 'DESCRIPTION';
  languageId: number;
  /** Absent for one to remove. */
  text?: string;
}

const labelsOf = (
  changes: readonly AccountGroupChange[],
  labels: (changes: LabelChanges) => { languageId: number; text?: string }[],
): LabelOf[] =>
  changes.flatMap(({ names, descriptions }, index) => [
    ...labels(names).map((label) => ({ of: index + 1, kind: 'NAME' as const, ...label })),
    ...labels(descriptions).map((label) => ({ of: index + 1, kind: 'DESCRIPTION' as const, ...label })),
  ]);

const labelColumns: Column<LabelOf>[] = [
  ['of', 'int', (label) => label.of],
  ['kind', 'text', ({ kind }) => kind],
  ['language_id', 'int', ({ languageId }) => languageId],
];

/** What changes of labels put into the statement. */
interface LabelPart {
  /** What holds for the names that are kept, each condition after others. */
  kept: Prisma.Sql;
  /** CTEs that make it. */
  change: Prisma.Sql;
  /** Whether it changed anything of a group, after other conditions. */
  any: Prisma.Sql;
  /** Queries of its changes of the account group `new`. */
  changes: Prisma.Sql[];
}

const none: LabelPart = { kept: Prisma.empty, change: Prisma.empty, any: Prisma.empty, changes: [] };

const changedAny = (cte: 'set_label' | 'removed_label') =>
  Prisma.sql`OR (organization_id, id) IN (SELECT organization_id, account_group_id FROM ${Prisma.raw(cte)})`;

/** The labels that are set: also the CTE before others, and the new names as the first part of a query of all. */
export function newLabels(
  changes: readonly AccountGroupChange[],
): LabelPart & { before: Prisma.Sql; names: Prisma.Sql } {
  const labels = labelsOf(changes, ({ set }) => set);
  if (labels.length === 0) return { ...none, before: Prisma.empty, names: Prisma.empty, kept: Prisma.sql`true` };
  return {
    before: Prisma.sql`
      new_label AS MATERIALIZED (
        SELECT of, kind::label_kind, language_id, label_text
        FROM ${tableOf('label', labels, [...labelColumns, ['label_text', 'text', ({ text }) => text]])}
      ),`,
    names: Prisma.sql`SELECT of, language_id, label_text FROM new_label WHERE kind = 'NAME' UNION ALL`,
    kept: Prisma.sql`(target.n, l.kind, l.language_id) NOT IN (SELECT of, kind, language_id FROM new_label)`,
    change: Prisma.sql`
      set_label AS (
        INSERT INTO account_group_labels AS l (organization_id, account_group_id, kind, language_id, label_text)
        SELECT allowed.organization_id, allowed.id, kind, language_id, label_text FROM allowed JOIN new_label ON of = n
        ON CONFLICT (organization_id, account_group_id, kind, language_id)
        DO UPDATE SET label_text = excluded.label_text WHERE l.label_text <> excluded.label_text
        RETURNING l.*
      ),`,
    any: changedAny('set_label'),
    changes: [
      Prisma.sql`
        SELECT s.kind, s.language_id, l.label_text, s.label_text
        FROM set_label s LEFT JOIN account_group_labels l USING (organization_id, account_group_id, kind, language_id)
        WHERE ${labelOf('s')}`,
    ],
  };
}

export function removedLabels(changes: readonly AccountGroupChange[]): LabelPart {
  const labels = labelsOf(changes, ({ remove }) => remove.map((languageId) => ({ languageId })));
  if (labels.length === 0) return none;
  const unwanted = Prisma.sql`(
    SELECT of, kind::label_kind, language_id FROM ${tableOf('label', labels, labelColumns)})`;
  return {
    kept: Prisma.sql`AND (target.n, l.kind, l.language_id) NOT IN ${unwanted}`,
    change: Prisma.sql`
      removed_label AS (
        DELETE FROM account_group_labels l USING allowed, ${unwanted} AS unwanted
        WHERE unwanted.of = allowed.n AND l.organization_id = allowed.organization_id
          AND l.account_group_id = allowed.id AND l.kind = unwanted.kind AND l.language_id = unwanted.language_id
        RETURNING l.*
      ),`,
    any: changedAny('removed_label'),
    changes: [Prisma.sql`SELECT r.kind, r.language_id, r.label_text, NULL FROM removed_label r WHERE ${labelOf('r')}`],
  };
}
