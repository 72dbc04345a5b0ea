import type { Browser } from 'playwright-core';
import { data, send } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf } from './console.ts';
import { accessibilityFaults, describeInBrowser, openBrowser } from './support.ts';

const works = async (key: string) => (await send(key, '{ viewer { apiKey { name } } }')).status === 200;

describeInBrowser('API keys in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('one is created, its secret shown once, and it does what was chosen', async () => {
    const organization = await TestOrganization.create();
    const options = { reducedMotion: 'reduce' } as const;
    const { page, complaints, close } = await openConsole(browser, organization.key, '/api-keys', options);
    await rowsOf(page, 'API keys').first().waitFor();
    await page.getByRole('button', { name: 'New API key' }).click();
    const form = page.getByRole('dialog', { name: 'New API key' });
    await form.getByLabel('Name').fill('Reports');
    await form.getByLabel('Staff administration').check();
    await form.getByRole('switch', { name: 'Read only' }).click();
    await form.getByLabel('Last day').fill('2096-02-29');
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Create the key' }).click();
    const told = page.getByRole('dialog', { name: 'The secret of “Reports”' });
    const secret = (await told.getByLabel('The secret').textContent()) ?? '';
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await told.getByRole('button', { name: 'I have stored it' }).click();
    await told.waitFor({ state: 'hidden' });
    const row = rowsOf(page, 'API keys').filter({ hasText: 'Reports' });
    await row.getByText('Reads everything, staff administration').waitFor();
    const { viewer } = await data(secret, '{ viewer { apiKey { name readOnly permissions scope expiresAt } } }');
    expect(viewer.apiKey).toMatchObject({
      ...{ name: 'Reports', readOnly: true, permissions: ['STAFF_ADMINISTRATION'], scope: 'GLOBAL' },
      expiresAt: expect.stringMatching(/^2096-0(2-29|3-01)/),
    });
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    expect(kept + (await page.content())).not.toContain(secret);
    expect(complaints).toEqual([]);
    await close();
  });

  test('one is changed, confined to websites, and revoked after a question', async () => {
    const organization = await TestOrganization.create();
    await organization.addWebsites(2);
    const key = await organization.createKey();
    await organization.query("UPDATE api_keys SET name = 'Old' WHERE organization_id = $1 AND permissions = '{}'", [
      organization.id,
    ]);
    const { page, complaints, close } = await openConsole(browser, organization.key, '/api-keys');
    await page.getByRole('button', { name: 'Edit Old' }).click();
    const form = page.getByRole('dialog', { name: 'Edit the key “Old”' });
    expect(await form.getByRole('button', { name: 'Save' }).isEnabled()).toBe(false);
    await form.getByLabel('Name').fill('New');
    await form.getByText('Some websites', { exact: true }).click();
    await form.getByRole('checkbox', { name: 'Site 0001' }).check();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'hidden' });
    const row = rowsOf(page, 'API keys').filter({ hasText: 'New' });
    await row.getByText('Reads some websites').waitFor();
    await page.getByRole('button', { name: 'Revoke New' }).click();
    const question = page.getByRole('dialog', { name: 'Revoke the key “New”?' });
    expect(await works(key)).toBe(true);
    await question.getByRole('button', { name: 'Revoke' }).click();
    await row.getByText('Revoked', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Revoke New' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test('one’s own is replaced, and the tab goes on with the new one; the last one that administers stays', async () => {
    const organization = await TestOrganization.create();
    const { page, complaints, close } = await openConsole(browser, organization.key, '/api-keys');
    await page.getByRole('button', { name: 'Revoke test' }).click();
    const question = page.getByRole('dialog', { name: 'Revoke the key “test”?' });
    await question.getByText('You are signed in with this key').waitFor();
    await question.getByRole('button', { name: 'Revoke' }).click();
    await question.getByRole('alert').filter({ hasText: 'No other key could administer keys' }).waitFor();
    await question.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('button', { name: 'Replace test' }).click();
    const replacing = page.getByRole('dialog', { name: 'Replace the key “test”?' });
    await replacing.getByLabel('How long the old one keeps working').selectOption({ label: '1 hour' });
    await replacing.getByRole('button', { name: 'Replace it' }).click();
    const told = page.getByRole('dialog', { name: 'The secret of “test”' });
    const secret = (await told.getByLabel('The secret').textContent()) ?? '';
    expect([await works(secret), await works(organization.key)]).toEqual([true, true]);
    await told.getByRole('button', { name: 'Sign in with it here' }).click();
    await told.getByRole('button', { name: 'I have stored it' }).click();
    await rowsOf(page, 'API keys').nth(1).waitFor();
    expect(await page.evaluate(() => sessionStorage.getItem('group-gateway.key'))).toBe(secret);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a key without the permission gets a note, and a read-only one can only look', async () => {
    const organization = await TestOrganization.create();
    const plain = await openConsole(browser, await organization.createKey(), '/api-keys');
    await plain.page.getByText('API keys need the permission for key administration').waitFor();
    expect(await plain.page.getByRole('link', { name: 'API keys' }).count()).toBe(0);
    expect(plain.complaints).toEqual([]);
    await plain.close();
    const reader = await organization.createKey({ permissions: ['KEY_ADMINISTRATION'], readOnly: true });
    const { page, close } = await openConsole(browser, reader, '/api-keys');
    await rowsOf(page, 'API keys').first().waitFor();
    expect(await page.getByRole('button', { name: /New API key|Edit|Replace|Revoke/ }).count()).toBe(0);
    await close();
  });
});
