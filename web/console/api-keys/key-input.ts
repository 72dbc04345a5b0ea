import type { ApiKeyItemFragment, CreateApiKeyInput, UpdateApiKeyInput } from '@group-gateway/client';

type Permission = ApiKeyItemFragment['permissions'][number];

export const permissions: { value: Permission; label: string; about: string }[] = [
  {
    value: 'STAFF_ADMINISTRATION',
    label: 'Staff administration',
    about: 'Changes account groups and staff accounts.',
  },
  {
    value: 'KEY_ADMINISTRATION',
    label: 'Key administration',
    about: 'Sees and changes API keys and webhook endpoints.',
  },
];

/** What a key reaches. `keep` is only there for one that exists. */
export type Reach = 'keep' | 'global' | 'websites';

/** A key as a form has it. */
export interface KeyInput {
  name: string;
  permissions: readonly Permission[];
  readOnly: boolean;
  /** The last day on which it works, as `2026-12-31`; empty for a key that never expires. */
  lastDay: string;
  reach: Reach;
  websiteIds: ReadonlySet<string>;
}

/** In the reader's time zone. */
function dayOf(time: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

export const today = () => dayOf(new Date());

/** A key ends with its last day, in the reader's time zone. */
export const lastDayOf = (expiresAt: string | null) =>
  expiresAt ? dayOf(new Date(new Date(expiresAt).getTime() - 1)) : '';

function endOf(lastDay: string): string | null {
  if (!lastDay) return null;
  const end = new Date(`${lastDay}T00:00`);
  end.setDate(end.getDate() + 1);
  return end.toISOString();
}

/** @param latest when the key of the person ends, who can give none that lives longer */
export const newKey = (latest: string | null): KeyInput => ({
  name: '',
  permissions: [],
  readOnly: false,
  lastDay: lastDayOf(latest),
  reach: 'global',
  websiteIds: new Set(),
});

export const inputOf = ({ name, permissions, readOnly, expiresAt }: ApiKeyItemFragment): KeyInput => ({
  name,
  permissions,
  readOnly,
  lastDay: lastDayOf(expiresAt),
  reach: 'keep',
  websiteIds: new Set(),
});

/** The day of a key's end is that of another one, which may end within it. */
const endWithin = (lastDay: string, latest: string | null) =>
  latest && lastDay === lastDayOf(latest) ? latest : endOf(lastDay);

export function creationOf(input: KeyInput, latest: string | null): CreateApiKeyInput {
  const { name, permissions, readOnly, lastDay, reach, websiteIds } = input;
  return {
    name,
    permissions,
    readOnly,
    expiresAt: endWithin(lastDay, latest),
    ...(reach === 'websites' && { websiteIds: [...websiteIds] }),
  };
}

const sameSet = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((item) => other.includes(item));

/** What differs; undefined if nothing does. */
export function changeOf(
  key: ApiKeyItemFragment,
  input: KeyInput,
  latest: string | null,
): UpdateApiKeyInput | undefined {
  const before = inputOf(key);
  const change = {
    ...(input.name !== before.name && { name: input.name }),
    ...(!sameSet(input.permissions, before.permissions) && { permissions: input.permissions }),
    ...(input.readOnly !== before.readOnly && { readOnly: input.readOnly }),
    ...(input.lastDay !== before.lastDay && { expiresAt: endWithin(input.lastDay, latest) }),
    ...(input.reach === 'global' && { websiteIds: null }),
    ...(input.reach === 'websites' && { websiteIds: [...input.websiteIds] }),
  };
  return Object.keys(change).length > 0 ? { id: key.id, ...change } : undefined;
}
