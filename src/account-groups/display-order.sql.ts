import type { Caller } from '../auth/caller.ts';
import { runExclusive } from '../concurrency/keyed-mutex.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { LabelChanges } from './label-changes.ts';

/** The largest place in the order of display. */
export const maxDisplayOrder = 2_147_483_647;

/**
 * Takes hold of the organization's order of display, and of the account group where one is named, until the
 * transaction ends: statements that change places wait. Reads, and changes of labels of other groups, do not.
 */
export function holdDisplayOrder(caller: Caller, groupId?: string): Prisma.Sql {
  const organization = Prisma.sql`o.id = ${caller.organization.id}::uuid`;
  return groupId === undefined
    ? Prisma.sql`SELECT FROM organizations o WHERE ${organization} FOR NO KEY UPDATE`
    : Prisma.sql`
        SELECT FROM organizations o JOIN account_groups a ON a.organization_id = o.id AND a.id = ${groupId}::bigint
        WHERE ${organization} FOR NO KEY UPDATE OF o FOR UPDATE OF a`;
}

/** The place after the last one; where that is the largest, the largest that is free; null where none is. */
export function placeAtTheEnd({ organization }: Caller): Prisma.Sql {
  const siblings = Prisma.sql`account_groups s WHERE s.organization_id = ${organization.id}::uuid`;
  return Prisma.sql`(
    SELECT CASE
      WHEN last IS NULL THEN 1
      WHEN last < ${maxDisplayOrder} THEN last + 1
      ELSE (
        SELECT s.display_order - 1 FROM ${siblings} AND s.display_order > 1 AND NOT EXISTS (
          SELECT FROM account_groups below
          WHERE below.organization_id = s.organization_id AND below.display_order = s.display_order - 1)
        ORDER BY s.display_order DESC LIMIT 1)
      END
    FROM (SELECT max(s.display_order) AS last FROM ${siblings}) AS top)`;
}

/** Runs a change that takes {@link holdDisplayOrder}: one at a time of an organization, so that a burst takes one connection. */
export function changePlaces<T>(caller: Caller, write: () => Promise<T>): Promise<T> {
  return runExclusive(`display order of ${caller.organization.id}`, write);
}

/**
 * CTEs that make room at a place. `place(wanted)` must stand before them: the place, or no row where none is to be
 * made. `run` is the siblings from there on without a gap, `room` has a row where they can move up, `displaced` moves
 * them. The group that moves in, if it exists, leaves its old place: that is a gap.
 */
export function makeRoom(caller: Caller, groupId: string | null): Prisma.Sql {
  const sibling = Prisma.sql`s.organization_id = ${caller.organization.id}::uuid AND s.id IS DISTINCT FROM ${groupId}::bigint`;
  return Prisma.sql`
    run AS (
      SELECT s.id, s.display_order FROM place JOIN account_groups s ON s.display_order = place.wanted WHERE ${sibling}
      UNION ALL
      SELECT s.id, s.display_order
      FROM run JOIN account_groups s ON s.display_order = run.display_order::bigint + 1 WHERE ${sibling}
    ), room AS (
      SELECT WHERE NOT EXISTS (SELECT FROM run WHERE display_order = ${maxDisplayOrder})
    ), displaced AS (
      UPDATE account_groups a SET
        display_order = a.display_order + 1, revision = a.revision + 1,
        updated_at = greatest(a.updated_at + interval '1 ms', clock_timestamp())
      FROM room, allowed
      -- An array keeps the planner on the index, however many it takes a run to be.
      WHERE a.organization_id = ${caller.organization.id}::uuid AND a.id = ANY(ARRAY(SELECT id FROM run))
      RETURNING a.*
    )`;
}

/** The labels to set, as rows of `kind`, `language_id`, `label_text`. */
export function labelRows(names: LabelChanges, descriptions: LabelChanges): Prisma.Sql {
  const set = [
    ...names.set.map((label) => ({ kind: 'NAME', ...label })),
    ...descriptions.set.map((label) => ({ kind: 'DESCRIPTION', ...label })),
  ];
  return Prisma.sql`
    SELECT kind::label_kind, language_id, label_text FROM unnest(
      ${set.map(({ kind }) => kind)}::text[],
      ${set.map(({ languageId }) => languageId)}::int[],
      ${set.map(({ text }) => text)}::text[]
    ) AS label(kind, language_id, label_text)`;
}

/** The order in which names are looked through for the one that stands for all: the default language, then by id. */
export const namePreference = Prisma.sql`(language_id = default_language_id) DESC, language_id`;
