import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf } from './console.ts';
import { describeInBrowser, openBrowser } from './support.ts';

/** Waits until the service has the account groups in these places. */
const stored = ({ key }: TestOrganization, places: string) =>
  eventually(places, async () => {
    const { accountGroups } = await data(key, '{ accountGroups { nodes { lookupName displayOrder } } }');
    const nodes: { lookupName: string; displayOrder: number }[] = accountGroups.nodes;
    return nodes.map(({ lookupName, displayOrder }) => `${lookupName} ${displayOrder}`).join(', ') === places;
  });

describeInBrowser('account groups in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function openList() {
    const organization = await TestOrganization.create();
    for (const name of ['Ann', 'Bob', 'Cid', 'Dan']) await organization.addAccountGroup({ names: { 1: name } });
    const console = await openConsole(browser, organization.key, '/account-groups');
    const rows = rowsOf(console.page, 'Account groups');
    await rows.nth(3).waitFor();
    /** Waits until the rows are in this order. */
    const order = async (...names: string[]) => {
      for (const [index, name] of names.entries()) await rows.nth(index).filter({ hasText: name }).waitFor();
    };
    return { organization, rows, order, ...console };
  }

  test('are put into another order with the keyboard, which is said aloud', async () => {
    const { page, organization, order, complaints, close } = await openList();
    await order('Ann', 'Bob', 'Cid', 'Dan');
    await page.getByRole('button', { name: 'Move Dan' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('Dan is picked up, from position 4 of 4.').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowUp');
    await page.getByText('Dan is over position 3 of 4.').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowUp');
    await page.getByText('Dan is over position 2 of 4.').waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    await order('Ann', 'Dan', 'Bob', 'Cid');
    await stored(organization, 'Ann 1, Dan 2, Bob 3, Cid 4');
    await page.reload();
    await order('Ann', 'Dan', 'Bob', 'Cid');
    expect(complaints).toEqual([]);
    await close();
  });

  test('are dragged, and go back where somebody else was faster', async () => {
    const { page, organization, order, rows, close } = await openList();
    const drag = async (name: string, target: number) => {
      const from = await page.getByRole('button', { name: `Move ${name}` }).boundingBox();
      const to = await rows.nth(target).boundingBox();
      if (!from || !to) throw new Error('The rows are not there.');
      await page.mouse.move(from.x + 10, from.y + 10);
      await page.mouse.down();
      await page.mouse.move(from.x + 10, from.y + 25, { steps: 3 });
      await page.mouse.move(from.x + 10, to.y + to.height / 2, { steps: 5 });
      await page.mouse.up();
    };
    await drag('Ann', 2);
    await order('Bob', 'Cid', 'Ann', 'Dan');
    await stored(organization, 'Bob 2, Cid 3, Ann 4, Dan 5');
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('mutation UpdateAccountGroup'))
        await organization.query(
          "UPDATE account_groups SET revision = revision + 1 WHERE organization_id = $1 AND lookup_name = 'Dan'",
          [organization.id],
        );
      await route.continue();
    });
    await drag('Dan', 0);
    await page.getByText('Somebody changed it meanwhile').waitFor();
    await order('Bob', 'Cid', 'Ann', 'Dan');
    await close();
  });

  test('have names by language: one is added, one changed, and a conflict shows both', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addAccountGroup({ names: { 1: 'Support' } });
    const { page, complaints, close } = await openConsole(browser, organization.key, `/account-groups/${id}`);
    await page.getByLabel('Add a language').selectOption({ label: 'German (de_DE)' });
    await page.getByRole('group', { name: 'German (de_DE)' }).getByLabel('Name').fill('Kundendienst');
    await page.getByRole('group', { name: 'English (en_US)' }).getByLabel('Name').fill('Service');
    await data(
      organization.key,
      'mutation ($input: UpdateAccountGroupInput!) { updateAccountGroup(input: $input) { __typename } }',
      { input: { id, names: [{ language: { id: 1 }, labelText: 'Help' }] } },
    );
    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('region', { name: 'Theirs, as it is now' }).getByText('Help').waitFor();
    await dialog.getByRole('region', { name: 'Yours' }).getByText('Kundendienst').waitFor();
    await dialog.getByRole('button', { name: 'Apply mine again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service' }).waitFor();
    const { accountGroup } = await data(
      organization.key,
      'query ($id: ID!) { accountGroup(id: $id) { names { labelText } } }',
      { id },
    );
    expect(accountGroup.names).toEqual([{ labelText: 'Service' }, { labelText: 'Kundendienst' }]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('one with accounts cannot be deleted, and says why', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addAccountGroup({ names: { 1: 'Support' } });
    await organization.addStaffAccounts(id, 2);
    const { page, close } = await openConsole(browser, organization.key, `/account-groups/${id}`);
    await page.getByText('Account 0002').waitFor();
    await page.getByText('It holds 2 accounts, so it cannot be deleted').waitFor();
    expect(await page.getByRole('button', { name: 'Delete the account group' }).count()).toBe(0);
    await close();
  });
});
