import type { Browser, Page } from 'playwright-core';
import { TestOrganization } from '../support/organization.ts';
import { openConsole } from './console.ts';
import { describeInBrowser, openBrowser } from './support.ts';

// How long the page stands still while it scrolls depends on what else the machine does: asked for by name.
const atFullSize = process.env.TEST_FULL_SIZE
  ? describeInBrowser
  : (what: string) => test.skip(`${what}: TEST_FULL_SIZE=1`, () => {});

/**
 * The longest task of the page while something is done, in milliseconds of its own work: for so long it does not answer.
 * What the processor does for others meanwhile does not count.
 */
async function longestTask(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['-*', 'disabled-by-default-devtools.timeline', 'toplevel'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: { name: string; pid: number; tid: number; tdur?: number }[];
  };
  const tasks = traceEvents.filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask');
  if (tasks.length === 0) throw new Error('The browser told of no tasks.');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/** Scrolls with the wheel until the last row is there. */
async function scrollToEnd(page: Page, list: string, total: number): Promise<void> {
  const last = page.getByRole('list', { name: list }).locator(`[aria-posinset="${total}"]`);
  while ((await last.count()) === 0) {
    await page.mouse.wheel(0, 3000);
    await page.waitForTimeout(30);
  }
}

atFullSize('long lists in the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('5,000 groups scroll without standing still for more than 100 ms', async () => {
    const organization = await TestOrganization.create();
    await organization.query(
      `INSERT INTO groups (organization_id, id, name) SELECT $1, gen_random_uuid(), 'Group ' || lpad(n::text, 4, '0')
       FROM generate_series(1, 5000) AS n`,
      [organization.id],
    );
    const { page, close } = await openConsole(browser, organization.key);
    await page.getByRole('link', { name: /Group 0001/ }).waitFor();
    await page.waitForTimeout(3000);
    await page.mouse.move(700, 600);
    expect(await longestTask(browser, page, () => scrollToEnd(page, 'Groups', 5000))).toBeLessThan(100);
    await close();
  }, 300_000);

  test('10,000 websites to pick from do, too', async () => {
    const organization = await TestOrganization.create();
    await organization.addWebsites(10_000);
    const id = await organization.addGroup({ name: 'One' });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await page.getByRole('button', { name: 'Add websites' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'Site 0001' }).waitFor();
    await page.waitForTimeout(3000);
    await dialog.getByRole('region', { name: 'Websites to add' }).hover();
    expect(await longestTask(browser, page, () => scrollToEnd(page, 'Websites to add', 10_000))).toBeLessThan(100);
    await close();
  }, 300_000);
});
