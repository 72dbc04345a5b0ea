import { TestOrganization } from '../../../support/organization.ts';
import { label, labels, mutate, places, read } from '../operations.ts';

test('an account group is created with everything that the input says', async () => {
  const organization = await TestOrganization.create();
  const { accountGroup, displaced, __typename } = await mutate(organization, 'createAccountGroup', {
    names: [label('de_DE', 'Hilfe'), label('English (Canada)', 'Help'), label(1, 'Support')],
    descriptions: [label('French', 'Texte'), label(1, 'Text')],
    displayOrder: 17,
    attributes: { customerCareAccess: true },
  });
  expect(__typename).toBe('CreateAccountGroupSuccess');
  expect(displaced).toEqual([]);
  expect(accountGroup).toEqual({
    id: expect.stringMatching(/^[1-9]\d*$/),
    lookupName: 'Support',
    name: 'Support',
    names: labels([1, 'Support'], [3, 'Hilfe'], [19, 'Help']),
    descriptions: labels([1, 'Text'], [4, 'Texte']),
    displayOrder: 17,
    attributes: { customerCareAccess: true },
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    updatedAt: accountGroup.createdAt,
    revision: 1,
  });
  expect(await read(organization, accountGroup.id)).toEqual(accountGroup);
});

test('a name is enough: the rest is absent or null', async () => {
  const organization = await TestOrganization.create();
  for (const [index, rest] of [
    {},
    { descriptions: null, displayOrder: null, attributes: null },
    { descriptions: [], attributes: {} },
  ].entries()) {
    const { accountGroup } = await mutate(organization, 'createAccountGroup', { names: [label(5, 'x')], ...rest });
    expect(accountGroup).toMatchObject({
      lookupName: 'x',
      names: labels([5, 'x']),
      descriptions: [],
      displayOrder: index + 1,
      attributes: { customerCareAccess: false },
    });
  }
});

test('lookupName is the name in the default language of the organization, else in the lowest language', async () => {
  const organization = await TestOrganization.create();
  await organization.query('UPDATE organizations SET default_language_id = 5 WHERE id = $1', [organization.id]);
  const names = [label(7, 'nl'), label(3, 'de')];
  const without = await mutate(organization, 'createAccountGroup', { names });
  expect(without.accountGroup.lookupName).toBe('de');
  const having = await mutate(organization, 'createAccountGroup', { names: [...names, label(5, 'es')] });
  expect(having.accountGroup.lookupName).toBe('es');
});

test('without a place it comes after the last one, whatever gaps there are', async () => {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup({ displayOrder: 3 });
  await organization.addAccountGroup({ displayOrder: 40 });
  const { accountGroup } = await mutate(organization, 'createAccountGroup', { names: [label(1, 'x')] });
  expect(accountGroup.displayOrder).toBe(41);
});

test('at a taken place it makes room', async () => {
  const organization = await TestOrganization.create();
  const a = await organization.addAccountGroup({ displayOrder: 1 });
  const b = await organization.addAccountGroup({ displayOrder: 2 });
  const c = await organization.addAccountGroup({ displayOrder: 4 });
  const input = { names: [label(1, 'x')], displayOrder: 1 };
  const { accountGroup, displaced } = await mutate(organization, 'createAccountGroup', input);
  expect(accountGroup).toMatchObject({ displayOrder: 1, revision: 1 });
  expect(displaced).toMatchObject([
    { id: a, displayOrder: 2, revision: 2 },
    { id: b, displayOrder: 3, revision: 2 },
  ]);
  expect(await places(organization)).toEqual([
    [accountGroup.id, 1],
    [a, 2],
    [b, 3],
    [c, 4],
  ]);
});

const max = 2147483647;
const names = [label(1, 'x')];

test.each([
  [[max], max - 1],
  [[3, max], max - 1],
  [[max - 1, max], max - 2],
  [[max - 5, max - 2, max - 1, max], max - 3],
  [[max - 1], max],
  [[1], 2],
  [[], 1],
])('beside siblings at %j the default place is %i', async (siblings, place) => {
  for (const displayOrder of [undefined, null]) {
    const organization = await TestOrganization.create();
    for (const taken of siblings) await organization.addAccountGroup({ displayOrder: taken });
    const { accountGroup, displaced } = await mutate(organization, 'createAccountGroup', { names, displayOrder });
    expect(accountGroup.displayOrder).toBe(place);
    expect(displaced).toEqual([]);
  }
});

test('many who create at once without a place, below a sibling at the top, each get one of their own', async () => {
  const organization = await TestOrganization.create();
  for (const displayOrder of [max - 3, max]) await organization.addAccountGroup({ displayOrder });
  const created = await Promise.all(
    Array.from({ length: 8 }, () => mutate(organization, 'createAccountGroup', { names })),
  );
  const taken = created.map(({ accountGroup }) => accountGroup.displayOrder).sort((a, b) => b - a);
  expect(taken).toEqual([1, 2, 4, 5, 6, 7, 8, 9].map((below) => max - below));
});

test('labels are stored in NFC and trimmed, and a description keeps its line breaks', async () => {
  const organization = await TestOrganization.create();
  const { accountGroup } = await mutate(organization, 'createAccountGroup', {
    names: [label(1, ' Cafe\u0301\n'), label(3, `${'e\u0301'.repeat(80)} `)],
    descriptions: [label(1, '\n One\r\nTwo\nu\u0308 ')],
  });
  expect(accountGroup).toMatchObject({
    lookupName: 'Café',
    names: labels([1, 'Café'], [3, 'é'.repeat(80)]),
    descriptions: labels([1, 'One\r\nTwo\nü']),
  });
});
