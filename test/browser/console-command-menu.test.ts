import type { Browser } from 'playwright-core';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf } from './console.ts';
import { accessibilityFaults, describeInBrowser, openBrowser } from './support.ts';

describeInBrowser('the command menu of the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function open() {
    const organization = await TestOrganization.create();
    const groupId = await organization.addGroup({ name: 'Flagship', externalId: 'acct-7' });
    await organization.addWebsite({ url: 'shop.example', name: 'Shop' });
    const accountGroupId = await organization.addAccountGroup({ names: { 1: 'Support' } });
    await organization.addStaffAccounts(accountGroupId, 1);
    const console = await openConsole(browser, organization.key, '/websites', { reducedMotion: 'reduce' });
    await rowsOf(console.page, 'Websites').first().waitFor();
    const search = console.page.getByRole('dialog').getByPlaceholder(/Search by name/);
    return { ...console, groupId, accountGroupId, search };
  }

  test('finds everything by name, address, external id and id, from the keyboard', async () => {
    const { page, search, groupId, accountGroupId, complaints, close } = await open();
    await page.keyboard.press('Control+k');
    await search.fill('flag');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Flagship/ })
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Flagship' }).waitFor();
    for (const [text, finds] of [
      ['shop.ex', 'Shop'],
      ['acct-7', 'Flagship'],
      [groupId, 'Flagship'],
      [accountGroupId, 'Support'],
      ['account 0001', 'Account 0001'],
    ] as const) {
      await page.keyboard.press('Control+k');
      await search.fill(text);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: new RegExp(finds) })
        .first()
        .waitFor();
      await page.keyboard.press('Escape');
      await search.waitFor({ state: 'hidden' });
    }
    expect(complaints).toEqual([]);
    await close();
  });

  test('goes to pages and does things; the button opens it, too', async () => {
    const { page, search, complaints, close } = await open();
    await page.getByRole('button', { name: 'Search everything' }).click();
    await search.fill('activ');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Activity/ })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
    await page.keyboard.press('Control+k');
    await search.fill('dark scheme');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /dark scheme/ })
      .click();
    await page.getByRole('button', { name: 'Use the light scheme' }).waitFor();
    await page.keyboard.press('Control+k');
    await search.fill('new staff');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'New staff account' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('? lists the shortcuts, and / searches in the list; neither does while one types', async () => {
    const { page, complaints, close } = await open();
    await page.locator('body').press('Shift+?');
    const list = page.getByRole('dialog', { name: 'Shortcuts' });
    await list.getByText('Search in the list of the page').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.locator('body').press('/');
    const box = page.locator('main input[type="search"]');
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'search');
    await page.keyboard.type('a/b?');
    expect(await box.inputValue()).toBe('a/b?');
    expect(await list.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });
});
