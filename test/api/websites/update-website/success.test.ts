import { randomUUID } from 'node:crypto';
import { expectMember } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { updateWebsite } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

const update = async (input: Parameters<typeof updateWebsite>[1]) =>
  expectMember(await updateWebsite(organization.key, input), 'UpdateWebsiteSuccess').website;

test('name is set, trimmed, kept when absent and removed by null', async () => {
  const id = await organization.addWebsite({ url: 'a.example', name: 'Before' });
  const externalId = randomUUID();
  expect(await update({ id: id.toUpperCase(), name: ' After ' })).toMatchObject({
    id,
    url: 'a.example',
    name: 'After',
  });
  expect(await update({ id, externalId })).toMatchObject({ name: 'After', externalId });
  expect(await update({ id, name: null })).toMatchObject({ name: null, externalId });
});

test('externalId is set, replaced, kept when absent and cleared by null', async () => {
  const [one, two] = [randomUUID(), ` ${randomUUID()}`];
  const id = await organization.addWebsite({ externalId: one });
  expect(await update({ id, externalId: one })).toMatchObject({ externalId: one });
  expect(await update({ id, externalId: two })).toMatchObject({ externalId: two });
  expect(await update({ id, name: 'Kept' })).toMatchObject({ externalId: two });
  expect(await update({ id, externalId: null })).toMatchObject({ externalId: null, name: 'Kept' });
  expect(await update({ id: await organization.addWebsite(), externalId: two })).toMatchObject({ externalId: two });
});

test("a group's external id is in another name space", async () => {
  const externalId = randomUUID();
  await organization.addGroup({ externalId });
  expect(await update({ id: await organization.addWebsite(), externalId })).toMatchObject({ externalId });
});

test('groups that hold the website do not change with it', async () => {
  const id = await organization.addWebsite();
  const group = await organization.addGroup({ websiteIds: [id] });
  const before = await organization.query('SELECT * FROM groups WHERE id = $1', [group]);
  expect((await update({ id, name: 'New' })).groups.nodes).toEqual([{ id: group }]);
  expect(await organization.query('SELECT * FROM groups WHERE id = $1', [group])).toEqual(before);
});
