import type { Browser } from 'playwright-core';
import { serviceUrl } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf } from './console.ts';
import { describeInBrowser, openBrowser } from './support.ts';

describeInBrowser('keys in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('a key is stored for the tab alone, is in no address, and is gone with the last tab', async () => {
    const organization = await TestOrganization.create();
    await organization.addGroup({ name: 'Mine' });
    const { page, requests, close } = await openConsole(browser, '', '/groups');
    await page.getByLabel('API key').fill(organization.key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: /Mine/ }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: /Mine/ }).waitFor();
    const kept = await page.evaluate(() => [
      JSON.stringify(localStorage),
      document.cookie,
      location.href,
      document.title,
    ]);
    expect([...kept, ...requests].filter((text) => text.includes(organization.key))).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('API key').waitFor();
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(organization.key);
    const other = await page.context().newPage();
    await other.goto(`${serviceUrl()}/console`);
    await other.getByLabel('API key').waitFor();
    await close();
  });

  test('a link works in a new tab while another one is signed in, and is handed the key through no storage', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Mine' });
    const { page, complaints, requests, close } = await openConsole(browser, '', '/groups');
    await page.getByLabel('API key').fill(organization.key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: /Mine/ }).waitFor();
    const other = await page.context().newPage();
    await other.goto(`${serviceUrl()}/console/groups/${id}`);
    await other.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
    const kept = await other.evaluate(() => [JSON.stringify({ ...localStorage }), document.cookie, location.href]);
    expect([...kept, ...requests].filter((text) => text.includes(organization.key))).toEqual([]);
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.getByLabel('API key').waitFor();
    await other.reload();
    await other.getByLabel('API key').waitFor();
    await page.reload();
    await page.getByRole('link', { name: /Mine/ }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a wrong key says what to do, and the right one goes on', async () => {
    const organization = await TestOrganization.create();
    const { page, close } = await openConsole(browser, '');
    await page.getByLabel('API key').fill('gg_wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'expired or revoked' }).waitFor();
    await page.getByLabel('API key').fill(organization.key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('No groups yet').waitFor();
    await close();
  });

  test('a key that expires meanwhile is asked for again, and nothing that was typed is lost', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const key = await organization.createKey();
    const { page, close } = await openConsole(browser, key, `/groups/${id}`);
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the group').fill('Typed with care');
    await page.route('**/graphql', async (route) => {
      // Keys are remembered by the service for up to 2 s: this one is not known from now on.
      const { 'x-api-key': sent, ...headers } = route.request().headers();
      await route.continue({ headers: { ...headers, 'x-api-key': sent === key ? 'gg_revoked' : (sent as string) } });
    });
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByRole('alert').filter({ hasText: 'no longer accepted' }).waitFor();
    const dialog = page.getByRole('dialog', { name: 'Your key is no longer accepted' });
    await dialog.getByLabel('API key').fill(organization.key);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Name of the group').inputValue()).toBe('Typed with care');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Typed with care' }).waitFor();
    await close();
  });

  test('a direct customer sees nothing that is for partners', async () => {
    const organization = await TestOrganization.create({ partner: false });
    const id = await organization.addGroup({ name: 'Mine', billingEnabled: true });
    const { page, complaints, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await page.getByRole('region', { name: 'Credits' }).waitFor();
    await page.getByText('Direct customer').waitFor();
    expect(await page.getByText('External id').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Set credits' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a key that is confined to websites shows those, says so, and offers no change', async () => {
    const organization = await TestOrganization.create();
    const websiteIds = await organization.addWebsites(2);
    await organization.addGroup({ name: 'Mine', websiteIds });
    await organization.addGroup({ name: 'Not mine' });
    const key = await organization.createKey({ websiteIds: websiteIds.slice(0, 1) });
    const { page, complaints, close } = await openConsole(browser, key);
    await page.getByText('confined to site-1.example').waitFor();
    await rowsOf(page, 'Groups').first().waitFor();
    expect(await rowsOf(page, 'Groups').count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Account groups' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'New group' }).count()).toBe(0);
    await page.getByRole('link', { name: /Mine/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
    await page.getByText('1 website', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /Rename|Delete|Add/ }).count()).toBe(0);
    await page.goto(`${serviceUrl()}/console/account-groups`);
    await page.getByText('Account groups need a global key').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a read-only key shows everything, says so, and offers no change', async () => {
    const organization = await TestOrganization.create();
    await organization.addGroup({ name: 'Mine' });
    await organization.addAccountGroup({ names: { 1: 'Support' } });
    const key = await organization.createKey({ readOnly: true, permissions: ['STAFF_ADMINISTRATION'] });
    const { page, complaints, close } = await openConsole(browser, key);
    await page.getByText('Your key changes nothing').waitFor();
    await page.getByRole('link', { name: /Mine/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
    expect(await page.getByRole('button', { name: /New|Rename|Delete|Add|Set/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'Account groups' }).click();
    await page.getByRole('link', { name: /Support/ }).waitFor();
    expect(await page.getByRole('button', { name: /New account group|Move/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a key without the permission for staff reads account groups only', async () => {
    const organization = await TestOrganization.create();
    await organization.addAccountGroup({ names: { 1: 'Support' } });
    const { page, close } = await openConsole(browser, await organization.createKey(), '/account-groups');
    await page.getByText('needs the permission for staff administration').waitFor();
    await page.getByRole('link', { name: /Support/ }).waitFor();
    expect(await page.getByRole('button', { name: /New account group|Move/ }).count()).toBe(0);
    await close();
  });
});
