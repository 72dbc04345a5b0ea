import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { serviceUrl } from '../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../support/organization.ts';
import { startService } from '../support/service.ts';
import { openConsole } from './console.ts';
import { describeInBrowser, openBrowser } from './support.ts';

/** The next answers of the service are these instead. */
async function answerInstead(page: Page, status: number, headers: Record<string, string>, body: string, times: number) {
  await page.route('**/graphql', (route) => route.fulfill({ status, headers, body }), { times });
}

const json = { 'content-type': 'application/json' };

describeInBrowser('trouble in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    ['whose code is there', true],
    ['whose code is still to come', false],
  ])('a page %s waits for a service that goes away, and goes on by itself once it is back', async (_page, isThere) => {
    const organization = await TestOrganization.create();
    await organization.addGroup({ name: 'Mine' });
    const first = await startService({ DATABASE_URL: databaseUrl() });
    const { page, requests, underWay, close } = await openConsole(browser, organization.key, '/groups', {
      url: first.url,
    });
    await page.getByRole('link', { name: /Mine/ }).waitFor();
    if (isThere)
      await eventually(
        'the other pages are there',
        () => requests.some((url) => /websites-page/.test(url)) && underWay.size === 0,
      );
    await first.kill();
    await page.getByRole('link', { name: 'Websites', exact: true }).click();
    const notice = page.getByRole('status').filter({ hasText: 'The service cannot be reached' });
    await notice.waitFor();
    await notice.getByText(/Next try in \d+ s/).waitFor();
    const second = await startService({ DATABASE_URL: databaseUrl(), PORT: new URL(first.url).port });
    try {
      await page.getByText('No websites yet').waitFor({ timeout: 30_000 });
      await notice.waitFor({ state: 'detached' });
    } finally {
      await close();
      await second.kill();
    }
  });

  test('a change that is not answered says so, keeps what was typed, and can be sent again', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the group').fill('After');
    await page.route('**/graphql', (route) => route.abort(), { times: 1 });
    await page.getByRole('button', { name: 'Save' }).first().click();
    const alert = page.getByRole('alert').filter({ hasText: 'did not answer' });
    await alert.waitFor();
    expect(await page.getByLabel('Name of the group').inputValue()).toBe('After');
    expect(await page.title()).not.toContain('After');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    await eventually('the group is renamed', async () => {
      const [group] = await organization.query('SELECT name FROM groups WHERE organization_id = $1', [organization.id]);
      return group?.name === 'After';
    });
    await close();
  });

  test.each([
    ['a 429', 429, { ...json, 'retry-after': '2' }, 'Too many requests'],
    ['a 503', 503, {}, 'The service cannot answer right now'],
  ])('%s says how long it takes, and the page goes on by itself', async (_what, status, headers, title) => {
    const organization = await TestOrganization.create();
    await organization.addGroup({ name: 'Mine' });
    const { page, close } = await openConsole(browser, organization.key, '/websites');
    await page.getByText('No websites yet').waitFor();
    await answerInstead(page, status, headers, '{"errors":[{"message":"Later."}]}', 1);
    await page.getByRole('link', { name: 'Groups', exact: true }).click();
    await page.getByRole('status').filter({ hasText: title }).waitFor();
    await page.getByRole('link', { name: /Mine/ }).waitFor();
    await page.getByRole('status').filter({ hasText: title }).waitFor({ state: 'detached' });
    await close();
  });

  test('a fault of the service shows its message, and the way to try again', async () => {
    const organization = await TestOrganization.create();
    await organization.addGroup({ name: 'Mine' });
    const { page, close } = await openConsole(browser, organization.key, '/websites');
    await page.getByText('No websites yet').waitFor();
    await answerInstead(page, 500, json, '{"errors":[{"message":"Tell the operator the error id 7."}]}', 1);
    await page.getByRole('link', { name: 'Groups', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'Tell the operator the error id 7.' }).getByRole('button').click();
    await page.getByRole('link', { name: /Mine/ }).waitFor();
    await close();
  });

  test('an address that is none, and a group of somebody else, are not found', async () => {
    const organization = await TestOrganization.create();
    const id = await (await TestOrganization.create()).addGroup({ name: 'Not mine' });
    const { page, complaints, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await page.getByText('There is no such group').waitFor();
    await page.goto(`${serviceUrl()}/console/nowhere`);
    await page.getByText('There is no such page').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
