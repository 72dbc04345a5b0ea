import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { send } from '../support/graphql.ts';
import {
  answer,
  documentText,
  isRun,
  newTab,
  openExplorerAs,
  ready,
  runButton,
  tabNamed,
  write,
  writeVariables,
} from './explorer.ts';
import {
  accessibilityFaults,
  describeInBrowser,
  type ObservedPage,
  openBrowser,
  screenshot,
  startDemoService,
} from './support.ts';

const enterprise = '9e4c0001-0000-4000-8000-000000000001';
const third = '9e4c0001-0000-4000-8000-000000000003';
const rename = `mutation ($id: ID!, $name: String!) { updateGroup(input: { id: $id, name: $name }) { __typename } }`;

describeInBrowser('the tools of the explorer', () => {
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

  async function open(options: Parameters<typeof openExplorerAs>[3] = {}): Promise<ObservedPage> {
    const observed = await openExplorerAs(browser, service.url, 'Demo partner', {
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    opened.push(observed);
    return observed;
  }

  const notice = (page: Page) => page.locator('.notice');
  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

  async function share(page: Page, form: string): Promise<string> {
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('menuitem', { name: form }).click();
    await notice(page).getByText('is copied').waitFor();
    return clipboard(page);
  }

  const shared = `query One { __typename }
query Two($id: ID!) { group(id: $id) { name } }`;

  test('a link opens the operation and its variables for somebody else, and has no key', async () => {
    const { page } = await open();
    await newTab(page);
    await write(page, shared);
    await writeVariables(page, JSON.stringify({ id: enterprise }));
    await page.waitForFunction(() => sessionStorage.getItem('graphiql:tabState')?.includes('query Two'));
    const link = await share(page, 'Copy a link');
    expect(link).not.toContain('gg_demo');

    const { page: other, requests } = await open({ path: link.slice(service.url.length) });
    expect(await documentText(other)).toBe(shared);
    expect(other.url()).toBe(`${service.url}/`);
    await runButton(other).click();
    await other.getByRole('menuitem', { name: 'Two' }).click();
    await answer(other).getByText('"Enterprise Clients"').waitFor();
    expect(requests.filter((url) => url.includes('query'))).toEqual([]);
    // A reload opens no second tab.
    await other.waitForFunction(() => sessionStorage.getItem('graphiql:tabState')?.includes('query Two'));
    const count = () => other.locator('.graphiql-session-header .graphiql-tab-button').count();
    const before = await count();
    await other.reload();
    await ready(other);
    expect(await count()).toBe(before);
  });

  test('curl and fetch have a placeholder for the key; what has the key in it is not copied', async () => {
    const { page } = await open();
    expect(await share(page, 'Copy as curl')).toContain('x-api-key: YOUR_API_KEY');
    expect(await share(page, 'Copy as fetch')).toMatch(/^const response = await fetch\(/);
    await write(page, 'query Leak { groupsByExternalId(externalIds: ["gg_demo_partner"]) { id } }');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Copy a link' }).click();
    await notice(page).getByText('your key is in the operation').waitFor();
    expect(await clipboard(page)).not.toContain('gg_demo_partner');
  });

  test('the builder puts an operation together by clicks, with the variables that it needs', async () => {
    const { page, complaints } = await open();
    await newTab(page);
    await page.getByRole('button', { name: 'Show Builder' }).click();
    const builder = page.getByRole('region', { name: 'Builder' });
    await builder.getByRole('checkbox', { name: /^groups / }).check();
    await tabNamed(page, 'Groups').waitFor();
    await builder
      .getByRole('checkbox', { name: /^first:/ })
      .first()
      .check();
    await builder
      .getByRole('checkbox', { name: /^totalCount / })
      .first()
      .check();
    await eventually('the document', async () => (await documentText(page)).includes('groups(first: $first)'));
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, 'explorer-builder');
    const [response] = await Promise.all([
      page.waitForResponse((one) => isRun(one.request())),
      runButton(page).click(),
    ]);
    const { data, errors } = await response.json();
    expect(errors).toBeUndefined();
    expect(data.groups).toMatchObject({ totalCount: 4 });
    await builder
      .getByRole('checkbox', { name: /^first:/ })
      .first()
      .uncheck();
    await eventually('no argument', async () => !(await documentText(page)).includes('$first'));
    expect(complaints).toEqual([]);
  });

  test('the builder offers what the key can see', async () => {
    const observed = await openExplorerAs(browser, service.url, 'Demo direct customer');
    opened.push(observed);
    const { page } = observed;
    await page.getByRole('button', { name: 'Show Builder' }).click();
    const builder = page.getByRole('region', { name: 'Builder' });
    await builder.getByLabel('Find a field').fill('group');
    await builder.getByRole('checkbox', { name: /^deleteGroup / }).waitFor();
    expect(await builder.getByRole('checkbox', { name: /^setGroupCredits / }).count()).toBe(0);
  });

  test('the missing members of a union are added, and undo takes them back', async () => {
    const { page } = await open();
    await newTab(page);
    const source = 'mutation Some($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
    await write(page, source);
    await page.getByRole('button', { name: 'Add the missing members' }).click();
    await notice(page).getByText('The missing members are added.').waitFor();
    expect(await documentText(page)).toContain('... on GroupExternalIdTaken {');
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('ControlOrMeta+Z');
    await eventually('the former document', async () => (await documentText(page)) === source);
  });

  test('events are listed while they come: paused, filtered, and resumed where they ended', async () => {
    const { page } = await open();
    await newTab(page);
    await write(page, 'subscription Names { groupChanged { position group { name } } }');
    const starts = () => page.waitForResponse((one) => /event-stream/.test(one.headers()['content-type'] ?? ''));
    const change = (name: string) => send('gg_demo_partner', rename, { id: third, name }, service);
    const events = page.getByRole('region', { name: 'Events' });
    await Promise.all([starts(), runButton(page).click()]);
    await change('Alpha');
    await events.getByText('Alpha').waitFor();

    await events.getByRole('button', { name: 'Pause' }).click();
    await change('Beta');
    await events.getByRole('button', { name: 'Show 1 new' }).waitFor();
    expect(await events.getByText('Beta').count()).toBe(0);
    await events.getByRole('button', { name: 'Show 1 new' }).click();
    await events.getByText('Beta').waitFor();

    await events.getByRole('searchbox', { name: 'Filter' }).fill('alph');
    await events.getByText('2 received, 1 shown').waitFor();
    expect(await events.getByText('Beta').count()).toBe(0);
    await events.getByRole('searchbox', { name: 'Filter' }).fill('');
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, 'explorer-events');

    await page.getByRole('button', { name: /Stop query/ }).click();
    await events.getByText('Stopped', { exact: true }).waitFor();
    await change('Gamma');
    await Promise.all([starts(), events.getByRole('button', { name: 'Resume' }).click()]);
    // What happened in between comes first.
    await events.getByText('Gamma').waitFor();
    await change('Delta');
    await events.getByText('Delta').waitFor();
    await events.getByText('4 received').waitFor();
    await page.getByRole('button', { name: /Stop query/ }).click();
  });

  test('an answer says what came of it, and leads to the console', async () => {
    const { page } = await open();
    await tabNamed(page, 'IdConflict').click();
    await runButton(page).click();
    await page.locator('.outcome-refused', { hasText: 'GroupExternalIdTaken' }).waitFor();
    await tabNamed(page, 'Rename').click();
    await runButton(page).click();
    await page.locator('.outcome-success', { hasText: 'UpdateGroupSuccess' }).waitFor();
    await screenshot(page, 'explorer-outcome');
    await page.getByRole('navigation', { name: 'In the console' }).getByRole('link').first().click();
    await page.waitForURL(/\/console\/groups\/9e4c0001-0000-4000-8000-000000000002/);
    await page.getByRole('heading', { level: 1, name: 'Corporate Websites' }).waitFor();
  });

  test('the cost is told before the run, and what is too expensive', async () => {
    const { page, complaints } = await open();
    await newTab(page);
    await write(page, 'query Cheap { groups(first: 25) { nodes { id } } }');
    const estimate = page.getByRole('region', { name: 'Before the run' });
    await estimate.getByText('4 points').waitFor();
    await write(
      page,
      'query Dear { groups(first: 100) { nodes { changes(first: 100) { nodes { websitesRemoved { organization { id } } } } } } }',
    );
    await estimate.getByText('more than the 20,000 that an operation may').waitFor();
    await write(page, 'query Broken { groups { nodes { id } }');
    await estimate.waitFor({ state: 'detached' });
    // A node that does not know the header would run it.
    const asked: string[] = [];
    page.on('request', (request) => {
      if ('x-estimate-only' in request.headers()) asked.push(request.postData() ?? '');
    });
    await write(page, 'mutation Change { deleteGroup(input: { id: "no" }) { __typename } }');
    await page.waitForTimeout(1500);
    expect(asked).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('one operation runs as two keys, side by side, with the differences marked', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Compare with another key' }).click();
    const dialog = page.getByRole('dialog', { name: 'One operation as two keys' });
    await dialog.getByLabel('A demo key').selectOption({ label: 'Demo direct customer' });
    await dialog.getByRole('button', { name: 'Run as both' }).click();
    await dialog.getByText(/The answers differ in \d+ lines/).waitFor();
    const row = dialog.locator('tr[data-differs]', { hasText: 'Northwind Partners' });
    expect(await row.locator('td').nth(1).textContent()).toContain('Contoso Direct');
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, 'explorer-two-keys');
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(stored).not.toContain('gg_demo');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Forget' }).click();
    await page.getByRole('heading', { name: 'Explore the API' }).waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('gg_demo');
  });

  test('operations are saved under names, on this device and without a key', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Show Saved Operations' }).click();
    const pane = page.getByRole('region', { name: 'Saved operations' });
    await pane.getByLabel('Save the open operation as').fill('Mine');
    await pane.getByRole('button', { name: 'Save', exact: true }).click();
    await pane.getByRole('button', { name: 'Mine', exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, 'explorer-saved');
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('gg_demo');

    await newTab(page);
    await write(page, 'query Other { __typename }');
    await pane.getByRole('button', { name: 'Mine', exact: true }).click();
    await eventually('the saved operation', async () => (await documentText(page)).includes('query Overview'));
    await pane.getByRole('button', { name: 'Delete “Mine”' }).click();
    await pane.getByText('Nothing is saved yet.').waitFor();
    await notice(page).getByRole('button', { name: 'Undo' }).click();
    await pane.getByRole('button', { name: 'Mine', exact: true }).waitFor();
    await page.reload();
    await ready(page);
    await pane.getByRole('button', { name: 'Mine', exact: true }).waitFor();
  });

  test('the schema is loaded once, and asked for again by its tag', async () => {
    const { page } = await open();
    const [response] = await Promise.all([
      page.waitForResponse((one) => one.url().endsWith('/schema.graphql')),
      page.getByRole('button', { name: /^Re-fetch/ }).click(),
    ]);
    const { 'if-none-match': tag } = await response.request().allHeaders();
    expect(tag).toMatch(/^W\//);
    expect(response.headers()['content-encoding'] ?? 'not sent again').toMatch(/br|gzip|not sent again/);
  });

  test.each([
    [390, 844],
    [1280, 800],
    [2200, 1300],
  ])('the builder and its answer fit %i px', async (width, height) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open({ viewport: { width, height }, colorScheme });
      await runButton(page).click();
      await answer(page).getByText('"Northwind Partners"').waitFor();
      await screenshot(page, `explorer-answer-${width}-${colorScheme}`);
      await page.getByRole('button', { name: 'Show Builder' }).click();
      await page.getByRole('region', { name: 'Builder' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await accessibilityFaults(page)).toEqual([]);
      await screenshot(page, `explorer-builder-${width}-${colorScheme}`);
    }
  });
});
