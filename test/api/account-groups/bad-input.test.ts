import fc from 'fast-check';
import { post, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { mutations } from './operations.ts';

const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\udc00x',
    '\uffff',
    '\u202e',
    "'; DROP TABLE groups; --",
    '$1',
    '\\',
    '%',
  ),
  fc.constantFrom('x'.repeat(81), '😀'.repeat(81), 'x'.repeat(4001), '\ufeff', '\u0000'.repeat(100), '\u{10ffff}'),
  fc.string({ unit: 'binary', maxLength: 90 }),
);
const int = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 2147483647, -2147483648, 2147483648, 1e20, 1.5, '1', true, null),
  fc.integer(),
);
const id = fc.oneof(
  text,
  fc.constantFrom(
    '0',
    '-1',
    '007',
    '1e3',
    '0x10',
    '9223372036854775807',
    '9223372036854775808',
    '9'.repeat(1000),
    '1.0',
  ),
  fc.constantFrom(0, -1, 1, 2 ** 53, 1e300, 1.5, null, true, {}, ['1']),
  fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String),
);
const language = fc.oneof(
  fc.record({ id: int, lookupName: text }, { requiredKeys: [] }),
  fc.record({ id: fc.integer({ min: 0, max: 40 }) }),
  fc.constantFrom(null, 1, 'en_US', []),
);
const label = fc.record({ language, labelText: fc.oneof(text, fc.constant(null)) });
const list = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof(
    fc.array(item, { maxLength: 4 }),
    fc.constant(null),
    item,
    item.map((one) => new Array(JSON.stringify(one).length < 1000 ? 1001 : 2).fill(one)),
  );
const attributes = fc.oneof(
  fc.record({ customerCareAccess: fc.constantFrom(true, false, null, 1) }, { requiredKeys: [] }),
  fc.constant(null),
);

const optional = <T>(fields: Record<string, fc.Arbitrary<T>>) => fc.record(fields, { requiredKeys: [] });
const inputs: Record<keyof typeof mutations, fc.Arbitrary<object>> = {
  createAccountGroup: optional<unknown>({
    names: list(label),
    descriptions: list(label),
    displayOrder: int,
    attributes,
  }),
  updateAccountGroup: optional<unknown>({
    id,
    names: list(label),
    removeNames: list(language),
    descriptions: list(label),
    removeDescriptions: list(language),
    displayOrder: int,
    attributes,
    expectedRevision: int,
  }),
  deleteAccountGroup: optional<unknown>({ id, expectedRevision: int }),
  moveStaffAccounts: optional<unknown>({ accountIds: list(id), accountGroupId: id }),
  createStaffAccount: optional<unknown>({ login: text, displayName: text, accountGroupId: id }),
  updateStaffAccount: optional<unknown>({ id, login: text, displayName: text }),
  deleteStaffAccount: optional<unknown>({ id }),
};

/** What no answer may be: a fault of the service. */
function expectNoFault({ status, errors }: Awaited<ReturnType<typeof send>>): void {
  expect(status).toBeLessThan(500);
  for (const { extensions } of errors ?? []) expect(extensions.code).toBe('BAD_USER_INPUT');
}

test.each(Object.entries(inputs))('%s: no input is a fault of the service', async (name, arbitrary) => {
  const organization = await TestOrganization.create();
  const own = await organization.addAccountGroup();
  const [account] = await organization.addStaffAccounts(own, 1);
  const { document } = mutations[name as keyof typeof mutations];
  await fc.assert(
    fc.asyncProperty(arbitrary, fc.boolean(), async (input, real) => {
      // Half of them get as far as to a row that there is.
      const target = real ? { id: name.endsWith('StaffAccount') ? account : own, accountGroupId: own } : {};
      const known = Object.fromEntries(Object.entries(target).filter(([field]) => field in input));
      expectNoFault(await send(organization.key, document, { input: { ...input, ...known } }));
    }),
    { numRuns: 30, endOnFailure: true },
  );
});

test('queries: no argument is a fault of the service', async () => {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup();
  const query = `query ($id: ID!, $ids: [ID!]!, $text: String, $texts: [String!], $language: LabelLanguageRef) {
    accountGroup(id: $id) { id } staffAccount(id: $id) { id } accountGroupsById(ids: $ids) { id }
    accountGroups(filter: {lookupName: {eq: $text, in: $texts, contains: $text, startsWith: $text}}, after: $text) {
      totalCount nodes { name(language: $language) }
    }
  }`;
  const variables = optional<unknown>({ id, ids: list(id), text, texts: list(text), language });
  await fc.assert(
    fc.asyncProperty(variables, async (values) => {
      expectNoFault(await send(organization.key, query, { id: '1', ids: ['1'], ...values }));
    }),
    { numRuns: 100, endOnFailure: true },
  );
});

test('a list with more faults than are told is the fault of who sent it', async () => {
  const organization = await TestOrganization.create();
  const { document } = mutations.moveStaffAccounts;
  const input = { accountIds: new Array(100).fill(null), accountGroupId: '1' };
  const { status, data: answer, errors } = await send(organization.key, document, { input });
  expect([status, answer, errors?.length]).toEqual([400, undefined, 5]);
  const codes = errors?.map(({ extensions }) => extensions.code);
  expect(codes).toEqual(new Array(5).fill('BAD_USER_INPUT'));
});

test('what JSON cannot say well is refused before it is read', async () => {
  const organization = await TestOrganization.create();
  const before = await organization.snapshot();
  const input = (value: string) =>
    `{"query": ${JSON.stringify(mutations.createAccountGroup.document)}, "variables": {"input": ${value}}}`;
  for (const value of [
    '{"names": ',
    '{"__proto__": {"names": []}}',
    '{"constructor": {"prototype": {}}}',
    `${'['.repeat(5000)}`,
  ]) {
    const answer = await post(input(value), { 'x-api-key': organization.key });
    expect(answer.status).toBeLessThan(500);
    expect(answer.data ?? null).toBeNull();
  }
  expect(await organization.snapshot()).toBe(before);
});
