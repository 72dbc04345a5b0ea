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
  /** Whether it only says what would be. */
  dryRun: boolean;
}

const at = (of: string[], place: number) => of[place % of.length] as string;
const error = '... on ResourceError { __typename }';

type Chosen = AskedMutation & { seen: Seen };

const account = 'id login displayName staffGroup { id }';
const accountGroup = 'id lookupName displayOrder revision updatedAt names { labelText }';
const group = 'id name billingEnabled externalId updatedAt revision websites { totalCount }';
const website = 'id url name deletedAt externalId';

const newGroup = ({ seen, at: place, text }: Chosen) => ({ name: text, websiteIds: [at(seen.websites, place)] });
const changedGroup = ({ seen, at: place, other, text, flag }: Chosen) => ({
  id: at(seen.groups, place),
  ...[
    { name: text },
    { billingEnabled: flag },
    { [flag ? 'addWebsiteIds' : 'removeWebsiteIds']: [at(seen.websites, other)] },
    { externalId: flag ? text : null },
  ][other % 4],
});
const newWebsite = ({ text, other }: Chosen) => ({ url: `${text}-${other}.example`, name: text });
const changedAccountGroup = ({ seen, at: place, other, text, flag }: Chosen) => ({
  id: at(seen.accountGroups, place),
  ...(flag ? { displayOrder: 1 + (other % 3) } : { names: [{ language: { id: 1 }, labelText: text }] }),
});

/** Inputs for several at once, of which some may be refused. */
const several = (input: (chosen: Chosen) => object) => (chosen: Chosen) =>
  [0, 1, 2]
    .slice(0, 1 + (chosen.other % 3))
    .map((n) => input({ ...chosen, at: chosen.at + n, other: chosen.other + n }));

/** Each mutation: its input, what is selected of its success, and whether that is an object with an id. */
export const mutations = {
  createGroup: { input: newGroup, success: ['group', group] },
  createGroups: { input: several(newGroup), success: ['group', group] },
  updateGroup: { input: changedGroup, success: ['group', group] },
  updateGroups: { input: several(changedGroup), success: ['group', group] },
  deleteGroup: {
    input: ({ seen, at: place }: Chosen) => ({ id: at(seen.groups, place) }),
    success: ['deletedGroupId'],
  },
  setGroupCredits: {
    input: ({ seen, at: place, other }: Chosen) => ({ groupId: at(seen.groups, place), monthly: other }),
    success: ['group', 'id credits { total }'],
  },
  createWebsite: { input: newWebsite, success: ['website', website] },
  createWebsites: { input: several(newWebsite), success: ['website', website] },
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
  updateAccountGroup: { input: changedAccountGroup, success: ['accountGroup', accountGroup] },
  updateAccountGroups: { input: several(changedAccountGroup), success: ['accountGroup', accountGroup] },
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
  dryRun: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

const isMany = (mutation: string) => /^(create|update)\w+s$/.test(mutation);

/** The document of a mutation and its variables. */
export function requestOf(asked: AskedMutation, seen: Seen): [text: string, variables: Record<string, unknown>] {
  const { mutation, full, dryRun, flag } = asked;
  const many = isMany(mutation);
  const one = many ? mutation.slice(0, -1) : mutation;
  const type = `${(one[0] as string).toUpperCase()}${one.slice(1)}`;
  const [field, object] = mutations[mutation].success as readonly [string, string?];
  const success = full ? `${field}${object ? ` { ${object} }` : ''}` : '__typename';
  const args = many ? `inputs: $input, atomic: ${flag}` : 'input: $input';
  const text = `mutation ($input: ${many ? `[${type}Input!]` : `${type}Input`}!, $dryRun: Boolean) {
    ${mutation}(${args}, dryRun: $dryRun) { ... on ${type}Success { ${success} } ${error} }
  }`;
  return [text, { input: mutations[mutation].input({ ...asked, seen }), dryRun }];
}
