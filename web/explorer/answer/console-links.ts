import type { Place } from './places.ts';

const pages: Record<string, { name: string; path: string }> = {
  Group: { name: 'group', path: '/console/groups/' },
  Website: { name: 'website', path: '/console/websites/' },
  StaffAccount: { name: 'staff account', path: '/console/staff-accounts/' },
  WebhookEndpoint: { name: 'webhook endpoint', path: '/console/webhooks/' },
  AccountGroup: { name: 'account group', path: '/console/account-groups/' },
};

export interface ConsoleLink {
  /** What kind of resource it is. */
  kind: string;
  label: string;
  href: string;
}

/** The page of the console for the resource that an id stands for; nothing where it has none. */
export function consoleLink({ field, typeName, value, label }: Place): ConsoleLink | undefined {
  const page = field === 'id' ? pages[typeName] : undefined;
  return page && { kind: page.name, label, href: page.path + encodeURIComponent(value) };
}
