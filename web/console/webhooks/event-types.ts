import type { WebhookEndpointItemFragment } from '@group-gateway/client';

export type EventType = WebhookEndpointItemFragment['events'][number];

/** The events that an endpoint can ask for, by what they are about. */
export const eventGroups: { about: string; events: { value: EventType; label: string }[] }[] = [
  {
    about: 'Groups',
    events: [
      { value: 'GROUP_CREATED', label: 'Created' },
      { value: 'GROUP_UPDATED', label: 'Changed' },
      { value: 'GROUP_DELETED', label: 'Deleted' },
      { value: 'GROUP_CREDITS_SET', label: 'Credits set' },
    ],
  },
  {
    about: 'Websites',
    events: [
      { value: 'WEBSITE_CREATED', label: 'Created' },
      { value: 'WEBSITE_UPDATED', label: 'Changed' },
      { value: 'WEBSITE_DELETED', label: 'Deleted' },
      { value: 'WEBSITE_RESTORED', label: 'Restored' },
    ],
  },
  {
    about: 'Account groups',
    events: [
      { value: 'ACCOUNT_GROUP_CREATED', label: 'Created' },
      { value: 'ACCOUNT_GROUP_UPDATED', label: 'Changed' },
      { value: 'ACCOUNT_GROUP_DELETED', label: 'Deleted' },
    ],
  },
  {
    about: 'Staff accounts',
    events: [
      { value: 'STAFF_ACCOUNT_CREATED', label: 'Created' },
      { value: 'STAFF_ACCOUNT_UPDATED', label: 'Changed' },
      { value: 'STAFF_ACCOUNT_DELETED', label: 'Deleted' },
    ],
  },
];

export const allEvents: readonly EventType[] = eventGroups.flatMap(({ events }) => events.map(({ value }) => value));

/** As payloads have it, e.g. `group.credits_set`. */
export function payloadType(event: EventType): string {
  if (event === 'TEST') return 'webhook.test';
  const [, resource = '', what = ''] = /^(ACCOUNT_GROUP|STAFF_ACCOUNT|GROUP|WEBSITE)_(.*)$/.exec(event) ?? [];
  return `${resource}.${what}`.toLowerCase();
}
