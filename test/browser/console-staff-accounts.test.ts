import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf } from './console.ts';
import { accessibilityFaults, describeInBrowser, openBrowser } from './support.ts';

async function arrange(count = 3) {
  const organization = await TestOrganization.create();
  const front = await organization.addAccountGroup({ names: { 1: 'Front' } });
  const back = await organization.addAccountGroup({ names: { 1: 'Back' } });
  await organization.addStaffAccounts(front, count);
  return { organization, front, back };
}

/** Waits until so many accounts are in an account group. */
const holds = (organization: TestOrganization, groupId: string, count: number) =>
  eventually(`${count} accounts in the group`, async () => {
    const rows = await organization.query(
      'SELECT FROM staff_accounts WHERE organization_id = $1 AND account_group_id = $2::bigint',
      [organization.id, groupId],
    );
    return rows.length === count;
  });

describeInBrowser('staff accounts in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('one is created, found, renamed, taken back, and deleted after a question', async () => {
    const { organization } = await arrange();
    const options = { reducedMotion: 'reduce' } as const;
    const { page, complaints, close } = await openConsole(browser, organization.key, '/staff-accounts', options);
    const rows = rowsOf(page, 'Staff accounts');
    await rows.nth(2).waitFor();
    await page.getByRole('button', { name: 'New account' }).click();
    const form = page.getByRole('dialog', { name: 'New staff account' });
    await form.getByLabel('Name').fill('Ada Lovelace');
    await form.getByLabel('Login').fill('ada');
    await form.getByLabel('Account group').selectOption({ label: 'Back' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Create the account' }).click();
    await page.getByLabel('Search by name or login').fill('ADA');
    await rows.nth(1).waitFor({ state: 'detached' });
    await rows.first().filter({ hasText: 'ada · Back' }).waitFor();
    await page.getByRole('button', { name: 'Edit Ada Lovelace' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit the account of Ada Lovelace' });
    expect(await edit.getByRole('button', { name: 'Save' }).isEnabled()).toBe(false);
    await edit.getByLabel('Login').fill('augusta-ada');
    await edit.getByRole('button', { name: 'Save' }).click();
    await rows.first().filter({ hasText: 'augusta-ada' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await rows.first().filter({ hasText: 'ada · Back' }).waitFor();
    await page.getByRole('button', { name: 'Delete Ada Lovelace' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No account fits').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a login that is taken says by whom, at the field', async () => {
    const { organization, front } = await arrange(1);
    const { page, close } = await openConsole(browser, organization.key, '/staff-accounts');
    await page.getByRole('button', { name: 'New account' }).click();
    const form = page.getByRole('dialog', { name: 'New staff account' });
    await form.getByLabel('Name').fill('Somebody');
    await form.getByLabel('Login').fill(`login-${front}-1`);
    await form.getByRole('button', { name: 'Create the account' }).click();
    await form.getByText('Account 0001 has this login').waitFor();
    expect(await form.getByLabel('Login').getAttribute('aria-invalid')).toBe('true');
    await close();
  });

  test('they are dragged to another account group, those that are chosen together, and taken back', async () => {
    const { organization, front, back } = await arrange();
    const { page, complaints, close } = await openConsole(browser, organization.key, '/staff-accounts');
    const rows = rowsOf(page, 'Staff accounts');
    const target = page.getByRole('button', { name: /^Back/ });
    await target.waitFor();
    const drag = async (index: number) => {
      const from = await rows.nth(index).locator('.drag-handle').boundingBox();
      const to = await target.boundingBox();
      if (!from || !to) throw new Error('The row or the account group is not there.');
      await page.mouse.move(from.x + 10, from.y + 10);
      await page.mouse.down();
      await page.mouse.move(from.x + 30, from.y + 20, { steps: 3 });
      await page.mouse.move(to.x + 20, to.y + to.height / 2, { steps: 5 });
      await page.mouse.up();
    };
    await drag(0);
    await rows.first().filter({ hasText: 'Back' }).waitFor();
    await holds(organization, back, 1);
    await page.getByRole('checkbox', { name: 'Choose Account 0002' }).check();
    await page.getByRole('checkbox', { name: 'Choose Account 0003' }).check();
    await drag(2);
    await holds(organization, back, 3);
    await page.getByText('2 accounts moved to Back.').waitFor();
    await page.getByRole('alert').filter({ hasText: '2 accounts moved' }).getByRole('button', { name: 'Undo' }).click();
    await holds(organization, front, 2);
    expect(complaints).toEqual([]);
    await close();
  });

  test('they are moved by the keyboard, and shown by account group', async () => {
    const { organization, front, back } = await arrange();
    const { page, close } = await openConsole(browser, organization.key, '/staff-accounts');
    await page.getByRole('checkbox', { name: 'Choose Account 0002' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Move 1 account' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Move Account 0002' });
    await dialog.getByLabel('To which account group').waitFor();
    await dialog.getByRole('button', { name: 'Move' }).click();
    await holds(organization, back, 1);
    await page.getByRole('button', { name: /^Front/ }).click();
    await rowsOf(page, 'Staff accounts').nth(2).waitFor({ state: 'detached' });
    expect(page.url()).toContain(`group=${front}`);
    await close();
  });

  test('one has a page of its own, with its history', async () => {
    const { organization } = await arrange(1);
    const { page, complaints, close } = await openConsole(browser, organization.key, '/staff-accounts');
    await page.getByRole('link', { name: /Account 0001/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Account 0001' }).waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Grace');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Grace' }).waitFor();
    await page.getByRole('list', { name: 'Activity' }).getByText('Account 0001 → Grace').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('an account group is emptied and deleted on its page', async () => {
    const { organization, front, back } = await arrange(130);
    const { page, complaints, close } = await openConsole(browser, organization.key, `/account-groups/${front}`);
    await page.getByRole('button', { name: 'Move all' }).click();
    const dialog = page.getByRole('dialog', { name: 'Empty Front' });
    await dialog.getByText('All 130 accounts move').waitFor();
    await dialog.getByRole('button', { name: 'Move' }).click();
    await holds(organization, back, 130);
    await page.getByText('Nobody is in this group.').waitFor();
    await page.getByRole('button', { name: 'Delete the account group' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await rowsOf(page, 'Account groups').first().filter({ hasText: 'Back' }).waitFor();
    expect(await rowsOf(page, 'Account groups').count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a key that may only read them offers no change', async () => {
    const { organization } = await arrange();
    const { page, complaints, close } = await openConsole(browser, await organization.createKey(), '/staff-accounts');
    await rowsOf(page, 'Staff accounts').nth(2).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: /New|Edit|Delete/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
