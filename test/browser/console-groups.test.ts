import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf } from './console.ts';
import { describeInBrowser, openBrowser } from './support.ts';

const groupOf = async ({ key }: TestOrganization, id: string) => {
  const fields =
    'name externalId billingEnabled websites { totalCount } credits { monthly { balance } oneOff { balance } }';
  return (await data(key, `query ($id: ID!) { group(id: $id) { ${fields} } }`, { id })).group;
};

const renameElsewhere = ({ key }: TestOrganization, id: string, name: string) =>
  data(key, 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }', {
    input: { id, name },
  });

describeInBrowser('groups in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('are searched, filtered and sorted, which the address keeps', async () => {
    const organization = await TestOrganization.create();
    await organization.addGroup({ name: 'Alpha', billingEnabled: true });
    await organization.addGroup({ name: 'Beta' });
    await organization.addGroup({ name: 'Alphabet' });
    const { page, complaints, close } = await openConsole(browser, organization.key);
    const rows = rowsOf(page, 'Groups');
    await rows.nth(2).waitFor();
    await page.getByLabel('Search by name').fill('alpha');
    await rows.nth(2).waitFor({ state: 'detached' });
    await page.getByLabel('Order').selectOption({ label: 'Name, Z to A' });
    await rows.first().filter({ hasText: 'Alphabet' }).waitFor();
    await page.getByText('Billed', { exact: true }).first().click();
    await rows.nth(1).waitFor({ state: 'detached' });
    await page.reload();
    await rows.first().filter({ hasText: 'Alpha' }).waitFor();
    expect(await rows.count()).toBe(1);
    await page.getByLabel('Search by name').fill('nothing like it');
    await page.getByText('No group fits').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('are listed to the end, however many there are, and few of them are rendered', async () => {
    const organization = await TestOrganization.create();
    await organization.query(
      `INSERT INTO groups (organization_id, id, name) SELECT $1, gen_random_uuid(), 'Group ' || lpad(n::text, 4, '0')
       FROM generate_series(1, 350) AS n`,
      [organization.id],
    );
    const { page, close } = await openConsole(browser, organization.key);
    await page.getByRole('link', { name: /Group 0001/ }).waitFor();
    const last = page.getByRole('link', { name: /Group 0350/ });
    const scroll = async () => {
      if ((await last.count()) > 0) return true;
      await page.mouse.wheel(0, 4000);
      // Wheels without a pause would leave the page no time for its pages.
      return page.evaluate(() => new Promise<false>((shown) => requestAnimationFrame(() => shown(false))));
    };
    await eventually('the last one is there', scroll, 45_000);
    expect(await rowsOf(page, 'Groups').count()).toBeLessThan(60);
    expect(await last.locator('xpath=ancestor::li').getAttribute('aria-posinset')).toBe('350');
    await close();
  }, 60_000);

  test('a rename that meets another one shows both, and is applied again', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the group').fill('Mine');
    await renameElsewhere(organization, id, 'Theirs');
    await page.getByRole('button', { name: 'Save' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Somebody else changed this meanwhile' });
    await dialog.getByRole('region', { name: 'Theirs, as it is now' }).getByText('Theirs', { exact: true }).waitFor();
    await dialog.getByRole('region', { name: 'Yours' }).getByText('Mine', { exact: true }).waitFor();
    expect((await groupOf(organization, id)).name).toBe('Theirs');
    await dialog.getByRole('button', { name: 'Apply mine again' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
    expect((await groupOf(organization, id)).name).toBe('Mine');
    await close();
  });

  test('what others did can stay, and a name that is refused says why and stays to be mended', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the group').fill('   ');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Must have at least 1 visible character.').waitFor();
    await page.getByLabel('Name of the group').fill('Mine');
    await renameElsewhere(organization, id, 'Theirs');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByRole('button', { name: 'Keep theirs' }).click();
    await page.getByRole('heading', { level: 1, name: 'Theirs' }).waitFor();
    expect((await groupOf(organization, id)).name).toBe('Theirs');
    await close();
  });

  test('an external id that is taken links to the group that has it; it is set and cleared', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'One' });
    await organization.addGroup({ name: 'Owner', externalId: 'taken' });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    const card = page.getByRole('region', { name: 'External id' });
    const field = card.getByLabel('External id', { exact: true });
    await field.fill('taken');
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByRole('link', { name: 'Owner' }).waitFor();
    expect(await field.inputValue()).toBe('taken');
    await field.fill('free');
    await card.getByRole('button', { name: 'Save' }).click();
    await eventually('it is set', async () => (await groupOf(organization, id)).externalId === 'free');
    await field.fill('');
    await card.getByRole('button', { name: 'Remove the external id' }).click();
    await eventually('it is cleared', async () => (await groupOf(organization, id)).externalId === null);
    await field.fill('taken');
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByRole('link', { name: 'Owner' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Owner' }).waitFor();
    await close();
  });

  test('billing that fails goes back to where it was and offers the retry; then credits are set', async () => {
    const organization = await TestOrganization.create({ billingOutage: true });
    const id = await organization.addGroup({ name: 'One' });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    const billing = page.getByRole('region', { name: 'Billing' });
    await billing.getByRole('switch', { name: 'This group is not billed' }).click();
    await billing.getByText('The billing provider did not answer').waitFor();
    expect(await billing.getByRole('switch').isChecked()).toBe(false);
    const credits = page.getByRole('region', { name: 'Credits' });
    await credits.getByText('Credits are not known right now').waitFor();
    await organization.setBillingOutage(false);
    await billing.getByRole('button', { name: 'Try again' }).click();
    await billing.getByText('This group is billed').waitFor();
    await credits.getByRole('img', { name: '0 credits: 0 monthly and 0 one-off' }).waitFor();
    await credits.getByRole('button', { name: 'Set credits' }).click();
    await credits.getByRole('textbox', { name: 'Monthly' }).fill('300');
    await credits.getByRole('textbox', { name: 'One-off' }).fill('200');
    await credits.getByRole('button', { name: 'Save' }).click();
    await credits.getByRole('img', { name: '500 credits: 300 monthly and 200 one-off' }).waitFor();
    await credits.getByRole('button', { name: 'Set credits' }).waitFor();
    expect((await groupOf(organization, id)).credits).toEqual({ monthly: { balance: 300 }, oneOff: { balance: 200 } });
    await close();
  });

  test('websites are moved in, found by search, and out', async () => {
    const organization = await TestOrganization.create();
    const [inside] = await organization.addWebsites(130);
    const id = await organization.addGroup({ name: 'One', websiteIds: [inside as string] });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    const card = page.getByRole('region', { name: 'Websites', exact: true });
    await card.getByRole('checkbox', { name: 'Site 0001' }).waitFor();
    await card.getByRole('button', { name: 'Add websites' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add websites to One' });
    await dialog.getByRole('checkbox', { name: 'Site 0002' }).check();
    await dialog.getByLabel('Search websites').fill('site-130');
    await dialog.getByRole('checkbox', { name: 'Site 0130' }).check();
    await dialog.getByRole('button', { name: 'Add 2 websites' }).click();
    await card.getByRole('checkbox', { name: 'Site 0130' }).waitFor();
    expect((await groupOf(organization, id)).websites.totalCount).toBe(3);
    await card.getByRole('checkbox', { name: 'Site 0001' }).check();
    await card.getByRole('button', { name: 'Remove 1 website' }).click();
    await card.getByRole('checkbox', { name: 'Site 0001' }).waitFor({ state: 'detached' });
    await card.getByText('2 websites', { exact: true }).waitFor();
    expect((await groupOf(organization, id)).websites.totalCount).toBe(2);
    await close();
  });

  test('one is created and deleted', async () => {
    const organization = await TestOrganization.create();
    await organization.addWebsites(2);
    await organization.addGroup({ name: 'Older' });
    const { page, close } = await openConsole(browser, organization.key);
    await rowsOf(page, 'Groups').first().waitFor();
    await page.getByRole('button', { name: 'New group' }).click();
    const dialog = page.getByRole('dialog', { name: 'New group' });
    await dialog.getByLabel('Name').fill('Newer');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'New group' }).click();
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Newer');
    await dialog.getByRole('checkbox', { name: 'Site 0001' }).check();
    await dialog.getByRole('button', { name: 'Create the group' }).click();
    await page.getByRole('heading', { level: 1, name: 'Newer' }).waitFor();
    await page.getByRole('link', { name: 'All groups' }).click();
    await rowsOf(page, 'Groups').nth(1).waitFor();
    await page.getByRole('link', { name: /Newer/ }).click();
    await page.getByRole('button', { name: 'Delete the group' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await rowsOf(page, 'Groups').nth(1).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /Older/ }).waitFor();
    await close();
  });
});
