/**
 * What of the cache a change makes unknown: fields by type, of all objects of that type, or by the id of one object; all
 * of its fields with `everything`.
 */
export type Unknown = Record<string, readonly string[] | typeof everything>;

export const everything = 'everything';

type Input = Record<string, unknown>;

const lookUps = (name: string) => [`${name}ById`, `${name}ByExternalId`];

const listsOfGroups = {
  Query: ['group', 'groupByExternalId', ...lookUps('groups'), 'groups', 'websites', 'organizationChanges'],
  Website: ['groups'],
};

const listsOfWebsites = {
  // Groups are found by their websites, too.
  Query: ['website', 'websiteByExternalId', ...lookUps('websites'), 'websites', 'groups', 'organizationChanges'],
  Group: ['websites', 'changes'],
  ApiKey: ['websites'],
};

const listsOfAccountGroups = {
  Query: ['accountGroup', 'accountGroupsById', 'accountGroups', 'organizationChanges'],
};

const listsOfAccounts = {
  Query: ['staffAccount', 'staffAccountsById', 'staffAccounts', 'organizationChanges'],
  AccountGroup: ['accounts', 'changes', 'updatedAt', 'revision'],
};

const ofGroup = ['name', 'billingEnabled', 'externalId', 'updatedAt', 'revision', 'credits', 'changes'];
const ofWebsite = ['url', 'name', 'externalId', 'deletedAt', 'groups'];
const ofAccountGroup = ['lookupName', 'name', 'names', 'descriptions', 'attributes', 'changes'];
const ofPlace = ['displayOrder', 'revision', 'updatedAt', 'changes'];

const memberships = ({ addWebsiteIds, removeWebsiteIds }: Input) => addWebsiteIds != null || removeWebsiteIds != null;

/** A new place moves others along. */
const places = (input: Input) => (input.displayOrder == null ? {} : { AccountGroup: ofPlace });

/** What each mutation makes unknown besides what its answer says. */
export const effects: Record<string, (input: Input) => Unknown> = {
  createGroup: () => listsOfGroups,
  updateGroup: (input) => ({
    ...listsOfGroups,
    [`Group:${input.id}`]: memberships(input) ? [...ofGroup, 'websites'] : ofGroup,
  }),
  deleteGroup: ({ id }) => ({ ...listsOfGroups, [`Group:${id}`]: everything }),
  setGroupCredits: ({ groupId }) => ({
    Query: ['organizationChanges'],
    [`Group:${groupId}`]: ['credits', 'changes'],
  }),
  createWebsite: () => listsOfWebsites,
  updateWebsite: ({ id }) => ({ ...listsOfWebsites, [`Website:${id}`]: ofWebsite }),
  deleteWebsite: ({ id }) => ({ ...listsOfWebsites, [`Website:${id}`]: ofWebsite }),
  restoreWebsite: ({ id }) => ({ ...listsOfWebsites, [`Website:${id}`]: ofWebsite }),
  createAccountGroup: () => ({ ...listsOfAccountGroups, AccountGroup: ofPlace }),
  updateAccountGroup: (input) => ({
    ...listsOfAccountGroups,
    ...places(input),
    [`AccountGroup:${input.id}`]: [...ofAccountGroup, ...ofPlace],
  }),
  deleteAccountGroup: ({ id }) => ({ ...listsOfAccountGroups, [`AccountGroup:${id}`]: everything }),
  createStaffAccount: () => listsOfAccounts,
  updateStaffAccount: ({ id }) => ({ ...listsOfAccounts, [`StaffAccount:${id}`]: ['login', 'displayName'] }),
  moveStaffAccounts: () => ({ ...listsOfAccounts, StaffAccount: ['staffGroup'] }),
  deleteStaffAccount: ({ id }) => ({ ...listsOfAccounts, [`StaffAccount:${id}`]: everything }),
};

/** What each event of a subscription makes unknown; nobody knows which fields changed before they are read again. */
export const eventEffects: Record<string, (event: Input) => Unknown> = {
  groupChanged: ({ groupId, group }) => ({
    ...listsOfGroups,
    [`Group:${groupId}`]: group === null ? everything : [...ofGroup, 'websites'],
  }),
  accountGroupChanged: ({ accountGroupId, accountGroup }) => ({
    ...listsOfAccountGroups,
    // Accounts that joined came from other groups.
    StaffAccount: ['staffGroup'],
    [`AccountGroup:${accountGroupId}`]:
      accountGroup === null ? everything : [...ofAccountGroup, ...ofPlace, 'accounts'],
  }),
  websiteChanged: ({ websiteId, website }) => ({
    ...listsOfWebsites,
    [`Website:${websiteId}`]: website === null ? everything : ofWebsite,
  }),
};
