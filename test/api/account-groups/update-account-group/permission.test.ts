import { TestOrganization } from '../../../support/organization.ts';
import { errorCode, label } from '../operations.ts';

test('a key without STAFF_ADMINISTRATION is FORBIDDEN, whatever the input', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  const reader = await organization.createKey();
  for (const input of [{ id, names: [label(1, 'x')] }, { id }, { id: 'x', displayOrder: 0 }])
    expect(await errorCode(organization, reader, 'updateAccountGroup', input)).toBe('FORBIDDEN');
});

test('a key of some websites is FORBIDDEN, even with the permission', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  const websiteIds = await organization.addWebsites(1);
  const scoped = await organization.createKey({ websiteIds, permissions: ['STAFF_ADMINISTRATION'] });
  expect(await errorCode(organization, scoped, 'updateAccountGroup', { id, displayOrder: 9 })).toBe('FORBIDDEN');
});
