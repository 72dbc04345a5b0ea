import { randomUUID } from 'node:crypto';
import { expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { updateGroup } from './operation.ts';

const changes = [
  { name: 'New' },
  { billingEnabled: true },
  { externalId: 'new' },
  { removeWebsiteIds: [randomUUID()] },
];

test.each([
  ['unknown', randomUUID()],
  ['no UUID', 'no uuid'],
  ['empty', ''],
  ['a UUID without hyphens', randomUUID().replaceAll('-', '')],
  ['with a NUL', 'a\0b'],
  ['half a surrogate pair', '\ud800'],
])('an id that is %s: ResourceNotFound with the id as it was sent', async (_, id) => {
  const organization = await TestOrganization.create();
  for (const change of changes) {
    const result = await unchanged(organization, () =>
      updateGroup(organization.key, { id, expectedRevision: 1, ...change }),
    );
    expect(expectMember(result, 'ResourceNotFound')).toMatchObject({ typeName: 'Group', id });
  }
});

test("another organization's group: exactly the answer for an unknown id", async () => {
  const [organization, stranger] = [await TestOrganization.create(), await TestOrganization.create()];
  const [theirs, unknown] = [await stranger.addGroup({ externalId: 'taken there' }), randomUUID()];
  for (const change of [...changes, { externalId: 'taken there' }]) {
    const forTheirs = await unchanged(stranger, () => updateGroup(organization.key, { id: theirs, ...change }));
    const forUnknown = await updateGroup(organization.key, { id: unknown, ...change });
    expect({ ...forTheirs, id: unknown }).toEqual(expectMember(forUnknown, 'ResourceNotFound'));
  }
});

test('a deleted group is not there any more, and an external id does not matter then', async () => {
  const organization = await TestOrganization.create();
  await organization.addGroup({ externalId: 'taken' });
  const id = await organization.addGroup();
  await organization.query('DELETE FROM groups WHERE id = $1', [id]);
  for (const change of [{ externalId: 'taken' }, { externalId: 'taken', billingEnabled: true }]) {
    const result = await unchanged(organization, () => updateGroup(organization.key, { id, ...change }));
    expectMember(result, 'ResourceNotFound');
  }
});
