// Imports groups with their websites from standard input, a JSON object a line:
//   {"name": "Content Marketing", "urls": ["blog.northwind.example"], "externalId": "acct_1"}
// Started again with the same lines, within 24 hours, it goes on where it ended.
//   GATEWAY_URL=http://localhost:4000 API_KEY=gg_demo_partner node examples/import.mjs < groups.jsonl
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const { GATEWAY_URL = 'http://localhost:4000', API_KEY = '' } = process.env;
/** A mutation takes 1,000. Fewer need less room for their values, and less is sent again. */
const batchSize = 500;
const attempts = 10;

const createWebsites = `mutation ($inputs: [CreateWebsiteInput!]!) { results: createWebsites(inputs: $inputs) {
  ... on CreateWebsiteSuccess { website { id } } ... on ResourceError { message } } }`;
const createGroups = `mutation ($inputs: [CreateGroupInput!]!) { results: createGroups(inputs: $inputs) {
  ... on CreateGroupSuccess { group { id } } ... on ResourceError { message } } }`;

/** Sends a batch until it is answered. The key is made of what is sent, so a repeat of the batch has the same one. */
async function send(query, inputs, position) {
  const body = JSON.stringify({ query, variables: { inputs } });
  const key = `import-${position}-${createHash('sha256').update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-api-key': API_KEY, 'idempotency-key': key };
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${GATEWAY_URL}/graphql`, { method: 'POST', headers, body }).catch(() => undefined);
    const answer = await response?.json().catch(() => undefined);
    if (answer?.data) return answer.data.results;
    const mayPass = !response || response.status >= 500 || [409, 429].includes(response.status);
    if (!mayPass || attempt === attempts) throw new Error(answer?.errors?.[0]?.message ?? 'The service did not answer');
    await sleep(Number(response?.headers.get('retry-after') ?? attempt) * 1000);
  }
}

/** Sends inputs in batches; the results, in the same order. */
async function sendAll(query, inputs) {
  const results = [];
  for (let start = 0; start < inputs.length; start += batchSize)
    results.push(...(await send(query, inputs.slice(start, start + batchSize), start)));
  return results;
}

const groups = [];
for await (const line of createInterface({ input: process.stdin })) if (line.trim()) groups.push(JSON.parse(line));

const urls = [...new Set(groups.flatMap((group) => group.urls))];
const websites = await sendAll(
  createWebsites,
  urls.map((url) => ({ url })),
);
const refused = websites.flatMap(({ message }, n) => (message ? [`${urls[n]}: ${message}`] : []));
const ids = new Map(websites.flatMap(({ website }, n) => (website ? [[urls[n], website.id]] : [])));

const inputs = groups.map(({ name, externalId, urls: own }) => ({
  name,
  ...(externalId && { externalId }),
  websiteIds: own.flatMap((url) => ids.get(url) ?? []),
}));
const created = await sendAll(createGroups, inputs);
refused.push(...created.flatMap(({ message }, n) => (message ? [`${inputs[n].name}: ${message}`] : [])));

console.log(`${ids.size} websites, ${created.filter(({ group }) => group).length} groups, ${refused.length} refused`);
for (const line of refused) console.error(line);
if (refused.length > 0) process.exitCode = 1;
