import type { Browser } from 'playwright-core';
import { openConsole } from './console.ts';
import { accessibilityFaults, describeInBrowser, openBrowser, screenshot, startDemoService } from './support.ts';

const group = '/groups/9e4c0001-0000-4000-8000-000000000001';
const pages: [name: string, path: string, key: string, shows: string][] = [
  ['sign-in', '/groups', '', 'Demo partner'],
  ['groups', '/groups', 'gg_demo_partner', 'Enterprise Clients'],
  ['group', group, 'gg_demo_partner', 'monthly'],
  ['websites', '/websites', 'gg_demo_partner', 'Northwind Blog'],
  ['website', '/websites?search=blog', 'gg_demo_partner', 'Northwind Blog'],
  ['import', '/groups/import', 'gg_demo_partner', 'Check, without writing'],
  ['translations', '/account-groups/translations', 'gg_demo_partner', 'Neue Kontengruppe'],
  ['account-groups', '/account-groups', 'gg_demo_partner', 'Customer Support'],
  ['account-group', '/account-groups/100133', 'gg_demo_partner', 'Neue Kontengruppe'],
  ['staff-accounts', '/staff-accounts', 'gg_demo_partner', 'Astrid Lindgren'],
  ['activity', '/activity', 'gg_demo_partner', 'By whom'],
  ['api-keys', '/api-keys', 'gg_demo_partner', 'Reads and changes'],
  ['webhooks', '/webhooks', 'gg_demo_partner', 'No endpoints yet'],
];

describeInBrowser('the look of the console', () => {
  let browser: Browser;
  let service: Awaited<ReturnType<typeof startDemoService>>;
  beforeAll(async () => {
    [browser, service] = await Promise.all([openBrowser(), startDemoService()]);
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  test.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
    ['light', 2200],
    ['dark', 2200],
  ] as const)(
    '%s, %d pixels wide: nothing for axe, nothing forbidden, nothing too wide',
    async (colorScheme, width) => {
      const viewport = { width, height: 900 };
      const observed = await openConsole(browser, '', '/groups', { url: service.url, colorScheme, viewport });
      const { page, complaints, close } = observed;
      for (const [name, path, key, shows] of pages) {
        await page.evaluate((entered) => sessionStorage.setItem('group-gateway.key', entered), key);
        await page.goto(`/console${path}`);
        await page
          .getByText(shows)
          .or(page.locator(`input[value="${shows}"]`))
          .first()
          .waitFor();
        await page.waitForLoadState('networkidle');
        await screenshot(page, `console-${name}-${colorScheme}-${width}`);
        expect([name, await accessibilityFaults(page)]).toEqual([name, []]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
          0,
        );
      }
      expect(complaints).toEqual([]);
      expect(observed.foreignRequests()).toEqual([]);
      await close();
    },
    120_000,
  );

  test('its dialogs, too', async () => {
    // What fades in is hard to read until it is there.
    const options = { url: service.url, reducedMotion: 'reduce' } as const;
    const { page, complaints, close } = await openConsole(browser, 'gg_demo_partner', group, options);
    await page.getByRole('button', { name: 'Add websites' }).click();
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    await screenshot(page, 'console-add-websites');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.goto('/console/groups/9e4c0001-0000-4000-8000-000000000003'); // not billed, so it can be deleted
    await page.getByRole('button', { name: 'Delete the group' }).click();
    await page.getByRole('dialog').getByText('This cannot be undone').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('the scheme is switched by hand, too', async () => {
    const { page, close } = await openConsole(browser, 'gg_demo_partner', '/groups', { url: service.url });
    await page.getByRole('button', { name: 'Use the dark scheme' }).click();
    await page.getByRole('button', { name: 'Use the light scheme' }).waitFor();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await close();
  });

  test('the list of groups is there soon', async () => {
    const times = [];
    for (let run = 0; run < 5; run++) {
      const { page, close } = await openConsole(browser, 'gg_demo_partner', '/groups', { url: service.url });
      await page.getByRole('link', { name: /Enterprise Clients/ }).waitFor();
      times.push(await page.evaluate(() => performance.now()));
      await close();
    }
    // The fastest one, with room for a busy machine: the others measure what else it does.
    expect(Math.min(...times)).toBeLessThan(3000);
  });
});
