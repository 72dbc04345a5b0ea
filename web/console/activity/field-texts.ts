import type { LabelLanguagesQuery } from '@group-gateway/client';
import { formatTime } from '../parts/format.ts';
import { type EntryField, listOf } from './entry.ts';

type Languages = LabelLanguagesQuery['labelLanguages'];

const names: Record<string, string> = {
  name: 'Name',
  lookupName: 'Name in lists',
  externalId: 'External id',
  billingEnabled: 'Billing',
  monthlyCredits: 'Monthly credits',
  oneOffCredits: 'One-off credits',
  websitesAdded: 'Websites put in',
  websitesRemoved: 'Websites taken out',
  url: 'Address',
  displayOrder: 'Order of display',
  customerCareAccess: 'Customer care',
  accountsJoined: 'Accounts that joined',
  accountsLeft: 'Accounts that left',
  login: 'Login',
  displayName: 'Name',
  accountGroupId: 'Account group',
  permissions: 'Permissions',
  readOnly: 'Read only',
  scope: 'Reach',
  websiteIds: 'Websites',
  expiresAt: 'Expires',
  revokedAt: 'Revoked',
  events: 'Events',
  isEnabled: 'Switched on',
  description: 'Description',
};

const labels: Record<string, string> = { names: 'Name', descriptions: 'Description' };

/** `someField` as people write it. */
const spaced = (field: string) => {
  const words = field.replace(/([A-Z])/g, ' $1').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** What a field is called; that of a label has the id of its language, e.g. `names.1`. */
export function nameOf(field: string, languages: Languages = []): string {
  const [list = '', id] = field.split('.');
  const label = labels[list];
  if (!label || id === undefined) return names[field] ?? spaced(field);
  const language = languages.find((one) => String(one.id) === id);
  return `${label} in ${language ? `${language.name} (${language.lookupName})` : `language ${id}`}`;
}

/** What stands for a resource in a list: its name, if it is known. */
type NameOfId = (id: string) => string;

const mostShown = 20;

function listText(list: unknown[], nameOfId: NameOfId): string {
  const items = list.map((item) =>
    typeof item === 'object' && item !== null && 'login' in item ? String(item.login) : nameOfId(String(item)),
  );
  if (items.length === 0) return 'none';
  const rest = items.length - mostShown;
  return rest > 0 ? `${items.slice(0, mostShown).join(', ')} and ${rest} more` : items.join(', ');
}

const words: Record<string, string> = {
  true: 'on',
  false: 'off',
  GLOBAL: 'everything',
  WEBSITES: 'some websites',
};
/** Fields whose values are words of the service. */
const isWord = (field: string) => /^(billingEnabled|customerCareAccess|readOnly|isEnabled|scope)$/.test(field);
/** Fields whose values are lists, as JSON. */
export const isList = (field: string) =>
  /^(websitesAdded|websitesRemoved|websiteIds|accountsJoined|accountsLeft|permissions|events)$/.test(field);
const isTime = (field: string) => /^(expires|revoked|deleted|created)At$/.test(field);

/** A value of an entry for people; an empty text where there is none. */
export function textOf(field: string, value: string | null, nameOfId: NameOfId): string {
  if (value === null) return '';
  if (isList(field)) return listText(listOf(value), nameOfId);
  if (field === 'accountGroupId') return nameOfId(value);
  if (isTime(field)) return formatTime(value);
  return isWord(field) ? (words[value] ?? value) : value;
}

/** The fields to tell of; `lookupName` only follows the names. */
export function toldOf(fields: readonly EntryField[]): readonly EntryField[] {
  const others = fields.filter(({ field }) => field !== 'lookupName');
  return others.length > 0 ? others : fields;
}
