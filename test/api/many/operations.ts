import { type Answer, data, send } from '../../support/graphql.ts';
import type { Member } from '../../support/operation.ts';
import type { TestOrganization } from '../../support/organization.ts';

const refusals = `... on ResourceError { message } ... on InvalidResourceInput { issues { path } } ... on NotAttempted { refusedIndex }`;
const group = 'id name revision externalId billingEnabled';

/** What to select of each mutation of many. */
const selections: Record<string, string> = {
  createGroups: `... on CreateGroupSuccess { group { ${group} websites { totalCount } } } ... on GroupExternalIdTaken { existingGroup { id } }`,
  updateGroups: `... on UpdateGroupSuccess { group { ${group} } } ... on GroupExternalIdTaken { existingGroup { id } }
    ... on GroupRevisionConflict { currentGroup { revision } } ... on ResourceNotFound { id }`,
  createWebsites:
    '... on CreateWebsiteSuccess { website { id url revision } } ... on WebsiteExternalIdTaken { existingWebsite { id } }',
  updateAccountGroups: `... on UpdateAccountGroupSuccess { accountGroup { id lookupName displayOrder revision } displaced { id } }
    ... on AccountGroupRevisionConflict { currentAccountGroup { revision } }`,
};

interface Options {
  atomic?: boolean;
  url?: string;
  headers?: Record<string, string>;
}

const documentOf = (name: string) => {
  const inputType = `${name.charAt(0).toUpperCase()}${name.slice(1, -1)}Input`;
  return `mutation ($inputs: [${inputType}!]!, $atomic: Boolean) {
    results: ${name}(inputs: $inputs, atomic: $atomic) { __typename ${refusals} ${selections[name]} }
  }`;
};

export async function many(name: string, key: string, inputs: object[], options: Options = {}): Promise<Member[]> {
  const { atomic = false, ...rest } = options;
  return (await data(key, documentOf(name), { inputs, atomic }, rest)).results;
}

export const attemptMany = (name: string, key: string, inputs: object[], options: Options = {}): Promise<Answer> =>
  send(key, documentOf(name), { inputs, atomic: options.atomic ?? false }, options);

/** The members that the results are. */
export const membersOf = (results: Member[]) => results.map(({ __typename }) => __typename);

/** Adds groups named `Before`, all at once; their ids. */
export async function addGroups(organization: TestOrganization, count: number): Promise<string[]> {
  const rows = await organization.query(
    `INSERT INTO groups (organization_id, id, name)
     SELECT $1, gen_random_uuid(), 'Before' FROM generate_series(1, $2::int) RETURNING id`,
    [organization.id, count],
  );
  return rows.map(({ id }) => id as string);
}
