import { accountGroupFields } from '../account-groups/account-groups.fields.ts';
import type { WebhookEventType } from '../generated/prisma/enums.ts';
import { groupFields } from '../groups/groups.fields.ts';
import { organizationFields } from '../organizations/organizations.fields.ts';
import { staffAccountFields } from '../staff-accounts/staff-accounts.fields.ts';
import { websiteFields } from '../websites/websites.fields.ts';

/** The fields of what an event is about; a test is about nothing. */
type Fields =
  | typeof groupFields
  | typeof websiteFields
  | typeof accountGroupFields
  | typeof staffAccountFields
  | typeof organizationFields
  | undefined;

interface WebhookEvent {
  /** What receivers know it by. */
  type: string;
  fields: Fields;
}

const resources: readonly [name: string, fields: Fields][] = [
  ['GROUP', groupFields],
  ['WEBSITE', websiteFields],
  ['ACCOUNT_GROUP', accountGroupFields],
  ['STAFF_ACCOUNT', staffAccountFields],
  ['ORGANIZATION', organizationFields],
];

/** `ACCOUNT_GROUP_UPDATED` is sent as `account_group.updated`. */
export function webhookEvent(event: WebhookEventType): WebhookEvent {
  for (const [name, fields] of resources)
    if (event.startsWith(`${name}_`)) return { type: `${name}.${event.slice(name.length + 1)}`.toLowerCase(), fields };
  return { type: 'webhook.test', fields: undefined };
}
