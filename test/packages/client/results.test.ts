import {
  GroupDocument,
  matchResult,
  UpdateGroupDocument,
  type UpdateGroupMutation,
  UpdateGroupsDocument,
} from '../../../client/src/index.ts';
import { TestOrganization } from '../../support/organization.ts';
import { apolloClient } from './apollo.ts';

const describeResult = (result: UpdateGroupMutation['updateGroup']) =>
  matchResult(result, {
    UpdateGroupSuccess: ({ group }) => `renamed to ${group.name}`,
    GroupExternalIdTaken: ({ existingGroup }) => `taken by ${existingGroup.name}`,
    GroupRevisionConflict: ({ currentGroup }) => `is ${currentGroup.name} now`,
    InvalidResourceInput: ({ issues }) => issues.map(({ path }) => path.join('.')).join(),
    ResourceNotFound: ({ missingId }) => `no ${missingId}`,
    PartnerOnlyField: ({ field }) => `not for you: ${field}`,
    BillingProviderFailed: ({ retryable }) => `try again: ${retryable}`,
    NotAttempted: ({ message }) => message,
    otherwise: ({ __typename, message }) => `${__typename} is new: ${message}`,
  });

test('each member gets to its handler, with its own fields', async () => {
  const organization = await TestOrganization.create();
  const [id] = await organization.addGroups(2, (n) => ({ name: `Group ${n}`, externalId: `taken-${n}` }));
  const client = apolloClient(organization.key);
  const update = async (input: object) => {
    const variables = { input: { id: id as string, ...input } };
    const { data } = await client.mutate({ mutation: UpdateGroupDocument, variables });
    return data && describeResult(data.updateGroup);
  };
  expect(await update({ externalId: 'taken-1' })).toBe('taken by Group 1');
  expect(await update({ name: '' })).toBe('name');
  expect(await update({ id: 'none', name: 'New' })).toBe('no none');
  expect(await update({ name: 'New', expectedRevision: 7 })).toBe('is Group 0 now');
  expect(await update({ name: 'New' })).toBe('renamed to New');
  await organization.setBillingOutage(true);
  expect(await update({ billingEnabled: true })).toBe('try again: true');
});

test('each of many results gets to its handler, those that were not attempted, too', async () => {
  const organization = await TestOrganization.create();
  const [id = ''] = await organization.addGroups(1, () => ({ name: 'Before' }));
  const client = apolloClient(organization.key);
  const inputs = [
    { id, name: 'After' },
    { id: 'none', name: 'New' },
  ];
  const update = async (options: { atomic?: boolean; dryRun?: boolean }) => {
    const { data } = await client.mutate({ mutation: UpdateGroupsDocument, variables: { inputs, ...options } });
    return data?.updateGroups.map((result) => describeResult(result));
  };
  expect(await update({ atomic: true })).toEqual([expect.stringMatching(/refused|input/i), 'no none']);
  expect(await update({ dryRun: true })).toEqual(['renamed to After', 'no none']);
  const { data } = await client.query({ query: GroupDocument, variables: { id } });
  expect(data?.group).toMatchObject({ name: 'Before', revision: 1 });
  expect(await update({})).toEqual(['renamed to After', 'no none']);
});

test('a direct customer that sends a member for partners gets to its handler', async () => {
  const organization = await TestOrganization.create({ partner: false });
  const variables = { input: { id: await organization.addGroup(), externalId: null } };
  const { data } = await apolloClient(organization.key).mutate({ mutation: UpdateGroupDocument, variables });
  expect(data && describeResult(data.updateGroup)).toBe('not for you: externalId');
});

/** The answers of a newer version of the service, which has a member that this build does not know. */
const newerService: typeof fetch = async (address, init) => {
  const response = await fetch(address, init);
  const text = (await response.text()).replace('"GroupExternalIdTaken"', '"GroupFrozen"');
  return new Response(text, { status: response.status, headers: response.headers });
};

test('a member that a newer service has gets to `otherwise`, with its message', async () => {
  const organization = await TestOrganization.create();
  const [id] = await organization.addGroups(2, (n) => ({ externalId: `taken-${n}` }));
  const client = apolloClient(organization.key, { fetch: newerService });
  const { data } = await client.mutate({
    mutation: UpdateGroupDocument,
    variables: { input: { id: id as string, externalId: 'taken-1' } },
    update: (_cache, result) => expect(result.data?.updateGroup.__typename).toBe('GroupFrozen'),
  });
  expect(data && describeResult(data.updateGroup)).toMatch(/^GroupFrozen is new: The group \S+ has this external id/);
});

test.each(['otherwise', 'toString', 'constructor', '__proto__'])('a member named %s is an unknown one', (name) => {
  expect(describeResult({ __typename: name, message: 'M' } as never)).toBe(`${name} is new: M`);
});
