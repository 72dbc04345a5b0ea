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

/** Scrolls with the wheel until a row is there, or one after it. */
async function scrollTo(page: Page, list: string, position: number): Promise<void> {
  const rows = page.getByRole('list', { name: list }).getByRole('listitem');
  while (Number(await rows.last().getAttribute('aria-posinset')) < position) {
    await page.mouse.wheel(0, 3000);
    await page.waitForTimeout(30);
  }
}

/** The longest task on the last rows of a list: the more there are before, the more there is to do. */
async function longestTaskAtEnd(browser: Browser, page: Page, list: string, total: number): Promise<number> {
  await scrollTo(page, list, total - 500);
  return longestTask(browser, page, () => scrollTo(page, list, total));
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
    expect(await longestTaskAtEnd(browser, page, 'Groups', 5000)).toBeLessThan(100);
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
    expect(await longestTaskAtEnd(browser, page, 'Websites to add', 10_000)).toBeLessThan(100);
    await close();
  }, 300_000);
});
