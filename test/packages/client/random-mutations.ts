import fc from 'fast-check';

/** What there is to choose ids from; what was deleted stays in it. */
export interface Seen {
  groups: string[];
  websites: string[];
  accountGroups: string[];
  accounts: string[];
}

export interface AskedMutation {
  mutation: keyof typeof mutations;
  at: number;
  other: number;
  text: string;
  flag: boolean;
  /** Whether the answer is selected with all that changed, or with as little as possible. */
  full: boolean;
}

const at = (of: string[], place: number) => of[place % of.length] as string;
const error = '... on ResourceError { __typename }';

type Chosen = AskedMutation & { seen: Seen };

const account = 'id login displayName staffGroup { id }';
const accountGroup = 'id lookupName displayOrder revision updatedAt names { labelText }';
const group = 'id name billingEnabled externalId updatedAt revision websites { totalCount }';
const website = 'id url name deletedAt externalId';

/** Each mutation: its input, what is selected of its success, and whether that is an object with an id. */
export const mutations = {
  createGroup: {
    input: ({ seen, at: place, text }: Chosen) => ({ name: text, websiteIds: [at(seen.websites, place)] }),
    success: ['group', group],
  },
  updateGroup: {
    input: ({ seen, at: place, other, text, flag }: Chosen) => ({
      id: at(seen.groups, place),
      ...[
        { name: text },
        { billingEnabled: flag },
        { [flag ? 'addWebsiteIds' : 'removeWebsiteIds']: [at(seen.websites, other)] },
        { externalId: flag ? text : null },
      ][other % 4],
    }),
    success: ['group', group],
  },
  deleteGroup: {
    input: ({ seen, at: place }: Chosen) => ({ id: at(seen.groups, place) }),
    success: ['deletedGroupId'],
  },
  setGroupCredits: {
    input: ({ seen, at: place, other }: Chosen) => ({ groupId: at(seen.groups, place), monthly: other }),
    success: ['group', 'id credits { total }'],
  },
  createWebsite: {
    input: ({ text, other }: Chosen) => ({ url: `${text}-${other}.example`, name: text }),
    success: ['website', website],
  },
  updateWebsite: {
    input: ({ seen, at: place, text, flag }: Chosen) => ({ id: at(seen.websites, place), name: flag ? text : null }),
    success: ['website', website],
  },
  deleteWebsite: {
    input: ({ seen, at: place }: Chosen) => ({ id: at(seen.websites, place) }),
    success: ['website', website],
  },
  restoreWebsite: {
    input: ({ seen, at: place }: Chosen) => ({ id: at(seen.websites, place) }),
    success: ['website', website],
  },
  createAccountGroup: {
    input: ({ text, flag }: Chosen) => ({
      names: [{ language: { id: 1 }, labelText: text }],
      ...(flag && { displayOrder: 1 }),
    }),
    success: ['accountGroup', accountGroup],
  },
  updateAccountGroup: {
    input: ({ seen, at: place, other, text, flag }: Chosen) => ({
      id: at(seen.accountGroups, place),
      ...(flag ? { displayOrder: 1 + (other % 3) } : { names: [{ language: { id: 1 }, labelText: text }] }),
    }),
    success: ['accountGroup', accountGroup],
  },
  deleteAccountGroup: {
    input: ({ seen, at: place }: Chosen) => ({ id: at(seen.accountGroups, place) }),
    success: ['deletedAccountGroupId'],
  },
  createStaffAccount: {
    input: ({ seen, at: place, other, text }: Chosen) => ({
      login: `${text}.${other}`,
      displayName: text,
      accountGroupId: at(seen.accountGroups, place),
    }),
    success: ['staffAccount', account],
  },
  updateStaffAccount: {
    input: ({ seen, at: place, text }: Chosen) => ({ id: at(seen.accounts, place), displayName: text }),
    success: ['staffAccount', account],
  },
  moveStaffAccounts: {
    input: ({ seen, at: place, other }: Chosen) => ({
      accountIds: [at(seen.accounts, other)],
      accountGroupId: at(seen.accountGroups, place),
    }),
    success: ['accountGroup', accountGroup],
  },
  deleteStaffAccount: {
    input: ({ seen, at: place }: Chosen) => ({ id: at(seen.accounts, place) }),
    success: ['deletedStaffAccountId'],
  },
} as const;

export const askedMutation: fc.Arbitrary<AskedMutation> = fc.record({
  mutation: fc.constantFrom(...(Object.keys(mutations) as (keyof typeof mutations)[])),
  at: fc.nat({ max: 7 }),
  other: fc.nat({ max: 7 }),
  text: fc.constantFrom('able', 'baker', 'charlie', 'dog', 'easy', 'fox'),
  flag: fc.boolean(),
  full: fc.boolean(),
});

export function documentOf({ mutation, full }: AskedMutation): string {
  const type = `${(mutation[0] as string).toUpperCase()}${mutation.slice(1)}`;
  const [field, object] = mutations[mutation].success;
  const success = full ? `${field}${object ? ` { ${object} }` : ''}` : '__typename';
  return `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { ... on ${type}Success { ${success} } ${error} } }`;
}
