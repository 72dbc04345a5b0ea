import type { Browser } from 'playwright-core';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf } from './console.ts';
import { accessibilityFaults, describeInBrowser, openBrowser } from './support.ts';

describeInBrowser('lists in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('groups are found by name, external id and id, and the way back keeps the search and the focus', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Retail', externalId: 'Acct 1', billingEnabled: true });
    await organization.addGroup({ name: 'Other' });
    const { page, complaints, close } = await openConsole(browser, organization.key);
    const rows = rowsOf(page, 'Groups');
    await rows.nth(1).waitFor();
    for (const text of ['etail', 'Acct 1', id]) {
      await page.getByLabel('Search by name or id').fill(text);
      await rows.nth(1).waitFor({ state: 'detached' });
      await rows.filter({ hasText: 'Retail' }).waitFor();
      await page.getByLabel('Search by name or id').fill('');
      await rows.nth(1).waitFor();
    }
    await page.getByLabel('Search by name or id').fill('etail');
    await rows.nth(1).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /Retail/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Retail' }).waitFor();
    await page.getByRole('link', { name: 'All groups' }).click();
    await rows.first().waitFor();
    expect(await page.getByLabel('Search by name or id').inputValue()).toBe('etail');
    expect(await rows.count()).toBe(1);
    await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Retail'));
    expect(complaints).toEqual([]);
    await close();
  });

  test('times are relative, with the exact one beside; credits are there for billed groups', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Paying' });
    await organization.addGroup({ name: 'Other' });
    const update = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
    await data(organization.key, update, { input: { id, billingEnabled: true } });
    await data(
      organization.key,
      'mutation ($input: SetGroupCreditsInput!) { setGroupCredits(input: $input) { __typename } }',
      { input: { groupId: id, monthly: 1200, oneOff: 34 } },
    );
    const { page, close } = await openConsole(browser, organization.key);
    const [other, billed] = [rowsOf(page, 'Groups').first(), rowsOf(page, 'Groups').nth(1)];
    await billed.getByText('1,234 credits').waitFor();
    await billed.getByText('just now').waitFor();
    expect(await billed.locator('time').getAttribute('title')).toMatch(/\d{4}/);
    expect(await other.getByText('credits').count()).toBe(0);
    await close();
  });

  test('a jump leads to where the alphabet has it', async () => {
    const organization = await TestOrganization.create();
    for (const name of ['Alpha', 'Beta', '7th', 'Zeta']) await organization.addGroup({ name });
    await organization.addWebsite({ url: 'zoo.example' });
    await organization.addWebsite({ url: 'www.example', name: 'Zebra' });
    await organization.addWebsite({ url: 'a.example' });
    const { page, close } = await openConsole(browser, organization.key);
    await rowsOf(page, 'Groups').nth(3).waitFor();
    await page.getByLabel('Jump to names that start with').selectOption('Z');
    await rowsOf(page, 'Groups').nth(1).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /Zeta/ }).waitFor();
    await page.getByLabel('Jump to names that start with').selectOption('0 – 9');
    await page.getByRole('link', { name: /7th/ }).waitFor();
    await page.getByRole('link', { name: 'Websites', exact: true }).click();
    await rowsOf(page, 'Websites').nth(2).waitFor();
    await page.getByLabel('Jump to names that start with').selectOption('Z');
    await rowsOf(page, 'Websites').nth(2).waitFor({ state: 'detached' });
    expect(await rowsOf(page, 'Websites').count()).toBe(2);
    await close();
  });

  test('websites are found by all that they have, sorted, narrowed to a group, and opened', async () => {
    const organization = await TestOrganization.create();
    const shop = await organization.addWebsite({ url: 'shop.example', name: 'Store', externalId: 'Web 1' });
    await organization.addWebsite({ url: 'blog.example' });
    await organization.addGroup({ name: 'Retail', websiteIds: [shop] });
    const update = 'mutation ($input: UpdateWebsiteInput!) { updateWebsite(input: $input) { __typename } }';
    await data(organization.key, update, { input: { id: shop, name: 'Shop' } });
    const { page, complaints, close } = await openConsole(browser, organization.key, '/websites');
    const rows = rowsOf(page, 'Websites');
    await rows.nth(1).waitFor();
    for (const text of ['hop', 'shop.', 'Web 1', shop]) {
      await page.getByLabel('Search by name, address or id').fill(text);
      await rows.nth(1).waitFor({ state: 'detached' });
      await rows.filter({ hasText: 'Shop' }).waitFor();
      await page.getByLabel('Search by name, address or id').fill('');
      await rows.nth(1).waitFor();
    }
    await rows.first().filter({ hasText: 'blog.example' }).waitFor();
    await page.getByLabel('Order').selectOption({ label: 'Name, Z to A' });
    await rows.first().filter({ hasText: 'Shop' }).waitFor();
    await page.getByRole('button', { name: 'In any group' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Retail/ })
      .click();
    await rows.nth(1).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'In Retail' }).waitFor();
    await page.getByRole('link', { name: /Shop/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor();
    await page.getByRole('list', { name: 'Groups of the website' }).getByRole('link', { name: 'Retail' }).waitFor();
    await page.getByRole('list', { name: 'Activity' }).getByText('Store → Shop').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('A deleted website is in no group').waitFor();
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('list', { name: 'Groups of the website' }).getByRole('link', { name: 'Retail' }).click();
    await page.getByRole('heading', { level: 1, name: 'Retail' }).waitFor();
    await page.getByRole('link', { name: 'Open Shop' }).click();
    await page.getByRole('link', { name: 'All websites' }).click();
    await rows.nth(1).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('what a list has brought of a group is there before the rest, and a long name breaks nothing', async () => {
    const organization = await TestOrganization.create();
    const name = 'W'.repeat(255);
    await organization.addGroup({ name });
    const viewport = { width: 390, height: 800 };
    const { page, close } = await openConsole(browser, organization.key, '/groups', { viewport });
    await rowsOf(page, 'Groups').first().waitFor();
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await tooWide()).toBeLessThanOrEqual(0);
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/graphql', async (route) => {
      await answered;
      await route.continue();
    });
    await page.getByRole('link', { name: /WWW/ }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('region', { name: 'Billing' }).waitFor();
    answer();
    await page.getByText('No websites here').waitFor();
    expect(await tooWide()).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Delete the group' }).click();
    await page.getByRole('dialog').getByText('This cannot be undone').waitFor();
    expect(await tooWide()).toBeLessThanOrEqual(0);
    await close();
  });
});
