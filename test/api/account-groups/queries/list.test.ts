import { data, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';

const list = `query ($filter: AccountGroupFilter, $orderBy: AccountGroupOrder) {
  accountGroups(filter: $filter, orderBy: $orderBy, first: 100) { totalCount nodes { lookupName } }
}`;

/** The names that a list has, in its order, after a look at its count. */
async function names({ key }: TestOrganization, filter?: object | null, orderBy?: object | null): Promise<string[]> {
  const { accountGroups } = await data(key, list, { filter, orderBy });
  expect(accountGroups.totalCount).toBe(accountGroups.nodes.length);
  return accountGroups.nodes.map(({ lookupName }: { lookupName: string }) => lookupName);
}

async function organizationWith(...texts: string[]): Promise<TestOrganization> {
  const organization = await TestOrganization.create();
  for (const text of texts) await organization.addAccountGroup({ names: { 1: text } });
  return organization;
}

test('by default account groups come in the order of display', async () => {
  const organization = await TestOrganization.create();
  for (const [name, displayOrder] of [
    ['c', 30],
    ['a', 2147483647],
    ['b', 1],
  ] as const)
    await organization.addAccountGroup({ names: { 1: name }, displayOrder });
  for (const orderBy of [undefined, null, { field: 'DISPLAY_ORDER', direction: 'ASC' }])
    expect(await names(organization, undefined, orderBy)).toEqual(['b', 'c', 'a']);
  expect(await names(organization, undefined, { field: 'DISPLAY_ORDER', direction: 'DESC' })).toEqual(['a', 'c', 'b']);
});

test('names are ordered as people read them, not by their code points', async () => {
  const organization = await organizationWith('zebra', 'Äpfel', 'apple', 'Zoo', 'éclair', 'Banana');
  const sorted = ['Äpfel', 'apple', 'Banana', 'éclair', 'zebra', 'Zoo'].sort((a, b) => a.localeCompare(b, 'und'));
  expect(await names(organization, null, { field: 'LOOKUP_NAME', direction: 'ASC' })).toEqual(sorted);
  expect(await names(organization, null, { field: 'LOOKUP_NAME', direction: 'DESC' })).toEqual(sorted.reverse());
});

test('equal ones come by their ids, largest first when descending', async () => {
  const organization = await TestOrganization.create();
  for (const id of ['9', '10', '9007199254740993', '9007199254740992'])
    await organization.addAccountGroup({ id, names: { 1: 'same' } });
  await organization.query(
    'UPDATE account_groups SET created_at = now(), updated_at = now() WHERE organization_id = $1',
    [organization.id],
  );
  for (const field of ['LOOKUP_NAME', 'CREATED_AT', 'UPDATED_AT'])
    for (const [direction, ids] of [
      ['ASC', ['9', '10', '9007199254740992', '9007199254740993']],
      ['DESC', ['9007199254740993', '9007199254740992', '10', '9']],
    ] as const) {
      const query = `{ accountGroups(orderBy: {field: ${field}, direction: ${direction}}) { nodes { id } } }`;
      const { accountGroups } = await data(organization.key, query);
      expect(accountGroups.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    }
});

test('account groups come by their times', async () => {
  const organization = await organizationWith('a', 'b', 'c');
  await organization.query(
    `UPDATE account_groups SET
       created_at = now() - CASE lookup_name WHEN 'a' THEN interval '2 d' WHEN 'b' THEN '3 d' ELSE '1 d' END,
       updated_at = now() - CASE lookup_name WHEN 'a' THEN interval '1 d' WHEN 'b' THEN '2 d' ELSE '3 d' END
     WHERE organization_id = $1`,
    [organization.id],
  );
  expect(await names(organization, null, { field: 'CREATED_AT', direction: 'ASC' })).toEqual(['b', 'a', 'c']);
  expect(await names(organization, null, { field: 'CREATED_AT', direction: 'DESC' })).toEqual(['c', 'a', 'b']);
  expect(await names(organization, null, { field: 'UPDATED_AT', direction: 'ASC' })).toEqual(['c', 'b', 'a']);
  expect(await names(organization, null, { field: 'UPDATED_AT', direction: 'DESC' })).toEqual(['a', 'b', 'c']);
});

test('filters on lookupName: eq and in are exact, contains and startsWith know no case', async () => {
  const organization = await organizationWith('Support', 'support', 'Support EU', '100% \\_é', 'Hilfe');
  const all = await names(organization);
  const cases: [lookupName: object | null, expected: string[]][] = [
    [{ eq: 'Support' }, ['Support']],
    [{ eq: 'SUPPORT' }, []],
    [{ eq: '' }, []],
    [{ in: ['support', 'Hilfe', 'none'] }, ['support', 'Hilfe']],
    [{ in: [] }, []],
    [{ contains: 'PORT' }, ['Support', 'support', 'Support EU']],
    [{ contains: '%' }, ['100% \\_é']],
    [{ contains: '_' }, ['100% \\_é']],
    [{ contains: '\\' }, ['100% \\_é']],
    [{ contains: 'É' }, ['100% \\_é']],
    [{ contains: '' }, all],
    [{ startsWith: 'SUPPORT ' }, ['Support EU']],
    [{ startsWith: 'port' }, []],
    [{ startsWith: '_' }, []],
    [{ startsWith: 'support', contains: 'eu' }, ['Support EU']],
    [{ eq: 'Support', contains: 'Hilfe' }, []],
    [{ eq: null, in: null, contains: null, startsWith: null }, all],
    [{}, all],
    [null, all],
  ];
  for (const [lookupName, expected] of cases)
    expect([lookupName, await names(organization, { lookupName })]).toEqual([lookupName, expected]);
  expect(await names(organization, null)).toEqual(all);
});

test('the filter is on lookupName, whatever the header and the other languages say', async () => {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup({ names: { 1: 'Support', 3: 'Hilfe' } });
  const filtered = 'query ($text: String!) { accountGroups(filter: {lookupName: {eq: $text}}) { totalCount } }';
  const headers = { 'accept-language': 'de' };
  for (const [text, totalCount] of [
    ['Support', 1],
    ['Hilfe', 0],
  ] as const)
    expect(await data(organization.key, filtered, { text }, { headers })).toEqual({ accountGroups: { totalCount } });
});

test('the filter on customerCareAccess', async () => {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup({ names: { 1: 'yes' }, customerCareAccess: true });
  await organization.addAccountGroup({ names: { 1: 'no' } });
  expect(await names(organization, { customerCareAccess: true })).toEqual(['yes']);
  expect(await names(organization, { customerCareAccess: false })).toEqual(['no']);
  expect(await names(organization, { customerCareAccess: null })).toEqual(['yes', 'no']);
  expect(await names(organization, { customerCareAccess: true, lookupName: { eq: 'no' } })).toEqual([]);
});

test('bad filters are BAD_USER_INPUT', async () => {
  const organization = await TestOrganization.create();
  for (const lookupName of [
    { eq: 'a\0' },
    { contains: '\ud800' },
    { startsWith: '\0' },
    { in: ['a', '\udc00'] },
    { in: new Array(1001).fill('a') },
  ]) {
    const { data: answer, errors } = await send(organization.key, list, { filter: { lookupName } });
    expect(answer).toBeNull();
    expect(errors).toMatchObject([{ path: ['accountGroups'], extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});
