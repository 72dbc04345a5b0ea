import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { send } from '../support/graphql.ts';
import { isRun, ready, tabNamed } from './explorer.ts';
import {
  accessibilityFaults,
  describeInBrowser,
  type ObservedPage,
  openBrowser,
  openPage,
  screenshot,
  startDemoService,
} from './support.ts';

describeInBrowser('the explorer', () => {
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
    return observed;
  }

  /** The explorer as somebody sees it who has picked a demo key. */
  async function openAs(name: string, options: Parameters<typeof openPage>[2] = {}): Promise<ObservedPage> {
    const observed = await open(options);
    await observed.page.getByRole('button', { name: new RegExp(`^${name} `) }).click();
    await ready(observed.page);
    return observed;
  }

  const picker = (page: Page) => page.locator('.key-picker select');
  const problem = (page: Page) => page.locator('.problem');

  const showTab = (page: Page, name: string) => tabNamed(page, name).click();

  interface Answer {
    // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
    data?: any;
    errors?: { extensions: { code: string } }[];
  }

  /** Runs the open tab, and hands out what was sent and answered. */
  async function run(page: Page): Promise<{ key: string | undefined; answer: Answer }> {
    const [response] = await Promise.all([
      page.waitForResponse((one) => isRun(one.request())),
      page.getByRole('button', { name: /Execute query/ }).click(),
    ]);
    return { key: response.request().headers()['x-api-key'], answer: await response.json() };
  }

  const northwind = 'Demo partner';

  const examples: [tab: string, key: string, result: object][] = [
    ['Overview', 'gg_demo_partner', { viewer: { organization: { name: 'Northwind Partners', isPartner: true } } }],
    ['Rename', 'gg_demo_partner', { updateGroup: { __typename: 'UpdateGroupSuccess' } }],
    ['MoveWebsites', 'gg_demo_partner', { updateGroup: { __typename: 'UpdateGroupSuccess' } }],
    [
      'ExternalId',
      'gg_demo_partner',
      {
        set: { __typename: 'UpdateGroupSuccess', group: { externalId: 'acct_example' } },
        clear: { __typename: 'UpdateGroupSuccess', group: { externalId: null } },
      },
    ],
    [
      'IdConflict',
      'gg_demo_partner',
      { updateGroup: { __typename: 'GroupExternalIdTaken', existingGroup: { name: 'Enterprise Clients' } } },
    ],
    ['RevisionConflict', 'gg_demo_partner', { updateGroup: { __typename: 'GroupRevisionConflict' } }],
    ['Outage', 'gg_demo_outage', { updateGroup: { __typename: 'BillingProviderFailed', retryable: true } }],
    [
      'Labels',
      'gg_demo_partner',
      { updateAccountGroup: { accountGroup: { lookupName: 'NewAccountGroupLogin', inGerman: 'Neue Anmeldung' } } },
    ],
    ['Pages', 'gg_demo_partner', { groups: { totalCount: 4, pageInfo: { hasNextPage: true } } }],
  ];

  test('has a tab for each example, which runs as it is, again and again', async () => {
    const { page } = await openAs(northwind);
    for (const _time of ['first', 'second'])
      for (const [tab, key, result] of examples) {
        await showTab(page, tab);
        await eventually(`the key of ${tab}`, async () => (await picker(page).inputValue()) === key);
        await ready(page);
        const { key: sent, answer } = await run(page);
        expect({ tab, sent, errors: answer.errors }).toEqual({ tab, sent: key, errors: undefined });
        expect(answer.data).toMatchObject(result);
      }
  });

  test('tells the status, the time, the cost, the rate limit and the id of a run, and what was answered', async () => {
    const { page } = await openAs(northwind);
    await run(page);
    const info = page.getByRole('region', { name: 'The last run' });
    expect(await info.textContent()).toMatch(
      /^HTTP200Time\d+ msCost\d+Rate limit[\d,]+ of 60,000 left, new ones in \d+ sRequest[\w-]{36}$/,
    );
    await page.getByText('"Northwind Partners"').waitFor();
  });

  test('shows each change as it happens, until it is told to stop', async () => {
    const { page } = await openAs(northwind);
    await showTab(page, 'Live');
    const stream = page.waitForResponse((one) => /event-stream/.test(one.headers()['content-type'] ?? ''));
    await page.getByRole('button', { name: /Execute query/ }).click();
    await stream;
    const rename = `mutation ($id: ID!, $name: String!) { updateGroup(input: { id: $id, name: $name }) { __typename } }`;
    for (const name of ['First name', 'Second name']) {
      const id = '9e4c0001-0000-4000-8000-000000000003';
      expect((await send('gg_demo_partner', rename, { id, name }, service)).errors).toBeUndefined();
      await page.getByRole('region', { name: 'Events' }).getByText(name).waitFor();
    }
    await page.getByRole('button', { name: /Stop query/ }).click();
    await page.getByRole('button', { name: /Execute query/ }).waitFor();
  });

  test("puts the ids of the key's organization into an example that nobody has edited", async () => {
    const { page } = await openAs('Demo direct customer');
    await showTab(page, 'Rename');
    expect((await run(page)).answer.data).toMatchObject({ updateGroup: { __typename: 'UpdateGroupSuccess' } });
    await showTab(page, 'ExternalId');
    expect((await run(page)).answer.data.set).toMatchObject({ __typename: 'PartnerOnlyField', field: 'externalId' });
  });

  test('documents what the key may see, and anew for another key', async () => {
    const { page } = await openAs(northwind);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Group', exact: true }).click();
    const fields = page.locator('.graphiql-doc-explorer-content');
    await fields.getByText('externalId', { exact: true }).waitFor();

    const schema = page.waitForResponse((one) => new URL(one.url()).pathname === '/schema.graphql');
    await picker(page).selectOption('gg_demo_direct');
    expect(await (await schema).text()).not.toContain('externalId');
    await page.getByText('Contoso Direct').waitFor();
    await fields.getByText('externalId', { exact: true }).waitFor({ state: 'detached' });
    // With another schema the documentation starts anew.
    await page.getByRole('link', { name: 'Group', exact: true }).click();
    await fields.getByText('billingEnabled', { exact: true }).waitFor();
    expect(await fields.getByText('externalId', { exact: true }).count()).toBe(0);
  });

  test('needs nobody but the service, and breaks no rule of its policy', async () => {
    const { page, complaints, requests, foreignRequests } = await openAs(northwind);
    await run(page);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('button', { name: /Prettify/ }).click();
    await page.getByText('"Northwind Partners"').waitFor();
    expect(requests.some((url) => /worker/.test(url))).toBe(true);
    expect(foreignRequests()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('keeps a key for the tab alone: in no address, no lasting storage, no log, and not in what GraphiQL keeps', async () => {
    const { page, requests } = await open();
    await page.getByLabel('API key').fill('gg_demo_partner_reader');
    await page.getByRole('button', { name: 'Use this key' }).click();
    await ready(page);
    await page.getByRole('button', { name: 'Headers', exact: true }).click();
    await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines').click();
    await page.keyboard.type('{"x-api-key": "gg_demo_partner_website"');
    const { key, answer } = await run(page);
    expect(key).toBe('gg_demo_partner_website');
    expect(answer.data.viewer.apiKey.scope).toBe('WEBSITES');
    await page.reload();
    await ready(page);
    const kept = await page.evaluate(() => ({
      lasting: { ...localStorage },
      cookies: document.cookie,
      tab: { ...sessionStorage },
    }));
    const { 'group-gateway.key': keyOfTab, ...others } = kept.tab;
    expect(keyOfTab).toBe('gg_demo_partner_reader');
    expect(kept.cookies).toBe('');
    expect(JSON.stringify([kept.lasting, others])).not.toContain('gg_demo');
    expect(JSON.stringify(others)).toContain('Overview');
    expect([page.url(), ...requests].filter((url) => url.includes('gg_demo'))).toEqual([]);
    const logged = service.output().split('ready: GraphQL')[1] as string;
    expect(logged).toContain('"path":"/graphql"');
    expect(logged).not.toMatch(/gg_demo_partner_(reader|website)/);
  });

  test('says what to do about a key that is not accepted, and goes on with another', async () => {
    const { page } = await open();
    await page.getByLabel('API key').fill('gg_live_no_such_key');
    await page.keyboard.press('Enter');
    await problem(page).getByText('This key is not accepted.').waitFor();
    await page.getByRole('button', { name: new RegExp(`^${northwind} `) }).click();
    await ready(page);
    expect(await problem(page).count()).toBe(0);
  });

  test('says so when the service is gone, and goes on by itself when it is back', async () => {
    const { page } = await openAs(northwind);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: /Execute query/ }).click();
    await problem(page).getByText('The service does not answer.').waitFor();
    await page.getByText('The service did not answer. Run it again when it does.').waitFor();
    await page.context().setOffline(false);
    await problem(page).waitFor({ state: 'detached' });
    expect((await run(page)).answer.errors).toBeUndefined();
  });

  test('says so when the rate limit is used up, and goes on by itself when there is room', async () => {
    const limited = await startDemoService({ RATE_LIMIT_POINTS: '800', RATE_LIMIT_WINDOW_S: '15' });
    try {
      const observed = await openPage(browser, limited.url);
      opened.push(observed);
      const { page } = observed;
      await page.goto('/');
      await page.getByRole('button', { name: new RegExp(`^${northwind} `) }).click();
      await ready(page);
      // Most of it at once, then to the last point.
      for (const query of ['{ groups(first: 100) { nodes { id } } }', '{ __typename }'])
        await eventually('429', async () => (await send('gg_demo_partner', query, {}, limited)).status === 429);
      expect((await run(page)).answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['RATE_LIMITED']);
      await problem(page).getByText('Your organization has used up its requests for now.').waitFor();
      await problem(page).waitFor({ state: 'detached', timeout: 40_000 });
      expect((await run(page)).answer.errors).toBeUndefined();
    } finally {
      await limited.stop();
    }
  }, 90_000);

  const desktop = { width: 1440, height: 900 };
  const phone = { width: 390, height: 844 };

  test.each([
    ['light', 'desktop', desktop],
    ['dark', 'desktop', desktop],
    ['light', 'phone', phone],
    ['dark', 'phone', phone],
  ] as const)('can be used by everybody, in %s on a %s', async (colorScheme, device, viewport) => {
    const { page } = await open({ colorScheme, viewport });
    await page.getByRole('heading', { name: 'Explore the API' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, `explorer-welcome-${device}-${colorScheme}`);
    await page.getByRole('button', { name: new RegExp(`^${northwind} `) }).click();
    await ready(page);
    await showTab(page, 'IdConflict');
    await run(page);
    await page.getByText('"GroupExternalIdTaken"').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    await screenshot(page, `explorer-${device}-${colorScheme}`);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Mutation', exact: true }).or(page.getByText('Root Types')).first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, `explorer-documentation-${device}-${colorScheme}`);
  });

  test('is used with the keyboard alone', async () => {
    const { page } = await open();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.getByRole('heading', { name: 'Explore the API' }).waitFor();
    await eventually('the first demo key', async () => {
      await page.keyboard.press('Tab');
      return (await focused()).startsWith(northwind);
    });
    await page.keyboard.press('Enter');
    await ready(page);
    await eventually('the button of the run', async () => {
      await page.keyboard.press('Tab');
      return page.evaluate(() => document.activeElement?.classList.contains('graphiql-execute-button'));
    });
    await page.keyboard.press('Enter');
    await page.getByText('"Northwind Partners"').waitFor();
  });
});
