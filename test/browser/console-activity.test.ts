import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole } from './console.ts';
import { accessibilityFaults, describeInBrowser, openBrowser } from './support.ts';

const update = ({ key }: TestOrganization, type: 'Group' | 'Website' | 'AccountGroup', input: object) =>
  data(key, `mutation ($input: Update${type}Input!) { update${type}(input: $input) { __typename } }`, { input });

const entriesOf = (page: Page) => page.getByRole('list', { name: 'Activity' }).getByRole('listitem');

describeInBrowser('the activity in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function revert(page: Page, entry: RegExp, ...shows: string[]) {
    await entriesOf(page).filter({ hasText: entry }).getByRole('button', { name: 'Revert this change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revert this change?' });
    for (const text of shows) await dialog.getByText(text).waitFor();
    await dialog.getByRole('button', { name: 'Revert' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  test('tells of every change, filtered by what, by whom and when, which the address keeps', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Old' });
    const [website = ''] = await organization.addWebsites(1);
    await update(organization, 'Group', { id, name: 'New', addWebsiteIds: [website] });
    await update(organization, 'Website', { id: website, name: 'Shop' });
    const { page, complaints, close } = await openConsole(browser, organization.key, '/activity');
    await entriesOf(page).filter({ hasText: 'Group New changed by the key “test”' }).getByText('Old → New').waitFor();
    await entriesOf(page).filter({ hasText: 'Websites put in' }).getByText('Shop').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('What').selectOption({ label: 'Websites' });
    await entriesOf(page).filter({ hasText: 'Group' }).waitFor({ state: 'detached' });
    await page.reload();
    await entriesOf(page).filter({ hasText: 'Site 0001 → Shop' }).waitFor();
    expect(await entriesOf(page).count()).toBe(1);
    await page.getByLabel('By whom').selectOption({ label: 'Your key “test”' });
    await entriesOf(page).filter({ hasText: 'Site 0001 → Shop' }).waitFor();
    await page.getByLabel('Until').fill('2020-01-01');
    await page.getByText('No change fits').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await entriesOf(page).nth(1).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('more than a hundred entries stay when something changes', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'First' });
    for (let count = 0; count < 120; count++) await update(organization, 'Group', { id, name: `Name ${count}` });
    const { page, close } = await openConsole(browser, organization.key, '/activity');
    const more = page.getByRole('button', { name: 'Show more' });
    await entriesOf(page).nth(49).waitFor();
    await more.click();
    await entriesOf(page).nth(99).waitFor();
    await more.click();
    await entriesOf(page).filter({ hasText: 'First → Name 0' }).waitFor();
    const before = await entriesOf(page).count();
    await update(organization, 'Group', { id, name: 'The last' });
    await entriesOf(page).filter({ hasText: 'Name 119 → The last' }).waitFor();
    await entriesOf(page).filter({ hasText: 'First → Name 0' }).waitFor();
    expect(await entriesOf(page).count()).toBe(before + 1);
    await close();
  }, 90_000);

  test('a change of a group is reverted on its page, after it was shown what that does', async () => {
    const organization = await TestOrganization.create();
    const [inside = '', outside = ''] = await organization.addWebsites(2);
    const id = await organization.addGroup({ name: 'Old', websiteIds: [inside] });
    await update(organization, 'Group', { id, name: 'New', addWebsiteIds: [outside], removeWebsiteIds: [inside] });
    const options = { reducedMotion: 'reduce' } as const;
    const { page, complaints, close } = await openConsole(browser, organization.key, `/groups/${id}`, options);
    await entriesOf(page).getByRole('button', { name: 'Revert this change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revert this change?' });
    await dialog.getByText('New → Old').waitFor();
    await dialog.getByText('Site 0001').waitFor();
    await dialog.getByText('Site 0002').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Revert' }).click();
    await page.getByRole('heading', { level: 1, name: 'Old' }).waitFor();
    await entriesOf(page).filter({ hasText: 'New → Old' }).waitFor();
    const rows = await organization.query('SELECT website_id FROM group_websites WHERE organization_id = $1', [
      organization.id,
    ]);
    expect(rows).toEqual([{ website_id: inside }]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('what somebody changes while the question stands is not overwritten', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Old' });
    await update(organization, 'Group', { id, name: 'New' });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await entriesOf(page).getByRole('button', { name: 'Revert this change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revert this change?' });
    await dialog.getByText('New → Old').waitFor();
    await update(organization, 'Group', { id, name: 'Newest' });
    await dialog.getByRole('button', { name: 'Revert' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'Somebody changed it meanwhile' }).waitFor();
    await dialog.getByRole('button', { name: 'Look again' }).click();
    await dialog.getByText('Newest → Old').waitFor();
    await dialog.getByText('It was changed again since').waitFor();
    await close();
  });

  test('a deletion of a website, labels and an account’s move are reverted', async () => {
    const organization = await TestOrganization.create();
    const [website = ''] = await organization.addWebsites(1);
    const front = await organization.addAccountGroup({ names: { 1: 'Front' } });
    const back = await organization.addAccountGroup({ names: { 1: 'Back' } });
    const [account = ''] = await organization.addStaffAccounts(front, 1);
    await data(organization.key, 'mutation ($id: ID!) { deleteWebsite(input: { id: $id }) { __typename } }', {
      id: website,
    });
    await update(organization, 'AccountGroup', {
      id: front,
      names: [
        { language: { id: 1 }, labelText: 'Reception' },
        { language: { lookupName: 'de_DE' }, labelText: 'Empfang' },
      ],
    });
    await data(
      organization.key,
      'mutation ($to: ID!, $id: ID!) { moveStaffAccounts(input: { accountGroupId: $to, accountIds: [$id] }) { __typename } }',
      { to: back, id: account },
    );
    const { page, complaints, close } = await openConsole(browser, organization.key, '/activity');
    await revert(page, /^Website/, 'Deleted → Not deleted');
    await revert(page, /^Account group/, 'Reception → Front', 'Empfang → none');
    await revert(page, /^Staff account/, 'Back → Front');
    await eventually('all is as it was', async () => {
      const rows = await organization.query(
        `SELECT (SELECT count(*) FROM websites WHERE organization_id = $1 AND deleted_at IS NULL) AS websites,
           (SELECT string_agg(label_text, ' ' ORDER BY label_text) FROM account_group_labels WHERE organization_id = $1) AS labels,
           (SELECT account_group_id::text FROM staff_accounts WHERE organization_id = $1) AS "groupId"`,
        [organization.id],
      );
      return JSON.stringify(rows) === JSON.stringify([{ websites: '1', labels: 'Back Front', groupId: front }]);
    });
    expect(complaints).toEqual([]);
    await close();
  });

  test('a creation, and whatever the key may not do, offers no way back', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Old' });
    await update(organization, 'Group', { id, name: 'New' });
    await data(organization.key, 'mutation { createWebsite(input: { url: "a.example" }) { __typename } }');
    const reader = await openConsole(browser, await organization.createKey({ readOnly: true }), '/activity');
    await entriesOf(reader.page).nth(1).waitFor();
    expect(await reader.page.getByRole('button', { name: 'Revert this change' }).count()).toBe(0);
    await reader.close();
    const writer = await openConsole(browser, organization.key, '/activity');
    await entriesOf(writer.page).nth(1).waitFor();
    expect(await writer.page.getByRole('button', { name: 'Revert this change' }).count()).toBe(1);
    await writer.close();
  });
});
