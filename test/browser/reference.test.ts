import type { Browser } from 'playwright-core';
import { serviceUrl } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { describeInBrowser, openBrowser, openPage, screenshot } from './support.ts';

describeInBrowser('the reference of the REST APIs', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test('shows each operation, loads nothing from elsewhere, and sends requests with a key', async () => {
    const organization = await TestOrganization.create();
    await organization.addGroup({ name: 'Shown in the reference' });
    const { page, complaints, foreignRequests, close } = await openPage(browser, serviceUrl());
    try {
      await page.goto('/reference');
      await page.getByText('/api/v1/groups/{group_id}').waitFor();
      const { paths } = await (await fetch(`${serviceUrl()}/openapi.json`)).json();
      const operations = Object.values<object>(paths).flatMap((operations) => Object.keys(operations));
      expect(await page.locator('.opblock').count()).toBe(operations.length);
      await screenshot(page, 'reference');

      await page.getByRole('button', { name: 'Authorize' }).first().click();
      await page.locator('#api_key_value').fill(organization.key);
      await page.locator('.auth-btn-wrapper .authorize').first().click();
      await page.locator('.btn-done').first().click();
      await page.locator('#operations-Groups-listGroups .opblock-summary-control').click();
      await page.getByRole('button', { name: 'Try it out' }).click();
      await page.getByRole('button', { name: 'Execute' }).click();
      await page.getByText('Shown in the reference').first().waitFor();
      expect(complaints).toEqual([]);
      expect(foreignRequests()).toEqual([]);
    } finally {
      await close();
    }
  });
});
