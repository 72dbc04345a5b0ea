import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import { temporaryFolder } from '../support/folder.ts';
import { startService } from '../support/service.ts';

/** Any Chromium: Debian's by default, which `.ci/run` installs. */
const executablePath = process.env.TEST_CHROMIUM ?? '/usr/bin/chromium';

const screenshots = fileURLToPath(new URL('../../artifacts/screenshots/', import.meta.url));

/** Tests that need a browser; where there is none, they are skipped, and their title says so. */
export function describeInBrowser(what: string, tests: () => void): void {
  if (existsSync(executablePath)) describe(what, tests);
  else describe.skip(`${what} (skipped: no browser at ${executablePath}, TEST_CHROMIUM names another)`, tests);
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page in a profile of its own, and what it was seen to do. */
export interface ObservedPage {
  page: Page;
  /** Violations of the Content-Security-Policy, errors on the console and ones that nothing caught. */
  complaints: string[];
  /** Every address that was asked for, workers and their scripts included. */
  requests: string[];
  /** Those that are not answered to the end yet. */
  underWay: ReadonlySet<Request>;
  /** Those of other hosts. */
  foreignRequests(): string[];
  close(): Promise<void>;
}

export async function openPage(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<ObservedPage> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, ...options });
  const complaints: string[] = [];
  const requests: string[] = [];
  const underWay = new Set<Request>();
  context.on('request', (request) => {
    requests.push(request.url());
    underWay.add(request);
  });
  context.on('requestfinished', (request) => underWay.delete(request));
  context.on('requestfailed', (request) => underWay.delete(request));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  await context.exposeBinding('reportViolation', (_source, violation: string) => complaints.push(violation));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const { reportViolation } = window as unknown as { reportViolation(violation: string): void };
      reportViolation(`${violatedDirective} forbids ${blockedURI}`);
    });
  });
  context.setDefaultTimeout(10_000);
  return {
    page: await context.newPage(),
    complaints,
    requests,
    underWay,
    foreignRequests: () => requests.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== baseURL),
    close: () => context.close(),
  };
}

/** A picture for people, among those that CI keeps. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png`, animations: 'disabled' });
}

/** What axe finds on a page, small or large: rule, element and what to do. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}

/** The service as `npm start` runs it: on an embedded database, with the demo data and its keys. */
export async function startDemoService(env: Record<string, string> = {}) {
  const folder = await temporaryFolder();
  const service = await startService({ DATA_DIR: folder.path, ...env });
  return {
    ...service,
    async stop() {
      await service.kill();
      await folder.remove();
    },
  };
}
