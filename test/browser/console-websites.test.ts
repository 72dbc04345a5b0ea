import type { Browser } from 'playwright-core';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf, toastOf } from './console.ts';
import { describeInBrowser, openBrowser } from './support.ts';

describeInBrowser('websites in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('one is added, named, deleted and brought back', async () => {
    const organization = await TestOrganization.create();
    await organization.addWebsite({ url: 'other.example', externalId: 'taken' });
    const { page, complaints, close } = await openConsole(browser, organization.key, '/websites');
    const rows = rowsOf(page, 'Websites');
    await rows.first().waitFor();

    await page.getByRole('button', { name: 'New website' }).click();
    const form = page.getByRole('dialog', { name: 'New website' });
    await form.getByLabel('Address').fill('https://NEW.example/');
    await form.getByRole('textbox', { name: 'External id' }).fill('taken');
    await form.getByRole('button', { name: 'Add the website' }).click();
    await form.getByRole('alert').filter({ hasText: 'other.example has this external id' }).waitFor();
    await form.getByRole('textbox', { name: 'External id' }).fill('free');
    await form.getByRole('button', { name: 'Add the website' }).click();
    const row = rows.filter({ hasText: 'new.example · free' });
    await row.waitFor();

    await row.getByRole('button', { name: 'Edit new.example' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit the website' });
    await edit.getByLabel('Name').fill('Fresh');
    await edit.getByRole('button', { name: 'Save' }).click();
    await row.filter({ hasText: 'Fresh' }).waitFor();

    await row.getByRole('button', { name: 'Delete Fresh' }).click();
    await rows.nth(1).waitFor({ state: 'detached' });
    await toastOf(page, 'is deleted').getByRole('button', { name: 'Undo' }).click();
    await row.waitFor();
    await row.getByRole('button', { name: 'Delete Fresh' }).click();
    await rows.nth(1).waitFor({ state: 'detached' });
    await page.getByRole('switch', { name: 'Show deleted ones, too' }).click();
    await rows.filter({ hasText: 'Deleted' }).getByRole('button', { name: 'Restore' }).click();
    await row.getByRole('button', { name: 'Delete Fresh' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
