import { unchanged } from '../../support/expectations.ts';
import { type Answer, data, send } from '../../support/graphql.ts';
import { invalidInput, type Member, mutation, notFound } from '../../support/operation.ts';
import type { TestOrganization } from '../../support/organization.ts';

/** Everything that an account group tells of itself. */
export const accountGroupFields = `
  id lookupName name displayOrder revision createdAt updatedAt
  attributes { customerCareAccess }
  names { language { id } labelText }
  descriptions { language { id } labelText }`;

const changed = `accountGroup { ${accountGroupFields} } displaced { id displayOrder revision updatedAt }`;
const revisionConflict = { AccountGroupRevisionConflict: `currentAccountGroup { ${accountGroupFields} }` };
const languageFaults = {
  UnknownLabelLanguage: 'path issues { path message }',
  AmbiguousLabelLanguage: 'path issues { path message } candidates { id lookupName name }',
};
const staffAccount = 'staffAccount { id login displayName staffGroup { id } }';
const loginTaken = { StaffAccountLoginTaken: 'login existingStaffAccount { id login }' };

/** The mutations of account groups and staff accounts, with all that they can answer. */
export const mutations = {
  createAccountGroup: mutation('createAccountGroup', {
    CreateAccountGroupSuccess: changed,
    ...invalidInput,
    ...languageFaults,
  }),
  updateAccountGroup: mutation('updateAccountGroup', {
    UpdateAccountGroupSuccess: changed,
    ...invalidInput,
    ...notFound,
    ...languageFaults,
    ...revisionConflict,
  }),
  deleteAccountGroup: mutation('deleteAccountGroup', {
    DeleteAccountGroupSuccess: 'deletedAccountGroupId',
    ...invalidInput,
    ...notFound,
    ...revisionConflict,
    AccountGroupNotEmpty: 'accountCount',
  }),
  moveStaffAccounts: mutation('moveStaffAccounts', {
    MoveStaffAccountsSuccess: 'accountGroup { id revision } accounts { id displayName staffGroup { id } }',
    ...invalidInput,
    ...notFound,
  }),
  createStaffAccount: mutation('createStaffAccount', {
    CreateStaffAccountSuccess: staffAccount,
    ...invalidInput,
    ...notFound,
    ...loginTaken,
  }),
  updateStaffAccount: mutation('updateStaffAccount', {
    UpdateStaffAccountSuccess: staffAccount,
    ...invalidInput,
    ...notFound,
    ...loginTaken,
  }),
  deleteStaffAccount: mutation('deleteStaffAccount', {
    DeleteStaffAccountSuccess: 'deletedStaffAccountId',
    ...invalidInput,
    ...notFound,
  }),
};

type Name = keyof typeof mutations;
type Sender = { key: string };

/** Runs a mutation that must come to a result, on the shared service or on another one, and hands that out. */
export async function mutate({ key }: Sender, name: Name, input: object, url?: string): Promise<Member> {
  return (await data(key, mutations[name].document, { input }, url === undefined ? {} : { url }))[name];
}

/** Runs a mutation that comes to one of the results which write nothing, and sees to it that nothing is written. */
export async function refused(organization: TestOrganization, name: Name, input: object): Promise<Member> {
  const result = await unchanged(organization, () => mutate(organization, name, input));
  expect(result.__typename).not.toMatch(/Success$/);
  expect(result.message).toEqual(expect.any(String));
  return result;
}

/** The paths of what is wrong with an input that is refused. */
export async function issuePaths(...args: Parameters<typeof refused>): Promise<string[]> {
  const result = await refused(...args);
  expect(result).toMatchObject({ __typename: 'InvalidResourceInput' });
  return result.issues.map(({ path }: { path: string[] }) => path.join('.'));
}

/** The code of the one error that a mutation ends with, before anything is written. */
export async function errorCode(
  organization: TestOrganization,
  key: string,
  name: Name,
  input: object,
): Promise<unknown> {
  const answer = await unchanged(organization, () => send(key, mutations[name].document, { input }));
  expect(answer.data?.[name] ?? null).toBeNull();
  expect(answer.errors).toHaveLength(1);
  return answer.errors?.[0]?.extensions.code;
}

/** Reads an account group; null where there is none. */
export async function read({ key }: Sender, id: string, headers: Record<string, string> = {}): Promise<Answer['data']> {
  const query = `query ($id: ID!) { accountGroup(id: $id) { ${accountGroupFields} } }`;
  return (await data(key, query, { id }, { headers })).accountGroup;
}

/** The ids and places of all account groups of an organization in their order, read past the service. */
export async function places(organization: TestOrganization): Promise<[id: string, displayOrder: number][]> {
  const rows = await organization.query(
    'SELECT id::text, display_order FROM account_groups WHERE organization_id = $1 ORDER BY display_order',
    [organization.id],
  );
  return rows.map(({ id, display_order }) => [id as string, display_order as number]);
}

/** Texts that are no id of an account group or a staff account. */
export const noIds = [
  '0',
  '-7',
  '+7',
  '007',
  ' 7',
  '7 ',
  '7.0',
  '1e3',
  '9223372036854775808',
  '9'.repeat(400),
  '',
  'x',
  '7\0',
  '٧',
];

/** A language of an input, by its id or its name. */
export const ref = (language: number | string) =>
  typeof language === 'number' ? { id: language } : { lookupName: language };

/** A label of an input. */
export const label = (language: number | string, labelText: string) => ({ language: ref(language), labelText });

/** Labels of an answer. */
export const labels = (...texts: [languageId: number, labelText: string][]) =>
  texts.map(([id, labelText]) => ({ language: { id }, labelText }));
