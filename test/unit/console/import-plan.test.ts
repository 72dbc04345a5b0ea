import { type Known, planRow } from '../../../web/console/groups/import/plan.ts';
import { readRows } from '../../../web/console/groups/import/read-rows.ts';

const group = (id: string, name: string) => ({
  id,
  name,
  externalId: null,
  billingEnabled: false,
  createdAt: '',
  updatedAt: '',
  revision: 1,
});

const known: Known = {
  addresses: new Map([
    ['WWW.a.example', { url: 'www.a.example' }],
    ['www.a.example', { url: 'www.a.example' }],
    ['new.example', { url: 'new.example' }],
    ['nowhere', { problem: 'Must have a dot.' }],
  ]),
  websites: new Map([
    [
      'www.a.example',
      [
        { id: 'oldest', groupIds: new Set(['other']) },
        { id: 'member', groupIds: new Set(['1']) },
      ],
    ],
  ]),
  groupsByExternalId: new Map([['acct-1', group('1', 'Before')]]),
  groupsByName: new Map([
    ['Twice', [group('2', 'Twice'), group('3', 'Twice')]],
    ['Here', [group('4', 'Here')]],
  ]),
};

const plan = (text: string, isPartner = true) => readRows(text, isPartner).map((row) => planRow(row, known));

test('rows are read by their titles, or as name, external id and addresses', () => {
  const expected = [expect.objectContaining({ name: 'News', externalId: 'x', urls: ['a.example', 'b.example'] })];
  expect(readRows('websites\tName\tExternal ID\na.example; b.example\t News \tx', true)).toEqual(expected);
  expect(readRows('News,x,"a.example\nb.example"', true)).toEqual(expected);
});

test('direct customers have no external ids: rows without titles are name and addresses', () => {
  expect(readRows('News,a.example b.example', false)).toEqual([
    expect.objectContaining({ name: 'News', externalId: '', urls: ['a.example', 'b.example'] }),
  ]);
});

test('a group is found by its external id or its name, and gets only what it lacks', () => {
  const [byExternalId, byName, fresh] = plan(
    'After,acct-1,WWW.a.example new.example\nHere,,www.a.example\nNew,,www.a.example www.a.example WWW.a.example',
  );
  expect(byExternalId).toMatchObject({
    action: 'change',
    group: { id: '1', name: 'Before' },
    websites: [
      { url: 'www.a.example', id: 'member', isIn: true },
      { url: 'new.example', isIn: false },
    ],
  });
  expect(byExternalId?.websites[1]).not.toHaveProperty('id');
  expect(byName).toMatchObject({ action: 'change', websites: [{ id: 'oldest', isIn: false }] });
  expect(fresh).toMatchObject({ action: 'create', websites: [{ id: 'oldest' }] });
  expect(fresh?.websites).toHaveLength(1);
});

test('what is there already changes nothing', () => {
  expect(plan('Before,acct-1,www.a.example\nHere,,')).toMatchObject([{ action: 'nothing' }, { action: 'nothing' }]);
});

test.each([
  ['Twice,,www.a.example', 'Several groups have this name'],
  ['New,,', 'needs at least one website'],
  ['New,,nowhere', 'The address “nowhere”: Must have a dot.'],
  [',x,www.a.example', 'The name is missing'],
])('%j is refused with its reason', (text, problem) => {
  expect(plan(text)).toMatchObject([{ action: 'refused', problem: expect.stringContaining(problem) }]);
});

test('a group that is there twice is refused the second time, and an external id of a direct customer always', () => {
  expect(plan('Here,,www.a.example\nHere,,new.example')[1]).toMatchObject({
    action: 'refused',
    problem: 'It is the same group as in line 1.',
  });
  expect(plan('name,externalId,urls\nNew,x,www.a.example', false)).toMatchObject([
    { problem: 'External ids are for partners only.' },
  ]);
});
