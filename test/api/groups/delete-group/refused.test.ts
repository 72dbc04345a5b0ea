import { randomUUID } from 'node:crypto';
import { expectError, expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { updateGroup } from '../update-group/operation.ts';
import { deleteGroup } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

test('a group that is billed: GroupBillingStillEnabled until billing is switched off', async () => {
  const websiteIds = await organization.addWebsites(1);
  const id = await organization.addGroup({ billingEnabled: true, websiteIds });
  for (const expectedRevision of [null, 1]) {
    const result = await unchanged(organization, () => deleteGroup(organization.key, { id, expectedRevision }));
    expect(expectMember(result, 'GroupBillingStillEnabled').group).toMatchObject({
      id,
      billingEnabled: true,
      revision: 1,
    });
  }
  expectMember(await updateGroup(organization.key, { id, billingEnabled: false }), 'UpdateGroupSuccess');
  expectMember(await deleteGroup(organization.key, { id }), 'DeleteGroupSuccess');
});

test.each([false, true])(
  'another revision: GroupRevisionConflict with the group, billed or not (%p)',
  async (billingEnabled) => {
    const id = await organization.addGroup({ billingEnabled });
    const result = await unchanged(organization, () => deleteGroup(organization.key, { id, expectedRevision: 2 }));
    expect(expectMember(result, 'GroupRevisionConflict').currentGroup).toMatchObject({ id, revision: 1 });
  },
);

test('a group that is not there: ResourceNotFound, the same for one of another organization', async () => {
  const stranger = await TestOrganization.create();
  const theirs = await stranger.addGroup();
  const deleted = await organization.addGroup();
  expectMember(await deleteGroup(organization.key, { id: deleted }), 'DeleteGroupSuccess');
  for (const id of [theirs, deleted, randomUUID(), 'no uuid', '', '\0'])
    for (const expectedRevision of [null, 1]) {
      const result = await unchanged(stranger, () =>
        unchanged(organization, () => deleteGroup(organization.key, { id, expectedRevision })),
      );
      expect(expectMember(result, 'ResourceNotFound')).toMatchObject({ typeName: 'Group', id });
    }
});

test('a key that is confined to websites: FORBIDDEN', async () => {
  const websiteIds = await organization.addWebsites(1);
  const id = await organization.addGroup({ websiteIds });
  const key = await organization.createKey({ websiteIds });
  expectError(await unchanged(organization, () => deleteGroup.attempt(key, { id })), 'FORBIDDEN', 'deleteGroup');
});
