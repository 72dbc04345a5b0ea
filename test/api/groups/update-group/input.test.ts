import { randomUUID } from 'node:crypto';
import { expectIssues, expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { createGroup } from '../create-group/operation.ts';
import { type UpdateGroupInput, updateGroup } from './operation.ts';

let organization: TestOrganization;
let id: string;
let inside: string;
let outside: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  [inside, outside] = (await organization.addWebsites(2)) as [string, string];
  id = await organization.addGroup({ name: 'Before', externalId: 'before', websiteIds: [inside] });
});

/** Sends a change beside valid ones: none of them may be applied. */
async function refuse(change: Partial<UpdateGroupInput>, ...paths: string[]) {
  const valid = { name: 'After', addWebsiteIds: [outside], externalId: 'after', billingEnabled: false };
  for (const input of [
    { id, ...change },
    { id, ...valid, ...change },
    { id, ...valid, billingEnabled: true, ...change },
  ])
    expectIssues(await unchanged(organization, () => updateGroup(organization.key, input)), ...paths);
}

test.each([{}, { expectedRevision: 1 }, { expectedRevision: null }])(
  '%j beside the id is too little',
  async (change) => {
    expectIssues(await unchanged(organization, () => updateGroup(organization.key, { id, ...change })), '');
  },
);

const unfitTexts: [string, string][] = [
  ['empty', ''],
  ['of 256 characters', 'x'.repeat(256)],
  ['of 256 characters beyond the basic plane', '🦊'.repeat(256)],
  ['with a NUL', 'a\0b'],
  ['with half a surrogate pair', 'a\ud800b'],
];

test.each([...unfitTexts, ['of white space', ' \t\n\u00a0\u3000']])('a name %s', (_, name) => refuse({ name }, 'name'));

test.each(unfitTexts)('an external id %s', (_, externalId) => refuse({ externalId }, 'externalId'));

test.each(['name', 'addWebsiteIds', 'removeWebsiteIds', 'billingEnabled'])('%s must not be null', (field) =>
  refuse({ [field]: null }, field),
);

test.each(['addWebsiteIds', 'removeWebsiteIds'])('%s must have 1 to 1,000 ids', async (field) => {
  await refuse({ [field]: [] }, field);
  const another = await organization.addWebsite();
  await refuse({ [field]: Array.from({ length: 1001 }, () => another) }, field);
});

test('addWebsiteIds names each website that is unknown, deleted or of another organization', async () => {
  const stranger = await TestOrganization.create();
  const [theirs] = (await stranger.addWebsites(1)) as [string];
  const deleted = await organization.addWebsite({ deleted: true });
  await refuse(
    { addWebsiteIds: [outside, randomUUID(), inside, theirs, deleted, 'no uuid', '', outside] },
    'addWebsiteIds.1',
    'addWebsiteIds.3',
    'addWebsiteIds.4',
    'addWebsiteIds.5',
    'addWebsiteIds.6',
  );
});

test('a deleted website is told with restoreWebsite, where it is your own', async () => {
  const stranger = await TestOrganization.create();
  const [theirs, own] = [
    await stranger.addWebsite({ deleted: true }),
    await organization.addWebsite({ deleted: true }),
  ];
  const ids = [own.toUpperCase(), theirs, randomUUID(), 'no uuid', own];
  const group = await organization.addGroup();
  const { key } = organization;
  for (const billingEnabled of [undefined, true])
    for (const name of ['Fine', ''])
      for (const result of [
        await updateGroup(key, { id: group, addWebsiteIds: ids, name, ...(billingEnabled && { billingEnabled }) }),
        await createGroup(key, { websiteIds: ids, name, ...(billingEnabled && { billingEnabled }) }),
      ]) {
        const { issues } = expectMember(result, 'InvalidResourceInput');
        const ofIds = issues.filter(({ path }: { path: string[] }) => path.length > 1);
        const messages = ofIds.map(({ message }: { message: string }) => message);
        expect(messages.map((message: string) => message.includes('restoreWebsite'))).toEqual([
          true,
          false,
          false,
          false,
          true,
        ]);
        expect(messages[1]).toBe(messages[2]);
      }
});

test('a deleted website cannot be added again even where it is still a member', async () => {
  const deleted = await organization.addWebsite({ deleted: true });
  const group = await organization.addGroup({ websiteIds: [deleted] });
  expectIssues(
    await unchanged(organization, () => updateGroup(organization.key, { id: group, addWebsiteIds: [deleted] })),
    'addWebsiteIds.0',
  );
});

test('the same id in both lists is named, in whatever letters', async () => {
  await refuse({ addWebsiteIds: [outside], removeWebsiteIds: [inside, outside.toUpperCase()] }, 'removeWebsiteIds.1');
  await refuse({ addWebsiteIds: [inside], removeWebsiteIds: [inside] }, 'removeWebsiteIds.0');
});

test('everything that is wrong is told at once', () =>
  refuse(
    { name: ' ', addWebsiteIds: [outside, 'no uuid'], removeWebsiteIds: [], billingEnabled: null, externalId: '' },
    'name',
    'addWebsiteIds.1',
    'removeWebsiteIds',
    'billingEnabled',
    'externalId',
  ));

test('the input is judged before the group is looked for, and before its revision', async () => {
  expectIssues(await updateGroup(organization.key, { id: randomUUID(), name: '' }), 'name');
  expectIssues(
    await updateGroup(organization.key, { id: randomUUID(), addWebsiteIds: ['no uuid'] }),
    'addWebsiteIds.0',
  );
  expectIssues(
    await updateGroup(organization.key, { id, addWebsiteIds: ['no uuid'], expectedRevision: 7 }),
    'addWebsiteIds.0',
  );
});
