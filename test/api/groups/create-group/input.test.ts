import { randomUUID } from 'node:crypto';
import { expectIssues, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { type CreateGroupInput, createGroup } from './operation.ts';

let organization: TestOrganization;
let website: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  website = (await organization.addWebsites(1))[0] as string;
});

/** Refused with and without billing, which takes another way. */
async function refuse(input: Partial<CreateGroupInput>, ...paths: string[]) {
  for (const billingEnabled of [false, true]) {
    const whole = { name: 'New', websiteIds: [website], billingEnabled, ...input };
    expectIssues(await unchanged(organization, () => createGroup(organization.key, whole)), ...paths);
  }
}

test.each([
  ['empty', ''],
  ['white space', ' \n\u3000'],
  ['too long', '🦊'.repeat(256)],
  ['with a NUL', 'a\0'],
  ['half a surrogate pair', '\udfff'],
])('a name that is %s', (_, name) => refuse({ name }, 'name'));

test.each([
  ['empty', ''],
  ['too long', '🦊'.repeat(256)],
  ['with a NUL', '\0'],
  ['half a surrogate pair', '\ud800'],
])('an external id that is %s', (_, externalId) => refuse({ externalId }, 'externalId'));

test('no website, or more than 1,000', async () => {
  await refuse({ websiteIds: [] }, 'websiteIds');
  await refuse({ websiteIds: Array.from({ length: 1001 }, () => website) }, 'websiteIds');
});

test('websites that are unknown, deleted or of another organization, each by its position', async () => {
  const stranger = await TestOrganization.create();
  const [theirs] = (await stranger.addWebsites(1)) as [string];
  const deleted = await organization.addWebsite({ deleted: true });
  await refuse(
    { websiteIds: [theirs, website, deleted, randomUUID(), 'no uuid'] },
    'websiteIds.0',
    'websiteIds.2',
    'websiteIds.3',
    'websiteIds.4',
  );
});

test('everything that is wrong is told at once', () =>
  refuse({ name: '', websiteIds: [website, 'no uuid'], externalId: '' }, 'name', 'websiteIds.1', 'externalId'));
