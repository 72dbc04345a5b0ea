import { TestOrganization } from '../../../support/organization.ts';
import { issuePaths, label, labels, mutate, read } from '../operations.ts';

test('a name is set in its language, the others stay; a language that had none gets one', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'Support', 3: 'Hilfe' }, descriptions: { 3: 'Text' } });
  const { accountGroup } = await mutate(organization, 'updateAccountGroup', {
    id,
    names: [label(3, 'Kundendienst'), label('French', 'Aide')],
  });
  expect(accountGroup).toMatchObject({
    lookupName: 'Support',
    names: labels([1, 'Support'], [3, 'Kundendienst'], [4, 'Aide']),
    descriptions: labels([3, 'Text']),
  });
});

test('names and descriptions of one language are two things', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'a', 3: 'b' }, descriptions: { 1: 'c', 3: 'd' } });
  const { accountGroup } = await mutate(organization, 'updateAccountGroup', {
    id,
    names: [label(1, 'A')],
    descriptions: [label(3, 'D')],
    removeNames: [{ id: 3 }],
    removeDescriptions: [{ id: 1 }],
  });
  expect(accountGroup).toMatchObject({ names: labels([1, 'A']), descriptions: labels([3, 'D']) });
});

test('the last description may be removed, the last name may not', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'a', 3: 'b' }, descriptions: { 1: 'c' } });
  expect(await issuePaths(organization, 'updateAccountGroup', { id, removeNames: [{ id: 1 }, { id: 3 }] })).toEqual([
    'removeNames',
  ]);
  // All or nothing: what could be done is not done either.
  expect(
    await issuePaths(organization, 'updateAccountGroup', {
      id,
      removeNames: [{ id: 1 }, { id: 3 }],
      removeDescriptions: [{ id: 1 }],
      displayOrder: 8,
    }),
  ).toEqual(['removeNames']);
  const { accountGroup } = await mutate(organization, 'updateAccountGroup', { id, removeDescriptions: [{ id: 1 }] });
  expect(accountGroup.descriptions).toEqual([]);
});

test('all names may be removed where the same request sets another one', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'a', 3: 'b' } });
  const { accountGroup } = await mutate(organization, 'updateAccountGroup', {
    id,
    removeNames: [{ id: 1 }, { id: 3 }],
    names: [label(5, 'c')],
  });
  expect(accountGroup).toMatchObject({ lookupName: 'c', name: 'c', names: labels([5, 'c']) });
});

test('a language without a label is ignored by a removal', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'a' }, descriptions: { 1: 'b' } });
  const { accountGroup } = await mutate(organization, 'updateAccountGroup', {
    id,
    removeNames: [{ id: 3 }],
    removeDescriptions: [{ id: 3 }, { id: 1 }],
  });
  expect(accountGroup).toMatchObject({ names: labels([1, 'a']), descriptions: [], revision: 2 });
});

test('lookupName follows the default language, else the lowest language id', async () => {
  const organization = await TestOrganization.create();
  await organization.query('UPDATE organizations SET default_language_id = 4 WHERE id = $1', [organization.id]);
  const id = await organization.addAccountGroup({ names: { 3: 'de', 5: 'es' } });
  const steps: [change: object, lookupName: string][] = [
    [{ names: [label(5, 'es 2')] }, 'de'],
    [{ names: [label(4, 'fr')] }, 'fr'],
    [{ names: [label(3, 'de 2')] }, 'fr'],
    [{ names: [label(1, 'en')] }, 'fr'],
    [{ removeNames: [{ id: 4 }] }, 'en'],
    [{ removeNames: [{ id: 1 }], names: [label(3, 'de 3')] }, 'de 3'],
    [{ removeNames: [{ id: 3 }] }, 'es 2'],
  ];
  for (const [change, lookupName] of steps) {
    const { accountGroup } = await mutate(organization, 'updateAccountGroup', { id, ...change });
    expect(accountGroup).toMatchObject({ lookupName, name: lookupName });
    expect(await read(organization, id)).toMatchObject({ lookupName });
  }
});

test('text is stored as it is, up to 80 and 4,000 code points', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  for (const [name, description] of [
    ['x'.repeat(80), 'y'.repeat(4000)],
    ['😀'.repeat(80), '😀'.repeat(4000)],
    [`'"\\%_$1;--`, `'"\\%_$1;--\n.`],
    ['İıßﬁ\u0301', '\u202eabc'],
  ] as const) {
    const { accountGroup } = await mutate(organization, 'updateAccountGroup', {
      id,
      names: [label(1, name)],
      descriptions: [label(1, description)],
    });
    expect(accountGroup).toMatchObject({
      lookupName: name,
      names: labels([1, name]),
      descriptions: labels([1, description]),
    });
  }
});
