import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf, toastOf, undo } from './console.ts';
import { describeInBrowser, openBrowser } from './support.ts';

const groupOf = async ({ key }: TestOrganization, id: string) => {
  const fields = 'name externalId billingEnabled websites { nodes { name } }';
  return (await data(key, `query ($id: ID!) { group(id: $id) { ${fields} } }`, { id })).group;
};

describeInBrowser('what was done in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('is taken back: a name, an external id and billing of a group', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before', externalId: 'acct 1' });
    const { page, complaints, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await page.getByRole('button', { name: 'Rename' }).click();
    const name = page.getByLabel('Name of the group');
    expect(await page.getByRole('button', { name: 'Save' }).first().isDisabled()).toBe(true);
    await name.fill('After');
    await name.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'After' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Rename');
    await undo(page, 'is now called “After”');
    await page.getByRole('heading', { level: 1, name: 'Before' }).waitFor();

    const card = page.getByRole('region', { name: 'External id' });
    await card.getByLabel('External id', { exact: true }).fill('');
    expect((await groupOf(organization, id)).externalId).toBe('acct 1');
    await card.getByRole('button', { name: 'Remove the external id' }).click();
    await eventually('it is removed', async () => (await groupOf(organization, id)).externalId === null);
    await undo(page, 'is removed');
    expect((await groupOf(organization, id)).externalId).toBe('acct 1');

    await page.getByRole('switch', { name: 'This group is not billed' }).click();
    await page.getByText('A billed group cannot be deleted').waitFor();
    await undo(page, 'is billed');
    await page.getByRole('button', { name: 'Delete the group' }).waitFor();
    expect((await groupOf(organization, id)).billingEnabled).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  test('stays if somebody changed it since, and says so', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the group').fill('After');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await toastOf(page, 'is now called “After”').waitFor();
    await data(organization.key, 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }', {
      input: { id, name: 'Of somebody else' },
    });
    await toastOf(page, 'is now called “After”').getByRole('button', { name: 'Undo' }).click();
    await toastOf(page, 'Not taken back. Somebody changed it meanwhile.').waitFor();
    expect((await groupOf(organization, id)).name).toBe('Of somebody else');
    await close();
  });

  test('escape leaves a name as it was, and the focus where it was', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the group').fill('Never');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'Before' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Rename');
    expect((await groupOf(organization, id)).name).toBe('Before');
    await close();
  });

  test('websites that are in a group already are not said to be added, and moves are taken back', async () => {
    const organization = await TestOrganization.create();
    const [inside = '', racing = ''] = await organization.addWebsites(3);
    const id = await organization.addGroup({ name: 'One', websiteIds: [inside] });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    const card = page.getByRole('region', { name: 'Websites', exact: true });
    await card.getByRole('button', { name: 'Add websites' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add websites to One' });
    await dialog.getByRole('checkbox', { name: 'Site 0002' }).check();
    expect(await dialog.getByRole('checkbox', { name: 'Site 0001' }).count()).toBe(0);
    const update = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
    await data(organization.key, update, { input: { id, addWebsiteIds: [racing] } });
    await dialog.getByRole('button', { name: 'Add 1 website' }).click();
    await toastOf(page, 'Nothing was changed: 1 website was in it already.').waitFor();
    await card.getByRole('button', { name: 'Add websites' }).click();
    await dialog.getByRole('checkbox', { name: 'Site 0003' }).check();
    await dialog.getByRole('button', { name: 'Add 1 website' }).click();
    await toastOf(page, '1 website added to “One”.').waitFor();
    await card.getByRole('checkbox', { name: 'Site 0003' }).waitFor();
    await undo(page, '1 website added to “One”.');
    await card.getByRole('checkbox', { name: 'Site 0003' }).waitFor({ state: 'detached' });
    const { nodes } = (await groupOf(organization, id)).websites;
    expect(nodes).toEqual([{ name: 'Site 0001' }, { name: 'Site 0002' }]);
    await close();
  });

  test('a new group is taken back, and a billed one offers no undo', async () => {
    const organization = await TestOrganization.create();
    await organization.addWebsites(1);
    const { page, close } = await openConsole(browser, organization.key);
    const create = async (name: string, billed: boolean) => {
      await page.getByRole('button', { name: 'New group' }).click();
      const dialog = page.getByRole('dialog', { name: 'New group' });
      await dialog.getByLabel('Name').fill(name);
      if (billed) await dialog.getByRole('switch', { name: 'Billed from the start' }).click();
      await dialog.getByRole('checkbox', { name: 'Site 0001' }).check();
      await dialog.getByRole('button', { name: 'Create the group' }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.getByRole('link', { name: 'All groups' }).click();
    };
    await create('Billed one', true);
    await create('Plain one', false);
    await rowsOf(page, 'Groups').nth(1).waitFor();
    expect(await toastOf(page, '“Billed one” is created.').getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await undo(page, '“Plain one” is created.');
    await rowsOf(page, 'Groups').nth(1).waitFor({ state: 'detached' });
    await close();
  });

  test('an emptied name of an account group is an error, and a language is removed by its own button', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addAccountGroup({ names: { 1: 'Support', 2: 'Kundendienst' } });
    const namesOf = async () => {
      const document = 'query ($id: ID!) { accountGroup(id: $id) { names { labelText } } }';
      const { accountGroup } = await data(organization.key, document, { id });
      return accountGroup.names.map(({ labelText }: { labelText: string }) => labelText).join(', ');
    };
    const before = await namesOf();
    const { page, complaints, close } = await openConsole(browser, organization.key, `/account-groups/${id}`);
    const english = page.getByRole('group', { name: 'English (en_US)' });
    await english.getByLabel('Name').fill('');
    await english.getByText('A name cannot be empty').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await english.getByLabel('Name').inputValue()).toBe('Support');
    await english.getByRole('button', { name: 'Remove English (en_US)' }).click();
    await page.getByText('The only name cannot be removed.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await toastOf(page, 'are saved').waitFor();
    expect(await namesOf()).toBe('Kundendienst');
    await undo(page, 'are saved');
    expect(await namesOf()).toBe(before);
    expect(complaints).toEqual([]);
    await close();
  });

  test('the order of account groups and their access are taken back', async () => {
    const organization = await TestOrganization.create();
    for (const name of ['Ann', 'Bob', 'Cid']) await organization.addAccountGroup({ names: { 1: name } });
    const { page, close } = await openConsole(browser, organization.key, '/account-groups');
    const rows = rowsOf(page, 'Account groups');
    await rows.nth(2).waitFor();
    await page.getByRole('button', { name: 'Move Cid' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('Cid is picked up').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowUp');
    await page.getByText('Cid is over position 2 of 3.').waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    await rows.nth(1).filter({ hasText: 'Cid' }).waitFor();
    await undo(page, '“Cid” is moved.');
    await rows.nth(2).filter({ hasText: 'Cid' }).waitFor();
    await rows.nth(1).filter({ hasText: 'Bob' }).waitFor();
    await page.getByRole('link', { name: /Ann/ }).click();
    await page.getByRole('switch', { name: 'Customer care' }).click();
    await undo(page, 'has access to customer care');
    expect(await page.getByRole('switch', { name: 'Customer care' }).isChecked()).toBe(false);
    await close();
  });

  test('a key that only reads sees texts in place of fields', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Mine', externalId: 'acct 1' });
    const accountGroup = await organization.addAccountGroup({ names: { 1: 'Support' } });
    const key = await organization.createKey({ readOnly: true, permissions: ['STAFF_ADMINISTRATION'] });
    const { page, close } = await openConsole(browser, key, `/groups/${id}`);
    await page.getByRole('region', { name: 'External id' }).getByText('acct 1').waitFor();
    await page.getByText('This group is not billed.').waitFor();
    expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0);
    expect(await page.getByRole('switch').count()).toBe(0);
    await page.goto(`/console/account-groups/${accountGroup}`);
    await page.getByRole('region', { name: 'Names and descriptions' }).getByText('Support').waitFor();
    expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0);
    expect(await page.getByRole('switch').count()).toBe(0);
    await close();
  });
});
