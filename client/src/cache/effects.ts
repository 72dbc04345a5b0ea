/**
 * What of the cache a change makes unknown: fields by type, of all objects of that type, or by the id of one object; all
 * of its fields with `everything`.
 */
export type Unknown = Record<string, readonly string[] | typeof everything>;

export const everything = 'everything';

type Input = Record<string, unknown>;

/** Each change is in the history, and webhooks tell it. */
export const records: Unknown = { Query: ['organizationChanges'], WebhookEndpoint: ['deliveries'] };

const lookUps = (name: string) => [`${name}ById`, `${name}ByExternalId`];

const listsOfGroups = {
  Query: ['group', 'groupByExternalId', ...lookUps('groups'), 'groups', 'websites'],
  Website: ['groups'],
};

const listsOfWebsites = {
  // Groups are found by their websites, too.
  Query: ['website', 'websiteByExternalId', ...lookUps('websites'), 'websitesByUrl', 'websites', 'groups'],
  Group: ['websites', 'changes'],
  ApiKey: ['websites'],
};

const listsOfAccountGroups = {
  Query: ['accountGroup', 'accountGroupsById', 'accountGroups'],
};

const listsOfAccounts = {
  Query: ['staffAccount', 'staffAccountsById', 'staffAccounts'],
  AccountGroup: ['accounts', 'changes', 'updatedAt', 'revision'],
};

const ofGroup = ['name', 'billingEnabled', 'externalId', 'updatedAt', 'revision', 'credits', 'changes'];
const ofWebsite = ['url', 'name', 'externalId', 'deletedAt', 'updatedAt', 'revision', 'groups', 'credits', 'changes'];
const ofApiKey = ['name', 'permissions', 'readOnly', 'scope', 'websites', 'expiresAt', 'revokedAt', 'status'];
const ofEndpoint = ['url', 'events', 'description', 'isEnabled', 'disabledReason', 'previousSecretUntil', 'updatedAt'];
const ofAccountGroup = ['lookupName', 'name', 'names', 'descriptions', 'attributes', 'changes'];
const ofPlace = ['displayOrder', 'revision', 'updatedAt', 'changes'];

const memberships = ({ addWebsiteIds, removeWebsiteIds }: Input) => addWebsiteIds != null || removeWebsiteIds != null;

/** A new place moves others along. */
const places = (input: Input) => (input.displayOrder == null ? {} : { AccountGroup: ofPlace });

const updateGroup = (input: Input): Unknown => ({
  ...listsOfGroups,
  [`Group:${input.id}`]: memberships(input) ? [...ofGroup, 'websites'] : ofGroup,
});

const updateAccountGroup = (input: Input): Unknown => ({
  ...listsOfAccountGroups,
  ...places(input),
  [`AccountGroup:${input.id}`]: [...ofAccountGroup, ...ofPlace],
});

const changeKey = ({ id }: Input): Unknown => ({
  Query: ['apiKeys'],
  [`ApiKey:${id}`]: ofApiKey,
});

const changeEndpoint = ({ id }: Input): Unknown => ({
  Query: ['webhookEndpoint', 'webhookEndpoints'],
  [`WebhookEndpoint:${id}`]: ofEndpoint,
});

/**
 * What each mutation makes unknown besides its answer and the records of it; of those that take many, for each input.
 */
export const effects: Record<string, (input: Input) => Unknown> = {
  createGroup: () => listsOfGroups,
  createGroups: () => listsOfGroups,
  updateGroup,
  updateGroups: updateGroup,
  deleteGroup: ({ id }) => ({ ...listsOfGroups, [`Group:${id}`]: everything }),
  setGroupCredits: ({ groupId }) => ({ [`Group:${groupId}`]: ['credits', 'changes'] }),
  setWebsiteCredits: ({ websiteId }) => ({ [`Website:${websiteId}`]: ['credits', 'changes'] }),
  setOrganizationCredits: () => ({ Organization: ['credits'] }),
  createWebsite: () => listsOfWebsites,
  createWebsites: () => listsOfWebsites,
  updateWebsite: ({ id }) => ({ ...listsOfWebsites, [`Website:${id}`]: ofWebsite }),
  deleteWebsite: ({ id }) => ({ ...listsOfWebsites, [`Website:${id}`]: ofWebsite }),
  restoreWebsite: ({ id }) => ({ ...listsOfWebsites, [`Website:${id}`]: ofWebsite }),
  createAccountGroup: () => ({ ...listsOfAccountGroups, AccountGroup: ofPlace }),
  updateAccountGroup,
  updateAccountGroups: updateAccountGroup,
  deleteAccountGroup: ({ id }) => ({ ...listsOfAccountGroups, [`AccountGroup:${id}`]: everything }),
  createStaffAccount: () => listsOfAccounts,
  updateStaffAccount: ({ id }) => ({ ...listsOfAccounts, [`StaffAccount:${id}`]: ['login', 'displayName'] }),
  moveStaffAccounts: () => ({ ...listsOfAccounts, StaffAccount: ['staffGroup'] }),
  deleteStaffAccount: ({ id }) => ({ ...listsOfAccounts, [`StaffAccount:${id}`]: everything }),
  createApiKey: () => ({ Query: ['apiKeys'] }),
  updateApiKey: changeKey,
  rotateApiKey: changeKey,
  revokeApiKey: changeKey,
  createWebhookEndpoint: () => ({ Query: ['webhookEndpoints'] }),
  updateWebhookEndpoint: changeEndpoint,
  deleteWebhookEndpoint: ({ id }) => ({ ...changeEndpoint({ id }), [`WebhookEndpoint:${id}`]: everything }),
  rotateWebhookSigningSecret: changeEndpoint,
  sendTestWebhook: () => ({}),
  redeliverWebhook: ({ id }) => ({ [`WebhookDelivery:${id}`]: everything }),
};

/** An account that left a group may be deleted: these, or where the event does not say which, any of them. */
function accountsThatLeft(change: unknown): Unknown {
  const { accountsLeft } = (change ?? {}) as { accountsLeft?: readonly Input[] };
  if (!accountsLeft?.every(({ id }) => id !== undefined)) return { StaffAccount: everything };
  return Object.fromEntries(accountsLeft.map(({ id }) => [`StaffAccount:${id}`, everything]));
}

/** What each event of a subscription makes unknown; nobody knows which fields changed before they are read again. */
export const eventEffects: Record<string, (event: Input) => Unknown> = {
  groupChanged: ({ groupId, group }) => ({
    ...listsOfGroups,
    [`Group:${groupId}`]: group === null ? everything : [...ofGroup, 'websites'],
  }),
  accountGroupChanged: ({ accountGroupId, accountGroup, change }) => ({
    Query: [...listsOfAccountGroups.Query, ...listsOfAccounts.Query],
    // Accounts that joined came from other groups.
    StaffAccount: ['staffGroup'],
    ...accountsThatLeft(change),
    [`AccountGroup:${accountGroupId}`]:
      accountGroup === null ? everything : [...ofAccountGroup, ...ofPlace, 'accounts'],
  }),
  websiteChanged: ({ websiteId, website }) => ({
    ...listsOfWebsites,
    [`Website:${websiteId}`]: website === null ? everything : ofWebsite,
  }),
};
