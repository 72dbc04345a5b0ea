import type { Browser, Page, Request } from 'playwright-core';
import { type ObservedPage, openPage } from './support.ts';

/** Waits for the editor, and for the schema to have arrived. */
export async function ready(page: Page): Promise<void> {
  await page.locator('.graphiql-query-editor .view-lines').waitFor();
  await page.locator('.graphiql-sidebar button[aria-label^="Re-fetch"]:not([disabled])').waitFor();
}

/** The explorer as somebody sees it who has picked a demo key, at an address of his own. */
export async function openExplorerAs(
  browser: Browser,
  url: string,
  name: string,
  { path = '/', ...options }: Parameters<typeof openPage>[2] & { path?: string } = {},
): Promise<ObservedPage> {
  const observed = await openPage(browser, url, options);
  await observed.page.goto(path);
  await observed.page.getByRole('button', { name: new RegExp(`^${name} `) }).click();
  await ready(observed.page);
  return observed;
}

export const newTab = (page: Page) => page.getByRole('button', { name: 'New tab' }).click();

async function fill(page: Page, editor: string, text: string): Promise<void> {
  await page.locator(`${editor} .view-lines`).first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

/** Replaces the text of the open tab. */
export const write = (page: Page, text: string) => fill(page, '.graphiql-query-editor', text);

export const writeVariables = (page: Page, text: string) => fill(page, '.graphiql-editor-tool', text);

export const runButton = (page: Page) => page.getByRole('button', { name: /Execute query/ });
export const answer = (page: Page) => page.locator('.graphiql-response .view-lines');
export const tabNamed = (page: Page, name: string) =>
  page.locator('.graphiql-session-header').getByRole('button', { name, exact: true });

/** Whether a request runs what somebody asked for: the page also asks who it is, and what a query would cost. */
export const isRun = (request: Request) =>
  request.url().endsWith('/graphql') &&
  request.method() === 'POST' &&
  !('x-estimate-only' in request.headers()) &&
  !/ExplorerViewer/.test(request.postData() ?? '');

/** The text of the document in the editor, as its lines are rendered. */
export const documentText = async (page: Page): Promise<string> =>
  (await page.locator('.graphiql-query-editor .view-line').allTextContents()).join('\n').replaceAll('\u00a0', ' ');
