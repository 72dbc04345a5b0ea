import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { data } from '../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../support/organization.ts';
import { startService } from '../support/service.ts';
import { openConsole, rowsOf } from './console.ts';
import { describeInBrowser, openBrowser } from './support.ts';

const rename = (key: string, id: string, name: string, url?: string) =>
  data(
    key,
    'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }',
    { input: { id, name } },
    url === undefined ? {} : { url },
  );

describeInBrowser('live updates in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const open = async (organization: TestOrganization, path: string, url?: string) => {
    const console = await openConsole(browser, organization.key, path, url === undefined ? {} : { url });
    await console.page.getByRole('status', { name: 'Live updates' }).getByText('Live', { exact: true }).waitFor();
    return console;
  };

  test('what others change shows up, is marked, and says who it was', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const other = await organization.createKey();
    await organization.query("UPDATE api_keys SET name = 'Backend' WHERE organization_id = $1 AND permissions = '{}'", [
      organization.id,
    ]);
    const { page, complaints, close } = await open(organization, '/groups');
    const rows = rowsOf(page, 'Groups');
    await rows.filter({ hasText: 'Before' }).waitFor();
    await rename(other, id, 'After');
    await rows.filter({ hasText: 'After' }).getByText('Changed by the key “Backend”').waitFor();
    await rows.filter({ hasText: 'After' }).getByText('Changed by').waitFor({ state: 'detached' });
    await data(other, 'mutation ($id: ID!) { deleteGroup(input: { id: $id }) { __typename } }', { id });
    await page.getByText('No groups yet').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a conflict shows while one types, before anything is saved', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const { page, complaints, close } = await open(organization, `/groups/${id}`);
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the group').fill('Mine');
    await rename(organization.key, id, 'Theirs');
    await page.getByText('It was changed meanwhile').waitFor();
    expect(await page.getByLabel('Name of the group').inputValue()).toBe('Mine');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page
      .getByRole('dialog', { name: 'Somebody else changed this meanwhile' })
      .getByText('Theirs')
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('what happens while the service is away shows up once it is back, and the header says that it was away', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const first = await startService({ DATABASE_URL: databaseUrl() });
    const { page, close } = await open(organization, '/groups', first.url);
    await rowsOf(page, 'Groups').filter({ hasText: 'Before' }).waitFor();
    await first.kill();
    const state = page.getByRole('status', { name: 'Live updates' });
    await state.getByText('Not live').waitFor();
    await rename(organization.key, id, 'Meanwhile');
    const second = await startService({ DATABASE_URL: databaseUrl(), PORT: new URL(first.url).port });
    try {
      await state.getByText('Live', { exact: true }).waitFor({ timeout: 60_000 });
      await rowsOf(page, 'Groups').filter({ hasText: 'Meanwhile' }).waitFor();
    } finally {
      await close();
      await second.kill();
    }
  }, 120_000);

  test('a long list stays where it was scrolled to', async () => {
    const organization = await TestOrganization.create();
    const ids = await organization.query(
      `INSERT INTO groups (organization_id, id, name) SELECT $1, gen_random_uuid(), 'Group ' || lpad(n::text, 4, '0')
       FROM generate_series(1, 250) AS n RETURNING id, name`,
      [organization.id],
    );
    const { page, close } = await open(organization, '/groups');
    const row = rowsOf(page, 'Groups').filter({ hasText: 'Group 0240' });
    const scroll = async () => {
      if ((await row.count()) > 0) return true;
      await page.mouse.wheel(0, 4000);
      // Wheels without a pause would leave the page no time for its pages.
      return page.evaluate(() => new Promise<false>((shown) => requestAnimationFrame(() => shown(false))));
    };
    await eventually('the row is there', scroll, 45_000);
    const place = await page.evaluate(() => window.scrollY);
    const { id } = ids.find(({ name }) => name === 'Group 0240') as { id: string };
    await rename(organization.key, id, 'Group 0240 changed');
    await rowsOf(page, 'Groups').filter({ hasText: 'Group 0240 changed' }).waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(place);
    await close();
  }, 90_000);

  test('many changes at once are taken over with few requests', async () => {
    const organization = await TestOrganization.create();
    const ids = await organization.addGroups(100, (n) => ({ name: `Group ${n}` }));
    const { page, complaints, close } = await open(organization, '/groups');
    await rowsOf(page, 'Groups').first().waitFor();
    let requests = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/graphql')) requests++;
    });
    for (const round of ['Round 1', 'Round 2'])
      await data(
        organization.key,
        'mutation ($inputs: [UpdateGroupInput!]!) { updateGroups(inputs: $inputs) { __typename } }',
        { inputs: ids.map((id, n) => ({ id, name: `${round} ${n}` })) },
      );
    await rowsOf(page, 'Groups').filter({ hasText: 'Round 2 0' }).first().waitFor();
    await rowsOf(page, 'Groups').filter({ hasText: 'Group ' }).first().waitFor({ state: 'detached' });
    expect(requests).toBeLessThan(20);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a key that is confined to websites follows what it may see', async () => {
    const organization = await TestOrganization.create();
    const [website = ''] = await organization.addWebsites(1);
    const confined = await organization.createKey({ websiteIds: [website] });
    const { page, complaints, close } = await openConsole(browser, confined, '/websites');
    await page.getByRole('status', { name: 'Live updates' }).getByText('Live', { exact: true }).waitFor();
    await data(
      organization.key,
      'mutation ($id: ID!) { updateWebsite(input: { id: $id, name: "After" }) { __typename } }',
      { id: website },
    );
    await rowsOf(page, 'Websites').filter({ hasText: 'After' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
