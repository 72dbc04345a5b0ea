import type { Browser, Page } from 'playwright-core';
import { TestOrganization } from '../support/organization.ts';
import { openConsole, rowsOf, toastOf, undo } from './console.ts';
import { accessibilityFaults, describeInBrowser, openBrowser, screenshot } from './support.ts';

/** The controls of the page that something else lies on after they are scrolled to, as the keyboard does it. */
const coveredControls = (page: Page) =>
  page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')];
    const shown = controls.filter((control) => control.checkVisibility() && !control.closest('.messages, .skip-link'));
    return shown
      .filter((control) => {
        control.scrollIntoView({ block: 'nearest' });
        const { left, right, top, bottom } = control.getBoundingClientRect();
        const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return found?.closest('.messages') != null || found === null;
      })
      .map(({ outerHTML }) => outerHTML);
  });

describeInBrowser('a message of the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    [390, 700],
    [1280, 800],
    [1280, 500],
    [2200, 1200],
  ])('covers no control, %d by %d pixels', async (width, height) => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const options = { viewport: { width, height }, reducedMotion: 'reduce' } as const;
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`, options);
    for (const name of ['After', 'a long name '.repeat(20)]) {
      await page.getByRole('button', { name: 'Rename' }).click();
      await page.getByLabel('Name of the group').fill(name);
      await page.getByLabel('Name of the group').press('Enter');
      await toastOf(page, `is now called “${name.trim()}”`).waitFor();
    }
    await rowsOf(page, 'Activity').first().waitFor();
    await screenshot(page, `console-messages-${width}-${height}`);
    expect(await coveredControls(page)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await undo(page, 'is now called “a long');
    await close();
  });

  test('waits while a dialog is open', async () => {
    const organization = await TestOrganization.create();
    const id = await organization.addGroup({ name: 'Before' });
    const { page, close } = await openConsole(browser, organization.key, `/groups/${id}`);
    await page.clock.install();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the group').fill('After');
    await page.getByLabel('Name of the group').press('Enter');
    await toastOf(page, 'is now called “After”').waitFor();
    await page.getByRole('button', { name: 'Delete the group' }).click();
    await page.getByRole('dialog').waitFor();
    await page.clock.runFor(30_000);
    expect(await toastOf(page, 'is now called “After”').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.clock.runFor(1000);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.clock.runFor(16_000);
    await toastOf(page, 'is now called “After”').waitFor({ state: 'detached' });
    await close();
  });
});
