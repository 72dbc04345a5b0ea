import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { Client } from 'pg';
import { StripeBilling } from '../../../src/billing/stripe/provider.ts';
import { openDatabase } from '../../../src/database/client.ts';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { startPurging } from '../../../src/jobs/purge.ts';
import { makeSearchIndexes } from '../../../src/jobs/search-indexes.ts';
import { Stream } from '../../api/subscriptions/stream.ts';
import { StripeServer } from '../../billing/stripe-server.ts';
import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { startService } from '../../support/service.ts';
import { recorded } from '../../support/statement-recorder.mjs';
import { mutationsOf, nestedPages, nextPages, queriesOf } from './documents.ts';

/**
 * One list for the whole installation, of some dozens of rows, and what only a few organizations are in. An organization
 * has at most 20 webhook endpoints, and nodes look at all of them for what is due. A turn to set credits lasts for as long
 * as that takes.
 */
const small = [
  'label_languages',
  'sandbox_billing_outages',
  'organizations',
  '_prisma_migrations',
  'webhook_endpoints',
  'credit_turns',
  // A node looks there which indexes it has.
  'pg_index',
  'pg_extension',
];

/** 500,000 rows of 50 organizations. Row n of a table belongs to organization n % 50; `$org` is number 0. */
const fill = `
  SET session_replication_role = replica; -- without a look at each foreign key
  CREATE FUNCTION pg_temp.id_at(n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
  CREATE FUNCTION pg_temp.org_at(n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT CASE WHEN n % 50 = 0 THEN '$org'::uuid ELSE ('00000000-0000-4000-9000-' || lpad((n % 50)::text, 12, '0'))::uuid END $$;
  INSERT INTO organizations (id, name, is_partner) SELECT pg_temp.org_at(n), 'Other ' || n, true FROM generate_series(1, 49) AS n;
  INSERT INTO api_keys (organization_id, id, name, prefix, hash, scope, permissions)
    SELECT pg_temp.org_at(n), pg_temp.id_at(n), 'key', 'gg_' || left(md5(n::text), 8), sha256(n::text::bytea), 'GLOBAL', '{}' FROM generate_series(1, 10000) AS n;
  INSERT INTO api_key_websites SELECT pg_temp.org_at(n), pg_temp.id_at(n), pg_temp.id_at(n) FROM generate_series(1, 10000) AS n;
  INSERT INTO groups (organization_id, id, name, external_id, billing_enabled)
    SELECT pg_temp.org_at(n), pg_temp.id_at(n), 'Group ' || n, 'external ' || n, n % 7 = 0 FROM generate_series(1, 60000) AS n;
  INSERT INTO websites (organization_id, id, url, external_id)
    SELECT pg_temp.org_at(n), pg_temp.id_at(n), 'site-' || n || '.example', 'external ' || n FROM generate_series(1, 60000) AS n;
  INSERT INTO group_websites (organization_id, group_id, website_id)
    SELECT pg_temp.org_at(n), pg_temp.id_at(n), pg_temp.id_at(greatest(n - step * 50, n % 50)) FROM generate_series(1, 60000) AS n, generate_series(0, 1) AS step
    ON CONFLICT DO NOTHING;
  INSERT INTO account_groups (organization_id, id, display_order, lookup_name)
    SELECT pg_temp.org_at(n), n, n, 'Account group ' || n FROM generate_series(1, 20000) AS n;
  INSERT INTO account_group_labels (organization_id, account_group_id, kind, language_id, label_text)
    SELECT pg_temp.org_at(n), n, 'NAME', language, 'Account group ' || n FROM generate_series(1, 20000) AS n, generate_series(1, 2) AS language;
  INSERT INTO staff_accounts (organization_id, id, login, display_name, account_group_id)
    SELECT pg_temp.org_at(n), n, 'login ' || n, 'Account ' || n, 50 + n % 20000 FROM generate_series(1, 50000) AS n;
  INSERT INTO group_changes (organization_id, group_id, kind, revision, details, author_name, changed_at)
    SELECT pg_temp.org_at(n), pg_temp.id_at(n), 'UPDATED', 1, '{}', 'key', now() - n * interval '10 min' FROM generate_series(1, 60000) AS n;
  INSERT INTO website_changes (organization_id, website_id, kind, revision, details, author_name, changed_at)
    SELECT pg_temp.org_at(n), pg_temp.id_at(n), 'UPDATED', 1, '{}', 'key', now() - n * interval '10 min' FROM generate_series(1, 60000) AS n;
  INSERT INTO webhook_endpoints (organization_id, id, url, events, signing_secret, paused_until)
    SELECT pg_temp.org_at(n), pg_temp.id_at(n), 'https://site-' || n || '.example', '{GROUP_UPDATED}', 'whsec_AAAA', 'infinity' FROM generate_series(1, 10000) AS n;
  INSERT INTO webhook_deliveries (organization_id, id, endpoint_id, event, resource_id, occurred_at, content, created_at)
    SELECT pg_temp.org_at(n), pg_temp.id_at(n), pg_temp.id_at(50 + n % 10000), 'GROUP_UPDATED', n::text, now(),
      '{"resource": null, "details": {}, "revision": 1, "apiKeyId": null, "authorName": "key", "authorPrefix": null}', now() - n * interval '5 min' FROM generate_series(1, 20000) AS n;
  INSERT INTO account_group_changes (organization_id, account_group_id, kind, revision, details, author_name, changed_at)
    SELECT pg_temp.org_at(n), n, 'UPDATED', 1, '{}', 'key', now() - n * interval '10 min' FROM generate_series(1, 60000) AS n;
  INSERT INTO account_group_displacements (organization_id, id, first_place, account_group_ids, revisions, author_name, changed_at)
    SELECT pg_temp.org_at(n), n, n, ARRAY[n, n + 50], ARRAY[2, 2], 'key', now() - n * interval '10 min' FROM generate_series(1, 20000) AS n;
  INSERT INTO organization_changes (organization_id, resource_type, resource_id, kind, details, author_name, changed_at)
    SELECT pg_temp.org_at(n), 'API_KEY', pg_temp.id_at(n)::text, 'UPDATED', '{}', 'key', now() - n * interval '10 min' FROM generate_series(1, 20000) AS n;
  INSERT INTO idempotency_records (organization_id, api_key_id, key, fingerprint, outcomes, created_at)
    SELECT pg_temp.org_at(n), pg_temp.id_at(n), 'key ' || n, 'f', '{}', now() - n * interval '2 s' FROM generate_series(1, 50000) AS n;
  INSERT INTO sandbox_billing_entities (organization_id, group_id) SELECT pg_temp.org_at(n), pg_temp.id_at(n) FROM generate_series(1, 20000) AS n;
  INSERT INTO stripe_customers (organization_id, group_id, customer_id, monthly_renews_at)
    SELECT pg_temp.org_at(n), pg_temp.id_at(n), 'cus_' || n, now() + (n - 3) * interval '1 min' FROM generate_series(1, 20000) AS n;
  INSERT INTO billed_creations (organization_id, fingerprint, times) SELECT pg_temp.org_at(n), sha256(n::text::bytea), 1 FROM generate_series(1, 10000) AS n;
  SET session_replication_role = origin;
  ANALYZE;`;

const idAt = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [group, website] = [idAt(5000), idAt(5100)];

/** What stands for arguments and filters, by their names; every third id of websites is one of groups, too. */
const samples = {
  id: `"${group}"`,
  ids: `["${group}", "${idAt(5050)}"]`,
  externalId: '"external 5000"',
  externalIds: '["external 5000", "external 5050"]',
  groupId: `"${group}"`,
  websiteId: `"${website}"`,
  eq: '"Group 5000"',
  in: '"Group 5000", "Group 5050"',
  contains: '"roup 50"',
  startsWith: '"Group 5"',
  resourceTypes: 'GROUP',
  resourceId: `"${group}"`,
  apiKeyId: `"${idAt(1)}"`,
  since: '"2026-01-01T00:00:00.000Z"',
  gte: '"2026-01-01T00:00:00.000Z"',
  lt: '"2036-01-01T00:00:00.000Z"',
  accountGroupId: '"5000"',
  urls: '["site-5000.example", "site-5050.example"]',
  until: '"2036-01-01T00:00:00.000Z"',
};
const accountSamples = { ...samples, id: '"5000"', ids: '["5000", "5050"]' };

const inputs: Record<string, string[]> = {
  updateGroup: [
    `{ id: "${group}", name: "New", externalId: "new", addWebsiteIds: ["${website}"], removeWebsiteIds: ["${group}"], billingEnabled: true }`,
    `{ id: "${group}", name: "Newer", expectedRevision: 1 }`,
    `{ id: "${group}", externalId: "external 5050" }`,
    `{ id: "${group}", addWebsiteIds: ["${idAt(1)}"] }`,
  ],
  createGroup: [
    `{ name: "New", websiteIds: ["${website}"], externalId: "created", billingEnabled: true }`,
    `{ name: "New", websiteIds: ["${website}"], externalId: "external 5050" }`,
  ],
  updateGroups: [
    `[{ id: "${group}", name: "N", externalId: "many", addWebsiteIds: ["${website}"], billingEnabled: true }, { id: "${idAt(5050)}", removeWebsiteIds: ["${website}"] }, { id: "${idAt(5250)}", externalId: "external 5000" }]`,
    `[{ id: "${group}", addWebsiteIds: ["${idAt(1)}"] }], atomic: true`,
  ],
  createGroups: [
    `[{ name: "New", websiteIds: ["${website}"], externalId: "created 2", billingEnabled: true }, { name: "New", websiteIds: ["${idAt(1)}"] }, { name: "New", websiteIds: ["${website}"], externalId: "external 5050" }]`,
  ],
  deleteGroup: [`{ id: "${idAt(5150)}" }`, `{ id: "${idAt(5600)}" }`],
  setGroupCredits: [`{ groupId: "${group}", monthly: 1, oneOff: 2 }`],
  setWebsiteCredits: [`{ websiteId: "${website}", monthly: 1, oneOff: 2 }`],
  setOrganizationCredits: ['{ monthly: 1, oneOff: 2 }'],
  createWebsite: [
    '{ url: "new.example", name: "New", externalId: "new" }',
    '{ url: "new.example", externalId: "new" }',
  ],
  createWebsites: [
    '[{ url: "new.example", externalId: "new 2" }, { url: "new.example", externalId: "external 5050" }]',
  ],
  updateWebsite: [
    `{ id: "${website}", name: "Newer", externalId: "newer" }`,
    `{ id: "${website}", externalId: "external 5050" }`,
  ],
  deleteWebsite: [`{ id: "${website}" }`],
  restoreWebsite: [`{ id: "${website}" }`],
  createApiKey: [`{ name: "New", websiteIds: ["${website}"] }`],
  updateApiKey: [`{ id: "${idAt(5000)}", name: "Newer", websiteIds: ["${website}"] }`],
  rotateApiKey: [`{ id: "${idAt(5050)}" }`],
  revokeApiKey: [`{ id: "${idAt(5100)}" }`],
  createWebhookEndpoint: ['{ url: "https://new.example", events: [GROUP_UPDATED] }'],
  updateWebhookEndpoint: [`{ id: "${idAt(5000)}", isEnabled: true, description: "New" }`],
  rotateWebhookSigningSecret: [`{ id: "${idAt(5000)}" }`],
  sendTestWebhook: [`{ id: "${idAt(5000)}" }`],
  redeliverWebhook: [`{ id: "${idAt(5000)}" }`],
  deleteWebhookEndpoint: [`{ id: "${idAt(5050)}" }`],
  createAccountGroup: [
    '{ names: [{ language: { id: 1 }, labelText: "New" }], descriptions: [{ language: { lookupName: "de_DE" }, labelText: "New" }] }',
    '{ names: [{ language: { id: 1 }, labelText: "New" }], displayOrder: 5000 }',
  ],
  updateAccountGroup: [
    '{ id: "5000", names: [{ language: { id: 2 }, labelText: "New" }], removeDescriptions: [{ id: 2 }], attributes: { customerCareAccess: true } }',
    '{ id: "5000", displayOrder: 5050 }',
  ],
  updateAccountGroups: [
    '[{ id: "5000", names: [{ language: { id: 2 }, labelText: "Many" }] }, { id: "5050", displayOrder: 5100 }]',
  ],
  deleteAccountGroup: ['{ id: "5000" }', '{ id: "50" }'],
  createStaffAccount: [
    '{ accountGroupId: "5000", displayName: "New", login: "new" }',
    '{ accountGroupId: "5000", displayName: "New", login: "new" }',
  ],
  updateStaffAccount: ['{ id: "5000", displayName: "Newer", login: "newer" }'],
  moveStaffAccounts: ['{ accountGroupId: "5050", accountIds: ["5000", "5050"] }'],
  deleteStaffAccount: ['{ id: "5000" }'],
};

let database: Awaited<ReturnType<typeof createDatabase>>;
let folder: string;
let organization: TestOrganization;
let client: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'group-gateway-plans-'));
  database = await createDatabase(serverUrl());
  const { pool, close } = openDatabase(database.url, () => {});
  await migrate(pool);
  await close();
  organization = await TestOrganization.create({ database: database.url });
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(fill.replaceAll('$org', organization.id));
  const filled = openDatabase(database.url, () => {});
  await makeSearchIndexes(filled.pool);
  await filled.close();
}, 120_000);

afterAll(async () => {
  await client.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Filter?: string;
  Plans?: Plan[];
}

/** Each node, with the one above it. */
const nodes = (plan: Plan, above?: Plan): [Plan, Plan | undefined][] => [
  [plan, above],
  ...(plan.Plans ?? []).flatMap((below) => nodes(below, plan)),
];

/** A condition with one of these is looked at row by row, as no index can tell what it will be. */
const isVolatile = /\b(clock_timestamp|timeofday|random|gen_random_uuid|nextval)\(/;

function isWholeRead(node: Plan, above: Plan | undefined): boolean {
  const { 'Node Type': type, 'Relation Name': table, 'Index Name': index, 'Index Cond': condition, Filter } = node;
  if (table && small.includes(table)) return false;
  if (index && !Filter && above?.['Node Type'] === 'Limit') return false; // reads no further, as for min() and max()
  return index ? !condition : type === 'Seq Scan';
}

/** What a statement reads whole, by its rows or by an index, as the service's connections plan it: once for all values. */
async function wholeReads(text: string): Promise<string[]> {
  const parameters = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)));
  const values = Array.from({ length: parameters }, () => 'NULL').join(', ');
  await client.query(`PREPARE p AS ${text}`);
  try {
    const { rows } = await client.query(`EXPLAIN (FORMAT JSON) EXECUTE p${values && `(${values})`}`);
    const read = nodes(rows[0]['QUERY PLAN'][0].Plan).filter(([node]) => node['Relation Name'] || node['Index Name']);
    return read
      .filter(([node, above]) => isWholeRead(node, above) || isVolatile.test(node.Filter ?? ''))
      .map(([node]) => `${node['Node Type']} of ${node['Relation Name'] ?? node['Index Name']}, ${node.Filter}`);
  } finally {
    await client.query('DEALLOCATE p');
  }
}

async function expectNoWholeReads(texts: Iterable<string>): Promise<void> {
  await client.query('SET plan_cache_mode = force_generic_plan');
  const found: Record<string, string[]> = {};
  for (const text of texts) {
    if (!/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(text)) continue;
    const reads = await wholeReads(text);
    if (reads.length > 0) found[text] = reads;
  }
  expect(found).toEqual({});
}

test('every table that grows has thousands of rows here', async () => {
  const { rows } = await client.query(
    `SELECT relname AS name, reltuples AS rows FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  const few = rows.filter(({ name, rows: count }) => count < 5000 && !small.includes(name)).map(({ name }) => name);
  expect({ 'tables to add to the statements that fill this database': few }).toEqual({
    'tables to add to the statements that fill this database': [],
  });
  expect(rows.reduce((sum, { rows: count }) => sum + count, 0)).toBeGreaterThan(500_000);
});

test('no statement of a request reads a table whole, whatever is asked for', async () => {
  const file = join(folder, 'statements');
  const service = await startService({
    DATABASE_URL: database.url,
    RATE_LIMIT_POINTS: '0',
    MAX_COST: '1000000',
    STATEMENTS_FILE: file,
    NODE_OPTIONS: `--import ${new URL('../../support/statement-recorder.mjs', import.meta.url)}`,
  });
  try {
    const schema = buildSchema(await readFile('schema.graphql', 'utf8'));
    const keys = [organization.key, await organization.createKey({ websiteIds: [website, group] })];
    const ask = async (key: string, document: string) => {
      const { data, errors } = await send(key, document, {}, service);
      if (key === organization.key) expect({ document, errors }).toEqual({ document, errors: undefined });
      return data;
    };
    const isOfAccounts = (document: string) => /^\W*(parent: )?(account|staff)/.test(document);
    const queries = [
      ...queriesOf(schema, samples).filter((document) => !isOfAccounts(document)),
      ...queriesOf(schema, accountSamples).filter(isOfAccounts),
    ];
    expect(queries.length).toBeGreaterThan(60);
    const nested = [
      ...nestedPages(schema, samples).filter(({ first }) => !isOfAccounts(first)),
      ...nestedPages(schema, accountSamples).filter(({ first }) => isOfAccounts(first)),
    ];
    const askAll = async (key: string) => {
      for (const document of queries)
        for (const next of nextPages(document, await ask(key, document))) await ask(key, next);
      for (const { first, next } of nested) {
        const cursor = (await ask(key, first))?.parent?.list?.pageInfo?.endCursor;
        if (cursor) await ask(key, next(cursor));
      }
    };
    await Promise.all(keys.map(askAll));
    const stream = await Stream.open(organization.key, 'subscription { groupChanged { position } }', {}, service);
    const accounts = await Stream.open(
      organization.key,
      'subscription { accountGroupChanged { position } }',
      {},
      service,
    );
    for (const document of mutationsOf(schema, inputs, accountSamples)) {
      await ask(organization.key, document);
      await send(
        organization.key,
        document,
        {},
        { url: service.url, headers: { 'idempotency-key': document.slice(0, 200) } },
      );
    }
    await eventually('changes are told', () => stream.events.length > 0 && accounts.events.length > 0);
    await Promise.all([stream.close(), accounts.close()]);
  } finally {
    await service.kill();
  }
  const texts = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
  expect(texts.length).toBeGreaterThan(60);
  await expectNoWholeReads(texts);
}, 120_000);

test('no statement of a job reads a table whole', async () => {
  recorded.clear();
  const stripe = await StripeServer.open();
  const opened = openDatabase(database.url, () => {});
  const log = {
    info: () => {},
    error: (line: { err: Error }) => {
      throw line.err;
    },
  };
  const end = startPurging(opened.prisma, 30, log as never, { firstMs: 1, everyMs: 3_600_000 });
  await eventually('outdated rows are gone', async () => {
    const { rows } = await client.query(
      "SELECT min(changed_at) > now() - interval '31 days' AS gone FROM account_group_changes",
    );
    return rows[0].gone;
  });
  await end();
  await new StripeBilling(opened.prisma, {
    apiUrl: stripe.url,
    secretKey: stripe.secretKey,
    currency: 'usd',
  }).renewMonthly(AbortSignal.timeout(10_000));
  await opened.close();
  await stripe.close();
  const texts = [...recorded];
  const changed = (table: string) => texts.some((text) => new RegExp(`(DELETE FROM|UPDATE) \\S*${table}`).test(text));
  expect(
    ['idempotency_records', 'group_changes', 'account_group_changes', 'stripe_customers'].filter(
      (table) => !changed(table),
    ),
  ).toEqual([]);
  await expectNoWholeReads(texts);
}, 60_000);
