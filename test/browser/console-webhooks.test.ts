import type { Browser } from 'playwright-core';
import { Receiver, status, verify } from '../api/webhooks/receiver.ts';
import { Site } from '../api/webhooks/site.ts';
import { openConsole, rowsOf } from './console.ts';
import { accessibilityFaults, describeInBrowser, openBrowser } from './support.ts';

describeInBrowser('webhooks in the console', () => {
  let browser: Browser;
  let site: Site;
  let receiver: Receiver;
  beforeAll(async () => {
    [browser, site, receiver] = await Promise.all([openBrowser(), Site.open(), Receiver.start()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await receiver.stop();
  });

  test('an endpoint is created, tested, and what it was sent can be looked at and sent again', async () => {
    const organization = await site.organization();
    const { url } = site.node;
    const options = { url, reducedMotion: 'reduce' } as const;
    const { page, complaints, close } = await openConsole(browser, organization.key, '/webhooks', options);
    await page.getByText('No endpoints yet').waitFor();
    await page.getByRole('button', { name: 'New endpoint' }).click();
    const form = page.getByRole('dialog', { name: 'New webhook endpoint' });
    await form.getByLabel('Address').fill('nowhere');
    await form.getByLabel('Websites: Created').check();
    await form.getByRole('button', { name: 'Create the endpoint' }).click();
    await form
      .getByText(/must (be|start)/i)
      .first()
      .waitFor();
    await form.getByLabel('Address').fill(receiver.url);
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Create the endpoint' }).click();
    const told = page.getByRole('dialog', { name: 'The signing secret' });
    const secret = (await told.getByLabel('The secret').textContent()) ?? '';
    await told.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('heading', { level: 1, name: receiver.url }).waitFor();

    receiver.answer = status(500);
    await page.getByRole('button', { name: 'Send a test' }).click();
    const delivery = rowsOf(page, 'Deliveries').filter({ hasText: 'webhook.test' });
    await delivery.getByText('HTTP 500').first().waitFor();
    expect(verify(secret, receiver.received[0] as (typeof receiver.received)[number])).toBeTruthy();
    await delivery.locator('summary').click();
    await delivery.getByText('"type": "webhook.test"').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    receiver.answer = (response) => response.writeHead(204).end();
    await delivery.getByRole('button', { name: 'Send it again' }).click();
    await delivery.getByText('Delivered', { exact: true }).waitFor();
    await page.getByText('Failed', { exact: true }).click();
    await page.getByText('None.', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('one is changed, switched off and on, gets a new secret, and is deleted after a question', async () => {
    const organization = await site.organization();
    const { url } = site.node;
    const { id } = await site.endpoint(organization, receiver.url, ['GROUP_CREATED']);
    const { page, complaints, close } = await openConsole(browser, organization.key, `/webhooks/${id}`, { url });
    await page.getByRole('button', { name: 'Edit' }).click();
    const form = page.getByRole('dialog', { name: 'Edit the endpoint' });
    await form.getByLabel('Description').fill('For billing');
    await form.getByRole('button', { name: 'Choose all' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('For billing').waitFor();
    await page.getByRole('region', { name: '14 events' }).getByText('group.credits_set').waitFor();
    await page.getByRole('switch', { name: 'Switched on' }).click();
    await page.getByRole('switch', { name: 'Switched off' }).waitFor();
    expect(await page.getByRole('button', { name: 'Send a test' }).count()).toBe(0);
    await page.getByRole('switch', { name: 'Switched off' }).click();
    await page.getByRole('button', { name: 'Send a test' }).waitFor();
    await page.getByRole('button', { name: 'Replace the secret' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replace it' }).click();
    const told = page.getByRole('dialog', { name: 'The new signing secret' });
    await told.getByText(/^whsec_/).waitFor();
    await told.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByText('The secret before the last one signs as well').waitFor();
    await page.getByRole('button', { name: 'Delete the endpoint' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No endpoints yet').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a key without the permission is told so', async () => {
    const organization = await site.organization();
    const { url } = site.node;
    const key = await organization.createKey();
    const { page, complaints, close } = await openConsole(browser, key, '/webhooks', { url });
    await page.getByText('Webhooks need the permission for key administration').waitFor();
    expect(await page.getByRole('link', { name: 'Webhooks' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
