#!/usr/bin/env node
// `node examples/run.mjs partner-stitching`: the service with demo data, the partner's accounts and the partner's gateway;
// with `--check` the query and the mutation are sent, their answers are checked, and everything ends.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './prepare.mjs';
import { start } from './processes.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const [example, option] = process.argv.slice(2);
const checking = option === '--check';
const read = (name) => readFileSync(path(name), 'utf8');

const dataDir = checking ? mkdtempSync(join(tmpdir(), 'group-gateway-example-')) : path(`.data/${example}`);
const service = await start(
  path('../dist/main.js'),
  { PORT: '0', DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'info' },
  /ready: GraphQL at ([^\s"]+)/,
);
const accounts = await start(path(`${example}/accounts.mjs`), { PORT: '0' }, /accounts at (\S+)/);
const gateway = await start(
  path(`${example}/gateway.mjs`),
  { GROUP_GATEWAY_URL: service.url, GROUP_GATEWAY_KEY: 'gg_demo_partner', ACCOUNTS_URL: accounts.url },
  /gateway at (\S+)/,
);

async function ask(query) {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

async function stop() {
  for (const each of [gateway, accounts, service]) await each.stop();
  if (checking) rmSync(dataDir, { recursive: true, force: true });
}

if (checking) {
  const joined = await ask(read('joined.graphql'));
  assert.equal(joined.errors, undefined);
  assert.deepEqual(joined.data.accounts, JSON.parse(read('joined.json')));
  const { data, errors } = await ask(read('conflict.graphql'));
  assert.equal(errors, undefined);
  assert.deepEqual(data, JSON.parse(read('conflict.json')));
  console.log(`${example}: the joined query and the conflict are answered as they should be.`);
  await stop();
} else {
  console.log(`The partner's gateway: ${gateway.url}\n\nA query to try:\n\n${read('joined.graphql')}`);
  console.log(`A mutation that meets a conflict:\n\n${read('conflict.graphql')}\nEnd with Ctrl+C.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().then(() => process.exit(0)));
}
