import 'reflect-metadata';
import { print } from 'graphql';
import * as documents from '../../../client/src/generated/operations.ts';
import { createGroupGatewayClient, failureOf, possibleTypes } from '../../../client/src/index.ts';
import { DateTime, mockData, mockService } from '../../../client/src/testing/index.ts';
import { buildSchemas } from '../../../src/schema/build-schema.ts';

const { GroupsDocument, GroupDocument, UpdateGroupDocument, DeleteGroupDocument, CreateGroupDocument } = documents;
const { UpdateGroupsDocument, GroupsByExternalIdDocument, WebsitesByUrlDocument } = documents;

type AnyDocument = Parameters<typeof mockData<object, object>>[0];

const operations = Object.entries(documents)
  .filter(([name]) => name.endsWith('Document'))
  .map(([name, document]) => [name, document as AnyDocument] as const);

test.each(operations)('%s has data that is made up', (_name, document) => {
  const data = mockData(document);
  expect(Object.values(data)).not.toContain(undefined);
});

test('every mutation has a document, which can be a dry run', () => {
  for (const name of Object.keys(buildSchemas().partner.getMutationType()?.getFields() ?? {})) {
    const document = new Map(operations).get(`${name[0]?.toUpperCase()}${name.slice(1)}Document`);
    expect([name, document && print(document)]).toEqual([name, expect.stringMatching(/dryRun: \$dryRun\)/)]);
  }
});

test('every member of every union can be had, alone and as one of many', () => {
  let members = 0;
  for (const [union, names] of Object.entries(possibleTypes)) {
    const [, mutation = ''] = /^(.*)Result$/.exec(union) ?? [];
    for (const document of [`${mutation}Document`, `${mutation}sDocument`].map((name) => new Map(operations).get(name)))
      for (const member of document ? names : []) {
        const data = mockData(document as AnyDocument, { [union]: member });
        expect(Object.values(data).flat()).toMatchObject([{ __typename: member }]);
        members++;
      }
  }
  expect(members).toBeGreaterThan(100);
});

test('many inputs have a result each, of the members that tests name', () => {
  const inputs = [
    { id: 'one', name: 'One' },
    { id: 'two', name: 'Two' },
  ];
  expect(mockData(UpdateGroupsDocument, {}, { inputs }).updateGroups).toMatchObject(
    inputs.map((group) => ({ __typename: 'UpdateGroupSuccess', group })),
  );
  const updateGroups = () => [{ __typename: 'NotAttempted', refusedIndex: 1 }, { __typename: 'ResourceNotFound' }];
  expect(mockData(UpdateGroupsDocument, { Mutation: { updateGroups } }, { inputs }).updateGroups).toMatchObject(
    updateGroups(),
  );
});

test('look-ups of many have the keys that they were asked for', () => {
  expect(mockData(GroupsByExternalIdDocument, {}, { externalIds: ['a', 'b'] }).groupsByExternalId).toMatchObject([
    { externalId: 'a' },
    { externalId: 'b' },
  ]);
  expect(mockData(WebsitesByUrlDocument, {}, { urls: ['a.example'] }).websitesByUrl).toMatchObject([
    [{ url: 'a.example' }],
  ]);
});

test('what tests say is there, and the rest fits it', () => {
  const { groups } = mockData(GroupsDocument, {
    GroupConnection: { nodes: [{ name: 'One' }, { id: 'two' }] },
    Group: { name: 'Any' },
  });
  expect(groups.nodes).toMatchObject([
    { name: 'One', createdAt: DateTime() },
    { name: 'Any', id: 'two' },
  ]);
  expect(groups.totalCount).toBe(2);
  expect(new Set(mockData(GroupsDocument).groups.nodes.map(({ id }) => id)).size).toBe(2);
});

test('a look-up has the id that was asked for, and a mutation says what it was given', () => {
  expect(mockData(GroupDocument, {}, { id: 'mine' }).group?.id).toBe('mine');
  expect(mockData(GroupDocument, { Query: { group: null } }).group).toBeNull();
  const input = { id: 'mine', name: 'New' };
  expect(mockData(UpdateGroupDocument, {}, { input }).updateGroup).toMatchObject({ group: input });
  const { updateGroup } = mockData(
    UpdateGroupDocument,
    { UpdateGroupResult: 'GroupRevisionConflict', Group: { name: 'Theirs' } },
    { input: { id: 'mine' } },
  );
  expect(updateGroup).toMatchObject({ currentGroup: { name: 'Theirs', id: 'mine' } });
  expect(mockData(DeleteGroupDocument, {}, { input: { id: 'mine' } }).deleteGroup).toMatchObject({
    deletedGroupId: 'mine',
  });
});

test('what the schema does not have is refused, and says so', () => {
  expect(() => mockData(CreateGroupDocument, { CreateGroupResult: 'GroupFrozen' })).toThrow(
    'CreateGroupResult has no member GroupFrozen. Its members are BillingProviderFailed, ',
  );
  expect(() => mockData(CreateGroupDocument, { Gruop: {} })).toThrow('The schema has no type Gruop.');
});

test('a mocked service answers a client, and as a resolver of Mock Service Worker', async () => {
  const service = mockService({ Group: { name: ({ name }: { name?: string }) => name ?? 'Made up' } });
  const client = createGroupGatewayClient({ url: 'http://localhost:4000', fetch: service.fetch });
  expect((await client.query({ query: GroupsDocument })).data?.groups.nodes[0]?.name).toBe('Made up');
  const request = new Request('http://localhost:4000/graphql', {
    method: 'POST',
    body: JSON.stringify({ query: '{ viewer { organization { isPartner } } }' }),
  });
  expect(await (await service.respond(request)).json()).toEqual({
    data: { viewer: { organization: { isPartner: false } } },
  });
});

test('a document that does not fit the schema fails as it would there', async () => {
  const service = mockService();
  const client = createGroupGatewayClient({ url: 'http://localhost:4000', fetch: service.fetch });
  const { gql } = await import('@apollo/client');
  const failed = await client.query({ query: gql`{ gruops { totalCount } }` }).then(() => undefined, failureOf);
  expect(failed).toMatchObject({ kind: 'other', message: expect.stringContaining('gruops') });
});
