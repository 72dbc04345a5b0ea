import type { OrganizationChangeFilter, OrganizationChangesQuery } from '@group-gateway/client';

/** An entry of the history. */
export type Entry = OrganizationChangesQuery['organizationChanges']['nodes'][number];
export type EntryField = Entry['fields'][number];
export type ResourceType = Entry['resourceType'];
export type ActivityFilter = OrganizationChangeFilter;

export const resourceTypes: Record<ResourceType, { one: string; many: string; path?: string }> = {
  GROUP: { one: 'Group', many: 'Groups', path: '/groups' },
  WEBSITE: { one: 'Website', many: 'Websites', path: '/websites' },
  ACCOUNT_GROUP: { one: 'Account group', many: 'Account groups', path: '/account-groups' },
  STAFF_ACCOUNT: { one: 'Staff account', many: 'Staff accounts', path: '/staff-accounts' },
  API_KEY: { one: 'API key', many: 'API keys' },
  WEBHOOK_ENDPOINT: { one: 'Webhook endpoint', many: 'Webhook endpoints', path: '/webhooks' },
  ORGANIZATION: { one: 'Organization', many: 'The organization' },
  LABEL_LANGUAGE: { one: 'Language', many: 'Languages' },
};

export const kinds: Record<Entry['kind'], { text: string; color: string }> = {
  CREATED: { text: 'created', color: 'teal' },
  UPDATED: { text: 'changed', color: 'brand' },
  DELETED: { text: 'deleted', color: 'red' },
  RESTORED: { text: 'restored', color: 'teal' },
};

/** A list that an entry has as JSON; empty if it is none. */
export function listOf(value: string | null | undefined): unknown[] {
  try {
    const list: unknown = JSON.parse(value ?? '[]');
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

export const fieldOf = ({ fields }: Entry, name: string) => fields.find(({ field }) => field === name);

/** Who did it, as far as the key may know. */
export function authorOf({ changedBy, operator }: Pick<Entry, 'changedBy' | 'operator'>): string {
  if (changedBy) return `the key “${changedBy.name}” (${changedBy.prefix}…)`;
  return operator === null ? 'somebody' : `the operator ${operator}`;
}
