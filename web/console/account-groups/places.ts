import type { AccountGroupItemFragment } from '@group-gateway/client';
import type { Expectation } from './use-update-account-group.ts';

export const byPlace = <Item extends { displayOrder: number }>(items: readonly Item[]): Item[] =>
  [...items].sort((one, other) => one.displayOrder - other.displayOrder);

/** The place to ask for, so that a group comes to stand between these two, moving as few others as can be. */
function placeBetween(
  before: AccountGroupItemFragment | undefined,
  after: AccountGroupItemFragment | undefined,
): number {
  if (before) return before.displayOrder + 1;
  return after ? Math.max(1, after.displayOrder - 1) : 1;
}

/**
 * What a move of a row to another position asks of the service, and what it comes to: the group takes the place, and
 * the siblings that stand there without a gap move up by one.
 */
export function moveTo(groups: readonly AccountGroupItemFragment[], from: number, to: number): Expectation | undefined {
  const moved = groups[from];
  if (!moved || from === to) return undefined;
  const others = groups.filter((group) => group !== moved);
  const displayOrder = placeBetween(others[to - 1], others[to]);
  const displaced: AccountGroupItemFragment[] = [];
  let taken = displayOrder;
  for (const other of others.slice(to)) {
    if (other.displayOrder !== taken) break;
    taken++;
    displaced.push({ ...other, displayOrder: taken });
  }
  return { accountGroup: { ...moved, displayOrder }, displaced };
}

/** The groups in their order after a move. */
export const after = <Item extends { id: string; displayOrder: number }>(
  groups: readonly Item[],
  { accountGroup, displaced }: Expectation,
): Item[] => {
  const moved = new Map([accountGroup, ...displaced].map(({ id, displayOrder }) => [id, displayOrder]));
  return byPlace(groups.map((group) => ({ ...group, displayOrder: moved.get(group.id) ?? group.displayOrder })));
};
