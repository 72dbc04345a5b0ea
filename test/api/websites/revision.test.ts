import { randomUUID } from 'node:crypto';
import { expectIssues, expectMember, unchanged } from '../../support/expectations.ts';
import type { Member } from '../../support/operation.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createWebsite } from './create-website/operation.ts';
import { deleteWebsite } from './delete-website/operation.ts';
import { restoreWebsite } from './restore-website/operation.ts';
import { updateWebsite } from './update-website/operation.ts';

let organization: TestOrganization;
let key: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  key = organization.key;
});

const age = (id: string) =>
  organization.query("UPDATE websites SET updated_at = updated_at - interval '1 day' WHERE id = $1", [id]);

async function addWebsite({ deleted = false } = {}): Promise<string> {
  const id = await organization.addWebsite({ name: 'Old', externalId: randomUUID(), deleted });
  await age(id);
  return id;
}

/** Changes that change something, each of another website. */
const changes: [string, (id: string) => Promise<Member>, { deleted?: boolean }][] = [
  ['a new name', (id) => updateWebsite(key, { id, name: 'New' }), {}],
  ['no name any more', (id) => updateWebsite(key, { id, name: null }), {}],
  ['another external id', (id) => updateWebsite(key, { id, externalId: randomUUID() }), {}],
  ['one change among fields that stay', (id) => updateWebsite(key, { id, name: 'Old', externalId: null }), {}],
  ['a deletion', (id) => deleteWebsite(key, { id }), {}],
  ['a restore', (id) => restoreWebsite(key, { id }), { deleted: true }],
];

test.each(changes)('%s makes revision grow by 1, and updatedAt', async (_, change, options) => {
  const id = await addWebsite(options);
  const start = Date.now();
  const { website } = await change(id);
  expect(website.revision).toBe(2);
  expect(Date.parse(website.updatedAt)).toBeGreaterThanOrEqual(start - 1);
});

test('a new website has revision 1, and was updated when it was created', async () => {
  const { website } = await createWebsite(key, { url: 'new.example' });
  expect(website).toMatchObject({ revision: 1, updatedAt: website.createdAt });
});

const unneeded: typeof changes = [
  ['the name that it has', (id) => updateWebsite(key, { id, name: ' Old ' }), {}],
  ['a restore of what is not deleted', (id) => restoreWebsite(key, { id }), {}],
  ['a deletion of what is deleted', (id) => deleteWebsite(key, { id }), { deleted: true }],
];

test.each(unneeded)('%s keeps revision, updatedAt and the history', async (_, change, options) => {
  const id = await addWebsite(options);
  const { website } = await unchanged(organization, () => change(id));
  expect(website.revision).toBe(1);
});

test.each([
  ['updateWebsite', (input: object) => updateWebsite(key, { id: '', ...input, name: 'New' }), {}],
  ['deleteWebsite', (input: object) => deleteWebsite(key, { id: '', ...input }), {}],
  ['restoreWebsite', (input: object) => restoreWebsite(key, { id: '', ...input }), { deleted: true }],
])('%s of another revision is refused with the current state, and of this one is made', async (_, change, options) => {
  const id = await addWebsite(options);
  for (const expectedRevision of [0, 2, -1]) {
    const refused = await unchanged(organization, () => change({ id, expectedRevision }));
    const { currentWebsite, message } = expectMember(refused, 'WebsiteRevisionConflict');
    expect(currentWebsite).toMatchObject({ id, revision: 1, name: 'Old' });
    expect(message).toContain('revision 1');
  }
  expect((await change({ id, expectedRevision: 1 })).website.revision).toBe(2);
  expect((await change({ id, expectedRevision: null })).__typename).toMatch(/Success$/);
});

test('an expected revision alone is no change', async () => {
  const id = await addWebsite();
  expectIssues(await updateWebsite(key, { id, expectedRevision: 1 }), '');
});

test('a deleted website is not there for an update, whatever its revision', async () => {
  const id = await addWebsite({ deleted: true });
  const result = await updateWebsite(key, { id, name: 'New', expectedRevision: 7 });
  expect(expectMember(result, 'ResourceNotFound').message).toContain('restoreWebsite');
});

test('a revision that is not the expected one comes before an external id that is taken', async () => {
  const externalId = randomUUID();
  await organization.addWebsite({ externalId });
  const id = await addWebsite();
  expectMember(await updateWebsite(key, { id, externalId, expectedRevision: 9 }), 'WebsiteRevisionConflict');
  expectMember(await updateWebsite(key, { id, externalId, expectedRevision: 1 }), 'WebsiteExternalIdTaken');
});
