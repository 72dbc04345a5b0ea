import { data, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';

const queries = (groupId: string, accountId: string): Record<string, string> => ({
  accountGroup: `{ accountGroup(id: "${groupId}") { id } }`,
  accountGroupsById: `{ accountGroupsById(ids: ["${groupId}", "1"]) { id } }`,
  accountGroups: '{ accountGroups { nodes { id } } }',
  staffAccount: `{ staffAccount(id: "${accountId}") { id } }`,
  staffAccounts: '{ staffAccounts { nodes { id } } }',
});

async function setUp() {
  const organization = await TestOrganization.create();
  const groupId = await organization.addAccountGroup();
  const [accountId] = await organization.addStaffAccounts(groupId, 1);
  return { organization, all: Object.entries(queries(groupId, accountId as string)), groupId };
}

test('a key without permissions reads everything', async () => {
  const { organization, all } = await setUp();
  const reader = await organization.createKey();
  for (const [, query] of all) expect(await data(reader, query)).toEqual(await data(organization.key, query));
});

test("a key of some websites is FORBIDDEN at the field's path, once", async () => {
  const { organization, all } = await setUp();
  const websiteIds = await organization.addWebsites(1);
  const scoped = await organization.createKey({ websiteIds, permissions: ['STAFF_ADMINISTRATION'] });
  const more = [
    ['accountGroup', '{ accountGroup(id: "x") { id } }'],
    ['accountGroupsById', '{ accountGroupsById(ids: []) { id } }'],
    ['accountGroups', '{ accountGroups { totalCount } }'],
    ['staffAccounts', '{ staffAccounts { totalCount } }'],
  ] as const;
  for (const [field, query] of [...all, ...more]) {
    const { data: answer, errors } = await send(scoped, query);
    expect(answer?.[field] ?? null).toBeNull();
    expect(errors).toMatchObject([{ path: [field], extensions: { code: 'FORBIDDEN' } }]);
    expect(errors).toHaveLength(1);
  }
});

test('languages are for everybody with a key', async () => {
  const { organization } = await setUp();
  const scoped = await organization.createKey({ websiteIds: await organization.addWebsites(1) });
  const { labelLanguages } = await data(scoped, '{ labelLanguages { id lookupName name } }');
  expect(labelLanguages.slice(0, 3)).toEqual([
    { id: 1, lookupName: 'en_US', name: 'English' },
    { id: 2, lookupName: 'en_GB', name: 'English' },
    { id: 3, lookupName: 'de_DE', name: 'German' },
  ]);
  const ids = labelLanguages.map(({ id }: { id: number }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
});
