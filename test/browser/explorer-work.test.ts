import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { send } from '../support/graphql.ts';
import { answer, newTab, ready, runButton, tabNamed, write } from './explorer.ts';
import {
  accessibilityFaults,
  describeInBrowser,
  type ObservedPage,
  openBrowser,
  openPage,
  screenshot,
  startDemoService,
} from './support.ts';

describeInBrowser('daily work in the explorer', () => {
  let service: Awaited<ReturnType<typeof startDemoService>>;
  let browser: Browser;
  const opened: ObservedPage[] = [];

  beforeAll(async () => {
    [service, browser] = await Promise.all([startDemoService(), openBrowser()]);
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  async function open(options: Parameters<typeof openPage>[2] = {}): Promise<ObservedPage> {
    const observed = await openPage(browser, service.url, options);
    opened.push(observed);
    await observed.page.goto('/');
    await observed.page.getByRole('button', { name: /^Demo partner / }).click();
    await ready(observed.page);
    return observed;
  }

  test('underlines what is wrong while it is typed, and the policy of the page allows it', async () => {
    const { page, complaints } = await open();
    await newTab(page);
    await write(page, '{ groups { nodes { id nmae } } }');
    const line = page.locator('.graphiql-query-editor .squiggly-error').first();
    await line.waitFor({ state: 'attached' });
    const { width, mask } = await line.evaluate((element) => {
      const { width: pixels, maskImage } = getComputedStyle(element, '::after');
      return { width: Number.parseFloat(pixels), mask: maskImage };
    });
    expect(width).toBeGreaterThan(5);
    expect(mask).toContain('/assets/');
    await screenshot(page, 'explorer-fault');
    expect(complaints).toEqual([]);
  });

  test('has dialogs with a button to close them, which can be seen', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: /short keys/i }).click();
    const close = page.locator('.graphiql-dialog-close svg');
    await close.waitFor();
    const size = await close.evaluate((svg) => {
      const { width, paddingLeft, paddingRight, boxSizing } = getComputedStyle(svg);
      const sides = boxSizing === 'border-box' ? Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight) : 0;
      return Number.parseFloat(width) - sides;
    });
    expect(size).toBeGreaterThanOrEqual(10);
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, 'explorer-short-keys');
  });

  test('brings a new tab into view, where there are more than fit', async () => {
    const { page } = await open({ viewport: { width: 900, height: 800 } });
    for (let n = 0; n < 8; n++) await newTab(page);
    const isInView = () =>
      page.locator('.graphiql-tab-active').evaluate((tab) => {
        const { left, right } = tab.getBoundingClientRect();
        const list = (tab.closest('.graphiql-tabs') as Element).getBoundingClientRect();
        return left >= list.left - 1 && right <= list.right + 1;
      });
    await eventually('the new tab is in view', isInView);
  });

  test('says in words that the service is away, without a trace of its own code', async () => {
    const { page } = await open();
    await page.context().setOffline(true);
    await runButton(page).click();
    await page.getByText('The service did not answer. Run it again when it does.').waitFor();
    expect(await answer(page).textContent()).not.toMatch(/stack|at .*\.js/);
  });

  test('shows answers again after a reload, and tabs in a new window', async () => {
    const { page } = await open();
    await newTab(page);
    await write(page, 'query Kept { viewer { organization { name } } }');
    await runButton(page).click();
    await answer(page).getByText('"Northwind Partners"').waitFor();
    // GraphiQL stores its tabs a moment later.
    await page.waitForFunction(() => sessionStorage.getItem('graphiql:tabState')?.includes('query Kept'));
    await page.reload();
    await ready(page);
    await answer(page).getByText('"Northwind Partners"').waitFor();

    const other = await page.context().newPage();
    await other.goto('/');
    await other.getByRole('button', { name: /^Demo partner / }).click();
    await ready(other);
    await other.locator('.graphiql-session-header').getByRole('button', { name: 'Kept', exact: true }).waitFor();
    const stored = await other.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(stored).not.toContain('gg_demo');
  });

  test('lists all events of a subscription, and says that it ended when another tab is opened', async () => {
    const { page } = await open();
    await newTab(page);
    await write(page, 'subscription Names { groupChanged { group { name } } }');
    const stream = page.waitForResponse((one) => /event-stream/.test(one.headers()['content-type'] ?? ''));
    await runButton(page).click();
    await stream;
    const rename = `mutation ($id: ID!, $name: String!) { updateGroup(input: { id: $id, name: $name }) { __typename } }`;
    for (const name of ['First of all', 'Second of all'])
      await send('gg_demo_partner', rename, { id: '9e4c0001-0000-4000-8000-000000000003', name }, service);
    const events = page.getByRole('region', { name: 'Events' });
    await events.getByText('Second of all').waitFor();
    await events.getByText('First of all').waitFor();
    await events.getByText('Live', { exact: true }).waitFor();
    await newTab(page);
    await tabNamed(page, 'Names').click();
    await events.getByText('Second of all').waitFor();
    await events.getByText('Stopped', { exact: true }).waitFor();
    // After a reload, the answer has the last of them.
    await page.reload();
    await ready(page);
    await answer(page).getByText('"Second of all"').waitFor();
    await answer(page).getByText('"stopped, because').waitFor();
  });

  test('has a light and a dark scheme to choose from, which stays and which the console has too', async () => {
    const { page } = await open({ colorScheme: 'light' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByLabel('Colours').selectOption('Dark');
    await eventually('dark', async () => (await ground()) !== light);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await ready(page);
    expect(await ground()).not.toBe(light);
    await screenshot(page, 'explorer-dark-by-choice');
    await page.goto('/console');
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  });

  test('has one heading that names the page', async () => {
    const { page } = await open();
    expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['Explorer']);
  });

  test.each([
    ['at 200 % on a laptop', { width: 640, height: 400 }],
    ['on a phone', { width: 390, height: 844 }],
  ])('leaves room to work %s', async (where, viewport) => {
    const { page } = await open({ viewport });
    await page.locator('.graphiql-query-editor').scrollIntoViewIfNeeded();
    const { height } = (await page.locator('.graphiql-query-editor').boundingBox()) ?? { height: 0 };
    expect(height).toBeGreaterThan(100);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    await screenshot(page, `explorer-small-${where.replaceAll(/\W+/g, '-')}`);
  });

  test.each(['/graphql', '/graphiql', '/playground'])('is where a browser that opens %s arrives', async (path) => {
    const { page } = await open();
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: 'Explorer' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });
});
