#!/usr/bin/env node
// `npm run screenshots`: makes the pictures of the documentation from the service itself, on demo data of its own. Needs
// a Chromium: Debian's, or the one that TEST_CHROMIUM names.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs', 'images');
const dataDir = mkdtempSync(join(tmpdir(), 'group-gateway-screenshots-'));

const service = spawn(process.execPath, ['dist/main.js'], {
  cwd: root,
  env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => service.once('exit', resolve));

/** The service's address, once it is ready. */
async function ready() {
  let output = '';
  for await (const chunk of service.stdout) {
    output += chunk;
    const url = /ready: GraphQL at (\S+)\/graphql/.exec(output)?.[1];
    if (url) return url;
  }
  throw new Error(`The service ended:\n${output}`);
}

async function explorer(page) {
  await page.goto('/');
  await page
    .getByRole('button', { name: /^Demo partner / })
    .first()
    .click();
  await page.locator('.graphiql-query-editor .view-lines').waitFor();
  await page.locator('.graphiql-session-header').getByRole('button', { name: 'IdConflict', exact: true }).click();
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.getByText('"GroupExternalIdTaken"').waitFor();
  // What shows under the mouse and after a change fades.
  await page.mouse.move(1, 1);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await page.waitForFunction(() => !document.querySelector('.monaco-editor .scrollbar.visible:not(.invisible)'));
  await page.waitForTimeout(1000);
}

async function consoleGroup(page) {
  await page.goto('/console/groups/9e4c0001-0000-4000-8000-000000000001');
  await page
    .getByRole('button', { name: /^Demo partner / })
    .first()
    .click();
  await page.getByRole('img', { name: /500 credits/ }).waitFor();
  await page.getByRole('checkbox').first().waitFor();
}

const pictures = { explorer, console: consoleGroup };

try {
  const baseURL = await ready();
  const browser = await chromium.launch({
    executablePath: process.env.TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  for (const [name, show] of Object.entries(pictures)) {
    const page = await browser.newPage({ baseURL, viewport: { width: 1360, height: 800 }, colorScheme: 'light' });
    await show(page);
    await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' });
    console.log(`docs/images/${name}.png`);
  }
  await browser.close();
} finally {
  service.stdout.resume();
  service.kill();
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}
