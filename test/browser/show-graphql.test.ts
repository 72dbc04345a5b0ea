import type { Browser, Page } from 'playwright-core';
import { send } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole } from './console.ts';
import { accessibilityFaults, describeInBrowser, type ObservedPage, openBrowser, screenshot } from './support.ts';

describeInBrowser('"Show as GraphQL" in the console', () => {
  let browser: Browser;
  const opened: ObservedPage[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close();
  });
  afterAll(() => browser?.close());

  async function open(key: string, path: string, options = {}): Promise<Page> {
    const observed = await openConsole(browser, key, path, options);
    opened.push(observed);
    return observed.page;
  }

  async function organizationWithGroup() {
    const { key } = await TestOrganization.create();
    const create = `mutation { createWebsite(input: { url: "shown.example" }) { ... on CreateWebsiteSuccess { website { id } } } }`;
    const { id: websiteId } = (await send(key, create)).data.createWebsite.website;
    const group = `mutation ($ids: [ID!]!) { createGroup(input: { name: "Shown", websiteIds: $ids }) { ... on CreateGroupSuccess { group { id } } } }`;
    const { id } = (await send(key, group, { ids: [websiteId] })).data.createGroup.group;
    return { key, id };
  }

  const button = (page: Page) => page.getByRole('button', { name: 'Show as GraphQL' });
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Show as GraphQL' });

  test('a list is shown as the operation that asks for it, and opens in the explorer', async () => {
    const { key } = await organizationWithGroup();
    const page = await open(key, '/groups');
    await page.getByText('Shown').waitFor();
    await button(page).click();
    await dialog(page).getByRole('button', { name: 'Groups' }).click();
    await dialog(page).getByText('query Groups').waitFor();
    for (const [form, text] of [
      ['Variables', '"first"'],
      ['curl', 'x-api-key: YOUR_API_KEY'],
      ['fetch', 'await fetch('],
    ] as const) {
      await dialog(page).getByText(form, { exact: true }).click();
      await dialog(page).getByText(text).waitFor();
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, 'console-show-graphql');
    await dialog(page).getByRole('link', { name: 'Open in the explorer' }).click();
    await page.locator('.graphiql-query-editor').getByText('query Groups').waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.graphiql-response').getByText('"Shown"').waitFor();
  });

  test('a change is shown before it is sent, and is sent or not as somebody decides', async () => {
    const { key, id } = await organizationWithGroup();
    const page = await open(key, `/groups/${id}`);
    const nameOf = async () =>
      (await send(key, 'query ($id: ID!) { group(id: $id) { name } }', { id })).data.group.name;
    await button(page).click();
    await dialog(page).getByRole('switch', { name: 'Show each change before it is sent' }).check();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the group').fill('Renamed');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await dialog(page).getByText('not sent yet').waitFor();
    await dialog(page).getByText('mutation UpdateGroup').waitFor();
    await dialog(page).getByText('Variables', { exact: true }).click();
    await dialog(page).getByText('"Renamed"').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, 'console-show-graphql-before');
    await dialog(page).getByRole('button', { name: 'Do not send it' }).click();
    await page.getByText('Nothing was sent: you only looked at it.').waitFor();
    expect(await nameOf()).toBe('Shown');

    await page.getByRole('button', { name: 'Save' }).first().click();
    await dialog(page).getByRole('button', { name: 'Send it', exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Renamed' }).waitFor();
    expect(await nameOf()).toBe('Renamed');

    await button(page).click();
    await dialog(page).getByRole('region', { name: 'Changes in this tab' }).waitFor();
  });

  test('the form of a new group shows its operation with what was entered, and sends it on request', async () => {
    const { key } = await organizationWithGroup();
    const page = await open(key, '/groups');
    await page.getByRole('button', { name: 'New group' }).click();
    const form = page.getByRole('dialog', { name: 'New group' });
    await form.getByLabel('Name').fill('Looked at');
    await form.getByRole('checkbox', { name: 'shown.example' }).check();
    await form.getByRole('button', { name: 'Show this as GraphQL' }).click();
    await dialog(page).getByText('mutation CreateGroup').waitFor();
    await dialog(page).getByText('curl', { exact: true }).click();
    await dialog(page).getByText('"Looked at"').waitFor();
    expect(await dialog(page).getByRole('link', { name: 'Open in the explorer' }).getAttribute('href')).toMatch(
      /^\/#query=/,
    );
    await dialog(page).getByRole('button', { name: 'Send it', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Looked at' }).waitFor();
  });
});
