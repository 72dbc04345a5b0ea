import { counted } from './format.ts';

/** A member of a result union that is no success; each kind has some of these. */
export interface Refusal {
  readonly __typename: string;
  readonly message?: string;
  readonly issues?: readonly Issue[];
  readonly existingGroup?: { readonly id: string; readonly name: string };
  readonly existingWebsite?: { readonly id: string; readonly url: string };
  readonly existingStaffAccount?: { readonly displayName: string };
  readonly accountCount?: number;
  readonly retryable?: boolean;
  readonly candidates?: readonly { readonly lookupName: string }[];
}

interface Issue {
  readonly path: readonly string[];
  readonly message: string;
}

/** Why something is not done, in words for people. */
export interface Explanation {
  title: string;
  /** Empty if the texts at the fields say it all. */
  message: string;
  /** What is wrong with fields of the form, by their names. */
  fields: Readonly<Record<string, string>>;
  /** Who or what is in the way. */
  link?: { to: string; name: string };
  /** The same request can succeed later. */
  retryable?: boolean;
}

/** The inputs that a form shows; or which field of the form shows an issue, by its path. */
export type FormFields = readonly string[] | ((path: readonly string[]) => string | undefined);

const subjects: Record<string, string> = {
  name: 'The name',
  names: 'A name',
  removeNames: 'The removal of a name',
  descriptions: 'A description',
  removeDescriptions: 'The removal of a description',
  url: 'The address',
  externalId: 'The external id',
  displayOrder: 'The order of display',
  monthly: 'The monthly balance',
  oneOff: 'The one-off balance',
  websiteIds: 'The choice of websites',
  addWebsiteIds: 'The choice of websites',
  removeWebsiteIds: 'The choice of websites',
  accountIds: 'The choice of accounts',
  login: 'The login',
  displayName: 'The name',
  accountGroupId: 'The account group',
  expiresAt: 'The time of expiry',
  permissions: 'The choice of permissions',
  overlapSeconds: 'The overlap',
  events: 'The choice of events',
  description: 'The description',
};

const lists: Record<string, string> = {
  websiteIds: 'website',
  addWebsiteIds: 'website',
  removeWebsiteIds: 'website',
  accountIds: 'account',
};

/** The service's words without what only programs can do. */
const plain = (message: string) => message.replace(/: (leave it out|send) .*$/, '');
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function ofIssues(issues: readonly Issue[], form: FormFields): Explanation {
  const fieldOf = typeof form === 'function' ? form : ([input]: readonly string[]) => form.find((one) => one === input);
  const fields: Record<string, string> = {};
  const others = new Set<string>();
  const gone = new Map<string, number>();
  for (const { path, message } of issues) {
    const [input = '', index] = path;
    const kind = index !== undefined && lists[input];
    const field = fieldOf(path);
    if (field !== undefined) fields[field] ??= sentence(plain(message));
    else if (kind) gone.set(kind, (gone.get(kind) ?? 0) + 1);
    else if (input === '') others.add('Nothing was changed.');
    else others.add(`${subjects[input] ?? 'What you entered'} ${plain(message)}.`);
  }
  for (const [kind, count] of gone)
    others.add(`${counted(count, kind)} that you chose ${count === 1 ? 'is' : 'are'} gone meanwhile: choose again.`);
  return { title: 'Not saved', message: [...others].join(' '), fields };
}

type Words = (refusal: Refusal) => Partial<Explanation> & { field?: string };

const conflict: Words = () => ({ message: 'Somebody changed it meanwhile. Look at it as it is now, then try again.' });

const taken = (name: string | undefined, to?: string) => ({
  title: 'This external id is taken',
  message: `${name} has this external id. Choose another one, or clear it there first.`,
  field: 'externalId',
  ...(name && to && { link: { to, name } }),
});

const words: Record<string, Words> = {
  GroupExternalIdTaken: ({ existingGroup: one }) => taken(one?.name, `/groups/${one?.id}`),
  WebsiteExternalIdTaken: ({ existingWebsite: one }) => taken(one?.url, `/websites/${one?.id}`),
  StaffAccountLoginTaken: ({ existingStaffAccount: one }) => ({
    message: `${one?.displayName} has this login. Choose another one.`,
    field: 'login',
  }),
  BillingProviderFailed: ({ retryable = false }) => ({
    title: 'The billing provider did not answer',
    message: `Nothing was changed. ${
      retryable ? 'It may work in a moment.' : 'Its configuration has to be mended first: tell your operator.'
    }`,
    retryable,
  }),
  GroupBillingNotProvisioned: () => ({
    message: 'The group has no account at the billing provider: switch its billing on first.',
  }),
  GroupBillingStillEnabled: () => ({ message: 'The group is billed. Switch its billing off first.' }),
  AccountGroupNotEmpty: ({ accountCount = 0 }) => ({
    message: `It holds ${counted(accountCount, 'account')}: move them to another account group first.`,
  }),
  GroupRevisionConflict: conflict,
  WebsiteRevisionConflict: conflict,
  AccountGroupRevisionConflict: conflict,
  ChangedSince: conflict,
  ResourceNotFound: () => ({ message: 'It is gone: somebody deleted it meanwhile.' }),
  PartnerOnlyField: () => ({ message: 'External ids and credits are set by partners only.' }),
  NotAttempted: () => ({ message: 'Nothing was changed, as another row was refused.' }),
  UnknownLabelLanguage: () => ({ message: 'A language is gone: somebody removed it meanwhile.' }),
  AmbiguousLabelLanguage: ({ candidates = [] }) => ({
    message: `Say which language: ${candidates.map(({ lookupName }) => lookupName).join(', ')}.`,
  }),
  LastKeyAdministrator: () => ({ message: 'No other key could administer keys then: give another one this first.' }),
  ApiKeyEnded: () => ({ message: 'This key has ended, and never works again. Create a new one.' }),
  ApiKeyExceedsYours: () => ({ message: 'This key can do more than yours, or lives longer.' }),
  WebhookEndpointDisabled: () => ({ message: 'The endpoint is switched off. Switch it on first.' }),
  WebhookEndpointLimitReached: () => ({ message: 'There are as many endpoints as there can be. Delete one first.' }),
};

const unknownAnswer = 'The service gave an answer that this page does not know: load it again.';

/** Tells why a mutation is not done: in plain words, and each issue at the field of the form that it is about. */
export function explainOutcome(refusal: Refusal, form: FormFields = []): Explanation {
  const { __typename: kind, issues, message = unknownAnswer } = refusal;
  if (kind === 'InvalidResourceInput') return ofIssues(issues ?? [], form);
  const { field, ...said } = words[kind]?.(refusal) ?? {};
  const explanation: Explanation = { title: 'Not saved', message, fields: {}, ...said };
  if (field === undefined || typeof form === 'function' || !form.includes(field)) return explanation;
  // Who is in the way is said once, beside the link.
  return explanation.link
    ? { ...explanation, fields: { [field]: `${explanation.title}.` } }
    : { ...explanation, message: '', fields: { [field]: explanation.message } };
}
