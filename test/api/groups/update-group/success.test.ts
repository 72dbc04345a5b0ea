import { randomUUID } from 'node:crypto';
import { expectMember } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { websiteIds } from '../fields.ts';
import { type UpdateGroupInput, updateGroup } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

const update = async (input: UpdateGroupInput) =>
  expectMember(await updateGroup(organization.key, input), 'UpdateGroupSuccess').group;

describe('name', () => {
  test('is set, trimmed of surrounding white space', async () => {
    const id = await organization.addGroup();
    expect(await update({ id, name: ' \t\u00a0Renamed  Group\n ' })).toMatchObject({
      id,
      name: 'Renamed  Group',
      revision: 2,
    });
  });

  test('may be that of another group', async () => {
    await organization.addGroup({ name: 'Twins' });
    const id = await organization.addGroup();
    expect(await update({ id, name: 'Twins' })).toMatchObject({ name: 'Twins' });
  });

  test('has room for 255 code points', async () => {
    const id = await organization.addGroup();
    for (const name of ['x', 'x'.repeat(255), '🦊'.repeat(255), 'ệ'.repeat(255)])
      expect(await update({ id, name: ` ${name} ` })).toMatchObject({ name });
  });
});

describe('addWebsiteIds', () => {
  test('adds websites to those in the group, which stay', async () => {
    const [first, second, third] = (await organization.addWebsites(3)) as [string, string, string];
    const id = await organization.addGroup({ websiteIds: [first] });
    const group = await update({ id, addWebsiteIds: [third, second] });
    expect(group.websites.totalCount).toBe(3);
    expect(websiteIds(group)).toEqual([first, second, third].sort());
  });

  test('ignores websites in the group already, and repeats', async () => {
    const [first, second] = (await organization.addWebsites(2)) as [string, string];
    const id = await organization.addGroup({ websiteIds: [first] });
    expect(websiteIds(await update({ id, addWebsiteIds: [first, second, second] }))).toEqual([first, second].sort());
  });

  test('takes 1,000 ids', async () => {
    const ids = await organization.addWebsites(1000);
    const id = await organization.addGroup();
    expect((await update({ id, addWebsiteIds: ids })).websites.totalCount).toBe(1000);
    expect((await update({ id, removeWebsiteIds: ids })).websites.totalCount).toBe(0);
  });

  test('knows ids in capital letters', async () => {
    const [website] = (await organization.addWebsites(1)) as [string];
    const id = await organization.addGroup();
    const group = await update({ id: id.toUpperCase(), addWebsiteIds: [website.toUpperCase()] });
    expect(group.id).toBe(id);
    expect(websiteIds(group)).toEqual([website]);
  });
});

describe('removeWebsiteIds', () => {
  test('removes websites, and the group may become empty', async () => {
    const [first, second] = (await organization.addWebsites(2)) as [string, string];
    const id = await organization.addGroup({ websiteIds: [first, second] });
    const other = await organization.addGroup({ websiteIds: [first] });
    expect(websiteIds(await update({ id, removeWebsiteIds: [first] }))).toEqual([second]);
    expect(websiteIds(await update({ id, removeWebsiteIds: [second.toUpperCase()] }))).toEqual([]);
    expect(websiteIds(await update({ id: other, name: 'untouched' }))).toEqual([first]);
  });

  test('ignores ids that are not in the group, whosesoever they are', async () => {
    const stranger = await TestOrganization.create();
    const [theirs] = (await stranger.addWebsites(1)) as [string];
    await stranger.addGroup({ websiteIds: [theirs] });
    const [inside, outside] = (await organization.addWebsites(2)) as [string, string];
    const id = await organization.addGroup({ websiteIds: [inside] });
    const before = await stranger.snapshot();
    expect(websiteIds(await update({ id, removeWebsiteIds: [outside, theirs, randomUUID(), 'no uuid', ''] }))).toEqual([
      inside,
    ]);
    expect(await stranger.snapshot()).toBe(before);
  });

  test('goes together with addWebsiteIds', async () => {
    const [first, second] = (await organization.addWebsites(2)) as [string, string];
    const id = await organization.addGroup({ websiteIds: [first] });
    const group = await update({ id, addWebsiteIds: [second], removeWebsiteIds: [first] });
    expect(websiteIds(group)).toEqual([second]);
    expect(group.revision).toBe(2);
  });
});

describe('externalId', () => {
  test('is set, replaced, kept when absent and cleared by null', async () => {
    const id = await organization.addGroup();
    const [one, two] = [randomUUID(), randomUUID()];
    expect(await update({ id, externalId: one })).toMatchObject({ externalId: one });
    expect(await update({ id, externalId: two })).toMatchObject({ externalId: two });
    expect(await update({ id, name: 'Kept' })).toMatchObject({ externalId: two });
    expect(await update({ id, externalId: null })).toMatchObject({ externalId: null, name: 'Kept' });
  });

  test('is free for another group once it is replaced or cleared', async () => {
    const externalId = randomUUID();
    const first = await organization.addGroup({ externalId });
    const second = await organization.addGroup();
    const third = await organization.addGroup();
    await update({ id: first, externalId: randomUUID() });
    expect(await update({ id: second, externalId })).toMatchObject({ externalId });
    await update({ id: second, externalId: null });
    expect(await update({ id: third, externalId })).toMatchObject({ externalId });
  });

  test('is opaque: 1 to 255 code points, neither trimmed nor folded', async () => {
    const id = await organization.addGroup();
    const values = ['x', ' x', 'x ', 'X', ' ', '\u00e9', 'e\u0301', 'null', '🦊'.repeat(255), '%_\\\'"'];
    for (const externalId of values) expect(await update({ id, externalId })).toMatchObject({ externalId });
  });

  test('is told apart exactly, so that values that look alike do not meet', async () => {
    for (const externalId of ['alike', ' alike', 'alike ', 'ALIKE', 'alik\u00e9', 'alike\u0301'])
      expect(await update({ id: await organization.addGroup(), externalId })).toMatchObject({ externalId });
  });

  test('may be that of a website, and that of a group of another organization', async () => {
    const externalId = randomUUID();
    const stranger = await TestOrganization.create();
    await stranger.addGroup({ externalId });
    await organization.addWebsite({ externalId });
    expect(await update({ id: await organization.addGroup(), externalId })).toMatchObject({ externalId });
  });
});

test('everything at once is one change', async () => {
  const [first, second] = (await organization.addWebsites(2)) as [string, string];
  const id = await organization.addGroup({ websiteIds: [first] });
  const externalId = randomUUID();
  const group = await update({
    id,
    name: 'All',
    addWebsiteIds: [second],
    removeWebsiteIds: [first],
    billingEnabled: true,
    externalId,
    expectedRevision: 1,
  });
  expect(group).toMatchObject({ id, name: 'All', billingEnabled: true, externalId, revision: 2 });
  expect(websiteIds(group)).toEqual([second]);
  expect(await organization.entities()).toHaveProperty(id);
});

test('fields that are absent stay as they are', async () => {
  const externalId = randomUUID();
  const websites = await organization.addWebsites(2);
  const id = await organization.addGroup({ name: 'Before', externalId, billingEnabled: true, websiteIds: websites });
  const expected: object = { name: 'Before', externalId, billingEnabled: true };
  for (const change of [{ name: 'After' }, { billingEnabled: false }, { externalId: null }]) {
    const group = await update({ id, ...change });
    expect(group).toMatchObject(Object.assign(expected, change));
    expect(websiteIds(group)).toEqual([...websites].sort());
  }
});
