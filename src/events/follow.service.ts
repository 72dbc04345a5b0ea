import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../auth/caller.ts';
import type { ChangeNotifier } from '../database/change-notifier.ts';
import type { ReadDatabase } from '../database/read.ts';
import { BadArgumentError, UnknownPositionError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { type Columns, selectList } from '../lists/columns.ts';
import { maxIds } from '../resources/input-issues.ts';
import { after, afterWithin, from, isOutdated, now, type Position, readPosition, writePosition } from './position.ts';

/** How many changes a reader takes at once, and so holds at most. */
const pageSize = 50;
/** A reader looks as often as that even without a notification: one may be lost with its node. */
const lookEveryMs = 5000;
/** The same where changes are visible that others, which still run, may precede. */
const lookAgainMs = 50;

/** Changes of a resource, as a reader may see them; the table is `c`. */
export interface Followed {
  table: 'group_changes' | 'website_changes' | 'account_group_changes';
  /** The column of the resource's id. */
  resource: 'group_id' | 'website_id' | 'account_group_id';
  columns: Columns;
  where: Prisma.Sql[];
  /** Where the resource has changes that are stored many to an entry. */
  entries?: Entries;
}

/** Entries of many changes each. They have their ids from the same sequence as the changes of the table. */
export interface Entries {
  table: 'account_group_displacements';
  /** Which of them have a change that the reader may see; the table is `e`. */
  where: Prisma.Sql;
  /** A query of an entry's changes that the reader may see: the resource's id, `revision`, `details`, and `n`, their place in it from 1. */
  changes: Prisma.Sql;
}

/** A change, and how to go on after it. */
export type Followable = { position: string };

export interface Follower {
  reads: ReadDatabase;
  changeNotifier: ChangeNotifier;
  /** Who reads, as of now. @throws UnauthenticatedError when the key has ended */
  caller(): Promise<Caller>;
  /** Ends the reading. */
  signal: AbortSignal;
  /** Where the reader was when its last stream broke. */
  lastEventId: string | undefined;
  /** Where the reader is, also when nothing changed for long. */
  position?: string;
}

/** @throws BadArgumentError for more ids than a request may have */
export function checkFollowedIds(ids: readonly string[] | null | undefined): void {
  if (ids && ids.length > maxIds)
    throw new BadArgumentError(`"ids" must have at most ${maxIds} entries, and has ${ids.length}.`);
}

/**
 * Where a reader starts: at the position that it brings along, else with what changes from now on.
 *
 * @throws UnknownPositionError for one from which on changes may be missing
 */
export async function startOf({ reads, lastEventId }: Follower, after: string | null | undefined): Promise<Position> {
  // A client that connects again sends its request as it was the first time.
  const given = lastEventId ?? after;
  const position = given == null ? undefined : readPosition(given);
  if (given != null && !position) throw new UnknownPositionError();
  const [row] = await reads.read<[{ horizon: string; known: boolean; now: number }]>(Prisma.sql`
    SELECT ${now} AS now, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
      ${position?.transactionId ?? '0'}::text::xid8 <= pg_snapshot_xmax(pg_current_snapshot()) AS known`);
  // Transactions that have not begun yet: the position is from a database that this one was not restored from.
  if (!row.known || (position && isOutdated(position, row.now))) throw new UnknownPositionError();
  return position ?? { transactionId: row.horizon, changeId: '0', at: row.now };
}

/**
 * Hands out an organization's changes in order, each once, from a position on. A page is read when the one before was
 * taken, so that a slow reader holds up nobody and piles up nothing.
 */
export async function* follow<Change>(
  follower: Follower,
  start: Position,
  followed: (caller: Caller) => Followed,
): AsyncGenerator<Change & Followable, void> {
  const { reads, changeNotifier, caller, signal } = follower;
  let position = start;
  let wake = () => {};
  let changed = false;
  const organizationId = (await caller()).organization.id;
  const unfollow = changeNotifier.follow(organizationId, () => {
    changed = true;
    wake();
  });
  try {
    while (!signal.aborted) {
      changed = false;
      const page = await readPage<Change>(reads, organizationId, followed(await caller()), position);
      for (const change of page.changes) {
        if (signal.aborted) return;
        yield change;
      }
      position = page.next;
      follower.position = writePosition(position);
      if (page.full || changed || signal.aborted) continue;
      const woken = new AbortController();
      wake = () => woken.abort();
      await sleep(page.unsettled ? lookAgainMs : lookEveryMs, undefined, {
        signal: AbortSignal.any([signal, woken.signal]),
        ref: false,
      }).catch(() => {});
    }
  } finally {
    unfollow();
  }
}

interface Horizon {
  horizon: string;
  now: number;
  unsettled: boolean;
}

type Place = Omit<Position, 'at'>;

interface ChangePage<Change> {
  changes: (Change & Followable)[];
  next: Position;
  full: boolean;
  /** Whether there are changes that may be preceded by others yet. */
  unsettled: boolean;
}

/**
 * Reads changes after a position, as far as their order is settled: every transaction before the oldest one that still
 * runs has ended, so what it changed is visible, and nothing will come before it any more.
 */
async function readPage<Change>(
  reads: ReadDatabase,
  organizationId: string,
  followed: Followed,
  position: Position,
): Promise<ChangePage<Change>> {
  const table = Prisma.raw(followed.table);
  const rows = await reads.read<(Change & Horizon & Place & { id: string | null })[]>(Prisma.sql`
    WITH horizon AS MATERIALIZED (
      SELECT pg_snapshot_xmin(pg_current_snapshot()) AS at, pg_snapshot_xmax(pg_current_snapshot()) AS future
    )
    SELECT horizon.at::text AS horizon, ${now} AS now,
      -- What seems to be from the future is from another server, whose dump was restored here.
      EXISTS (
        SELECT FROM ${table} c WHERE c.organization_id = ${organizationId}::uuid
          AND c.transaction_id >= horizon.at AND c.transaction_id < horizon.future
      ) AS unsettled, page.*
    FROM horizon LEFT JOIN LATERAL (
      SELECT ${selectList(followed.columns)}, c.transaction_id::text AS "transactionId", c.id::text AS "changeId", c.n
      FROM (${settledChanges(organizationId, followed, position)}) AS c
      ORDER BY c.transaction_id, c.id, c.n LIMIT ${pageSize}
    ) AS page ON true`);
  const [first] = rows as [(typeof rows)[number]];
  const at = first.now;
  const found = rows
    .filter(({ id }) => id !== null)
    .map((row) => ({ ...row, position: writePosition({ ...row, at }) }));
  const last = found.at(-1);
  const full = found.length === pageSize;
  return {
    changes: found,
    next: full && last ? (readPosition(last.position) as Position) : furthest(position, first.horizon, at),
    full,
    unsettled: first.unsettled,
  };
}

/** Columns that the changes of every resource have. Each resource adds its id, `revision`, `details` and `n`. */
const common = [
  'organization_id',
  'id',
  'transaction_id',
  'kind',
  'api_key_id',
  'author_name',
  'author_prefix',
  'changed_at',
];

/** The next changes after a position that are before the `horizon`, of each table no more than a page needs. */
function settledChanges(
  organizationId: string,
  { table, resource, where, entries }: Followed,
  position: Position,
): Prisma.Sql {
  const settled = (name: 'c' | 'e') =>
    Prisma.raw(`${name}.transaction_id < horizon.at ORDER BY ${name}.transaction_id, ${name}.id`);
  const own = Prisma.sql`
    SELECT ${Prisma.raw(common.join())}, ${Prisma.raw(resource)}, revision, details, 0 AS n FROM ${Prisma.raw(table)} c
    WHERE c.organization_id = ${organizationId}::uuid AND ${after(position)} AND ${Prisma.join(where, ' AND ')}
      AND ${settled('c')} LIMIT ${pageSize}`;
  if (!entries) return own;
  return Prisma.sql`(${own}) UNION ALL (
    SELECT ${Prisma.raw(common.map((column) => (column === 'kind' ? `'UPDATED'::change_kind` : `e.${column}`)).join())}, change.*
    FROM (
      SELECT * FROM ${Prisma.raw(entries.table)} e
      WHERE e.organization_id = ${organizationId}::uuid AND ${from(position)} AND ${entries.where}
        AND ${settled('e')} LIMIT ${pageSize + 1} -- the first one may have been told in full
    ) AS e CROSS JOIN LATERAL (${entries.changes}) AS change
    WHERE ${afterWithin(position)})`;
}

/** Up to the horizon everything was seen; a reader that starts with an older snapshot's is further already. */
function furthest(position: Position, horizon: string, at: number): Position {
  return BigInt(horizon) > BigInt(position.transactionId)
    ? { transactionId: horizon, changeId: '0', at }
    : { ...position, at };
}
