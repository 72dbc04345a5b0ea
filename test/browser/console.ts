import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { serviceUrl } from '../support/graphql.ts';
import { type ObservedPage, openPage } from './support.ts';

/** The console at one of its addresses, signed in with a key as if it had been entered in this tab. */
export async function openConsole(
  browser: Browser,
  key: string,
  path = '/groups',
  { url = serviceUrl(), ...options }: BrowserContextOptions & { url?: string } = {},
): Promise<ObservedPage> {
  const observed = await openPage(browser, url, options);
  if (key)
    await observed.page.addInitScript((entered) => {
      if (!sessionStorage.getItem('signed in')) sessionStorage.setItem('group-gateway.key', entered);
      sessionStorage.setItem('signed in', 'once');
    }, key);
  await observed.page.goto(`/console${path}`);
  return observed;
}

/** The names of the rows of a list, as far as they are rendered. */
export const rowsOf = (page: Page, list: string) => page.getByRole('list', { name: list }).getByRole('listitem');

/** What the console says of something that was done. */
export const toastOf = (page: Page, text: string | RegExp) => page.getByRole('alert').filter({ hasText: text });

/** Takes back what a toast tells of, and waits until that is done. */
export async function undo(page: Page, text: string): Promise<void> {
  await toastOf(page, text).getByRole('button', { name: 'Undo' }).click();
  await toastOf(page, new RegExp(`Taken back: .*${text}`)).waitFor();
}
