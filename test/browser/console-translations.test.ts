import type { Browser } from 'playwright-core';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, toastOf, undo } from './console.ts';
import { accessibilityFaults, describeInBrowser, openBrowser } from './support.ts';

const namesOf = async ({ key }: TestOrganization, id: string) => {
  const { accountGroup } = await data(
    key,
    'query ($id: ID!) { accountGroup(id: $id) { names { language { lookupName } labelText } } }',
    { id },
  );
  return Object.fromEntries(
    accountGroup.names.map(({ language, labelText }: { language: { lookupName: string }; labelText: string }) => [
      language.lookupName,
      labelText,
    ]),
  );
};

describeInBrowser('translations in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('are a grid with its gaps marked, filled with the keyboard, and taken back', async () => {
    const organization = await TestOrganization.create();
    const { labelLanguages } = await data(organization.key, '{ labelLanguages { id lookupName } }');
    const german = labelLanguages.find(({ lookupName }: { lookupName: string }) => lookupName === 'de_DE').id;
    const first = await organization.addAccountGroup({ names: { 1: 'Support', [german]: 'Kundendienst' } });
    const second = await organization.addAccountGroup({ names: { 1: 'Sales' } });
    const { page, complaints, close } = await openConsole(browser, organization.key, '/account-groups');
    await page.getByRole('link', { name: 'Translations' }).click();
    await page.getByText('2 account groups, 1 text missing').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const active = () => page.evaluate(() => document.activeElement?.textContent);
    await page.getByRole('gridcell', { name: 'Support' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await active()).toBe('Kundendienst');
    await page.keyboard.press('ArrowDown');
    expect(await active()).toBe('Missing');
    await page.keyboard.type('Vertrieb');
    await page.getByRole('textbox', { name: 'Name of Sales in German (de_DE)' }).waitFor();
    await page.keyboard.press('Enter');
    await toastOf(page, '“Vertrieb” is saved').waitFor();
    expect(await namesOf(organization, second)).toEqual({ en_US: 'Sales', de_DE: 'Vertrieb' });
    await page.getByText('0 texts missing').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Vertrieb');

    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.getByText('A text cannot be empty').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await active()).toBe('Kundendienst');
    expect(await namesOf(organization, first)).toEqual({ en_US: 'Support', de_DE: 'Kundendienst' });

    await undo(page, '“Vertrieb” is saved');
    await page.getByRole('gridcell', { name: 'Missing' }).waitFor();
    expect(await namesOf(organization, second)).toEqual({ en_US: 'Sales' });
    expect(complaints).toEqual([]);
    await close();
  });

  test('a change of somebody else is not written over', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addAccountGroup({ names: { 1: 'Support' } });
    const { page, close } = await openConsole(browser, organization.key, '/account-groups/translations');
    await page.getByRole('gridcell', { name: 'Support' }).dblclick();
    await page.getByRole('textbox').fill('Mine');
    await data(
      organization.key,
      'mutation ($input: UpdateAccountGroupInput!) { updateAccountGroup(input: $input) { __typename } }',
      { input: { id, names: [{ language: { id: 1 }, labelText: 'Theirs' }] } },
    );
    await page.keyboard.press('Enter');
    await page.getByText('Somebody changed it meanwhile').waitFor();
    expect(await namesOf(organization, id)).toEqual({ en_US: 'Theirs' });
    await page.keyboard.press('Escape');
    await page.getByRole('gridcell', { name: 'Theirs' }).waitFor();
    await close();
  });
});
