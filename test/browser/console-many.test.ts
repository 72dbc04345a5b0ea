import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf } from './console.ts';
import { accessibilityFaults, describeInBrowser, openBrowser } from './support.ts';

const groupsOf = async ({ key }: TestOrganization) => {
  const { groups } = await data(
    key,
    '{ groups { nodes { name externalId billingEnabled websites { nodes { url } } } } }',
  );
  return Object.fromEntries(
    groups.nodes.map(({ name, websites, ...group }: { name: string; websites: { nodes: { url: string }[] } }) => [
      name,
      { ...group, urls: websites.nodes.map(({ url }) => url).sort() },
    ]),
  );
};

const outcomesOf = (page: Page) => page.getByRole('dialog').getByRole('list', { name: 'Outcomes' });

describeInBrowser('many at once in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('groups are chosen with shift or all, billed with one outcome each, and taken back', async () => {
    const organization = await TestOrganization.create();
    await organization.query(
      `INSERT INTO groups (organization_id, id, name) SELECT $1, gen_random_uuid(), 'Group ' || lpad(n::text, 4, '0')
       FROM generate_series(1, 105) AS n`,
      [organization.id],
    );
    const { page, complaints, close } = await openConsole(browser, organization.key);
    await page.getByRole('checkbox', { name: 'Choose Group 0002' }).click();
    await page.getByRole('checkbox', { name: 'Choose Group 0005' }).click({ modifiers: ['Shift'] });
    await page.getByText('4 groups chosen').waitFor();
    await page.getByRole('checkbox', { name: 'Choose Group 0003' }).click();
    await page.getByText('3 groups chosen').waitFor();
    await page.getByRole('button', { name: 'Bill …', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Bill 3 groups' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Bill 3 groups' }).click();
    await dialog.getByText('3 done, 0 unchanged, 0 refused.').waitFor();
    await outcomesOf(page)
      .getByRole('listitem')
      .filter({ hasText: 'Group 0005' })
      .getByText('Is billed now.')
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await outcomesOf(page).getByText('Is not billed now.').first().waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
    await page.getByRole('button', { name: 'Choose all 105' }).click();
    await page.getByText('105 groups chosen').waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  test('groups that cannot be deleted say why, and the others are gone', async () => {
    const organization = await TestOrganization.create();
    await organization.addGroup({ name: 'Billed one', billingEnabled: true });
    await organization.addGroup({ name: 'Plain one' });
    const { page, close } = await openConsole(browser, organization.key);
    await page.getByRole('button', { name: 'Choose all 2' }).click();
    await page.getByRole('button', { name: 'Delete …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete 2 groups' }).click();
    await page.getByRole('dialog').getByText('1 done, 0 unchanged, 1 refused.').waitFor();
    await outcomesOf(page)
      .getByRole('listitem')
      .filter({ hasText: 'Billed one' })
      .getByText('Switch its billing off first')
      .waitFor();
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
    await rowsOf(page, 'Groups').nth(1).waitFor({ state: 'detached' });
    expect(Object.keys(await groupsOf(organization))).toEqual(['Billed one']);
    await close();
  }, 60_000);

  test('websites are added to a group, with an outcome for those that were in it, and deleted', async () => {
    const organization = await TestOrganization.create();
    const [first = ''] = await organization.addWebsites(3);
    await organization.addGroup({ name: 'Retail', websiteIds: [first] });
    const { page, close } = await openConsole(browser, organization.key, '/websites');
    await page.getByRole('button', { name: 'Choose all 3' }).click();
    await page.getByRole('button', { name: 'Add to a group …' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Retail/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add 3 websites to “Retail”' }).click();
    await page.getByRole('dialog').getByText('2 done, 1 unchanged, 0 refused.').waitFor();
    await outcomesOf(page).getByText('Was in the group already.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await outcomesOf(page).getByText('Is not in it any more.').first().waitFor();
    expect((await groupsOf(organization)).Retail.urls).toEqual(['site-1.example']);
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
    await page.getByRole('checkbox', { name: 'Choose Site 0002' }).click();
    await page.getByRole('button', { name: 'Delete …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 website' }).click();
    await page.getByRole('dialog').getByText('1 done').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await outcomesOf(page).getByText('Is back.').waitFor();
    await close();
  }, 60_000);

  test('rows are pasted, tried out, compared and imported; importing them again changes nothing', async () => {
    const organization = await TestOrganization.create();
    const here = await organization.addWebsite({ url: 'here.example' });
    await organization.addGroup({ name: 'Before', externalId: 'acct 1', websiteIds: [here] });
    await organization.addGroup({ name: 'Taken', externalId: 'acct 2' });
    const { page, complaints, close } = await openConsole(browser, organization.key);
    await page.getByRole('link', { name: 'Import' }).click();
    const text = [
      'name,externalId,urls',
      'After,acct 1,here.example https://NEW.example/',
      'Fresh,,new.example other.example',
      'Bad,,nowhere',
    ].join('\n');
    await page.getByRole('textbox', { name: 'Rows' }).fill(text);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Check, without writing' }).click();
    await page.getByText('1 group to create, 1 to change, 0 like this already, 1 refused.').waitFor();
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('After').getByText('Name: “Before” → “After”. Gets new.example. 1 website of these is new.').waitFor();
    await row('Bad').getByText('The address “nowhere”').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect((await groupsOf(organization)).Before).toBeDefined();
    await page.getByRole('button', { name: 'Import 2 groups' }).click();
    await page.getByText('Done: 2 written, 1 refused.').waitFor();
    await row('Fresh').getByText('Created').waitFor();
    expect(await groupsOf(organization)).toMatchObject({
      After: { externalId: 'acct 1', urls: ['here.example', 'new.example'] },
      Fresh: { externalId: null, urls: ['new.example', 'other.example'] },
      Taken: {},
    });
    const [{ count } = {}] = await organization.query('SELECT count(*)::int FROM websites WHERE organization_id = $1', [
      organization.id,
    ]);
    expect(count).toBe(3);
    await page.getByRole('button', { name: 'Import more' }).click();
    await page.getByRole('textbox', { name: 'Rows' }).fill(text);
    await page.getByRole('button', { name: 'Check, without writing' }).click();
    await page.getByText('0 groups to create, 0 to change, 2 like this already, 1 refused.').waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  test('many groups with many addresses are imported at once', async () => {
    const organization = await TestOrganization.create();
    const [first] = await organization.addWebsites(150);
    await organization.addGroup({ name: 'Row 1', websiteIds: [first as string] });
    const { page, complaints, close } = await openConsole(browser, organization.key, '/groups/import');
    const rows = Array.from({ length: 150 }, (_, n) => `Row ${n + 1},,site-${n + 1}.example new-${n + 1}.example`);
    await page.getByRole('textbox', { name: 'Rows' }).fill(rows.join('\n'));
    await page.getByRole('button', { name: 'Check, without writing' }).click();
    await page.getByText('149 groups to create, 1 to change, 0 like this already, 0 refused.').waitFor();
    await page.getByRole('button', { name: 'Import 150 groups' }).click();
    await page.getByText('Done: 150 written, 0 refused.').waitFor();
    const [{ count } = {}] = await organization.query('SELECT count(*)::int FROM websites WHERE organization_id = $1', [
      organization.id,
    ]);
    expect(count).toBe(300);
    await page.getByRole('button', { name: 'Import more' }).click();
    await page.getByRole('textbox', { name: 'Rows' }).fill(rows.join('\n'));
    await page.getByRole('button', { name: 'Check, without writing' }).click();
    await page.getByText('0 groups to create, 0 to change, 150 like this already, 0 refused.').waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  test('an import whose answer is lost is sent again and done once', async () => {
    const organization = await TestOrganization.create();
    const { page, close } = await openConsole(browser, organization.key, '/groups/import');
    await page.getByRole('textbox', { name: 'Rows' }).fill('One,,one.example\nTwo,,two.example');
    await page.getByRole('button', { name: 'Check, without writing' }).click();
    await page.getByText('2 groups to create').waitFor();
    let lost = 0;
    await page.route('**/graphql', async (route) => {
      const body = route.request().postData() ?? '';
      if (lost === 0 && body.includes('createGroups') && !body.includes('"dryRun":true')) {
        lost++;
        await route.fetch();
        return route.abort();
      }
      return route.continue();
    });
    await page.getByRole('button', { name: 'Import 2 groups' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: 'did not answer' })
      .getByRole('button', { name: 'Try again' })
      .click();
    await page.getByText('Done: 2 written, 0 refused.').waitFor();
    expect(lost).toBe(1);
    expect(await groupsOf(organization)).toEqual({
      One: expect.objectContaining({ urls: ['one.example'] }),
      Two: expect.objectContaining({ urls: ['two.example'] }),
    });
    await close();
  }, 60_000);

  test('the filtered list is exported, in the form that an import takes', async () => {
    const organization = await TestOrganization.create();
    const ids = await organization.addWebsites(2);
    await organization.addGroup({ name: '=Retail, all', externalId: 'acct 1', websiteIds: ids });
    await organization.addGroup({ name: 'Other' });
    const { page, complaints, close } = await openConsole(browser, organization.key, '/groups?search=retail');
    await rowsOf(page, 'Groups').first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('groups.csv');
    const csv = (await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, '');
    expect(csv.split('\r\n').slice(0, -1)).toEqual([
      'name,externalId,urls,billingEnabled,id',
      expect.stringMatching(/^"'=Retail, all",acct 1,site-1\.example site-2\.example,false,[0-9a-f-]{36}$/),
    ]);
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByRole('textbox', { name: 'Rows' }).fill(csv);
    await page.getByRole('button', { name: 'Check, without writing' }).click();
    await page.getByText('1 like this already').waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);
});
