import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { Client, Pool } from 'pg';
import { migrate } from '../../../../src/database/migrations/migrate.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { createDatabase, query, serverUrl } from '../../../support/postgres.ts';
import { roomForRaces, type ServiceProcess, startService } from '../../../support/service.ts';
import type { Pool as IdPool, Ids } from '../../attacks/fuzz/values.ts';

/** What the service tells, and what only gateways ask for. */
export const schema = buildSchema(`${readFileSync(new URL('../../../../schema.graphql', import.meta.url), 'utf8')}
  scalar _Any
  union _Entity = AccountGroup | Group | StaffAccount | Website
  extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`);

/** A key to ask with, and the ids that there are for it. */
export interface Asker {
  kind: string;
  key: string;
  own: Ids;
}

/** Two services that are the same but for the fast path, each with a database of the same rows. */
export interface Copies {
  fast: ServiceProcess;
  plain: ServiceProcess;
  /** What the first one has logged of faults of its own. */
  faults: string[];
  askers: Asker[];
  /** The ids of whom the askers may not see. */
  other: Ids;
  /** All rows of both. */
  rows(): Promise<[string[], string[]]>;
  close(): Promise<void>;
}

async function fill(database: string, partner: boolean): Promise<TestOrganization> {
  const organization = await TestOrganization.create({ database, partner });
  await organization.createKey();
  await organization.query("UPDATE api_keys SET name = 'unused' WHERE organization_id = $1 AND permissions = '{}'", [
    organization.id,
  ]);
  const websites = await organization.addWebsites(12);
  await organization.query(
    "UPDATE websites SET external_id = 'site-' || name WHERE organization_id = $1 AND name LIKE '%1'",
    [organization.id],
  );
  await organization.addGroups(30, (n) => ({
    name: `Group ${n % 7}`,
    ...(n % 3 === 0 && { externalId: `group-${n}` }),
    websiteIds: websites.slice(n % 12, (n % 12) + 4),
  }));
  await organization.query(
    `INSERT INTO sandbox_billing_entities (organization_id, group_id, monthly)
     SELECT organization_id, id, 7 FROM groups WHERE organization_id = $1 AND name = 'Group 3'`,
    [organization.id],
  );
  for (let n = 1; n <= 6; n++) {
    const id = await organization.addAccountGroup({
      names: { 1: `Accounts ${n}`, 3: `Konten ${n}` },
      descriptions: { 1: 'D' },
    });
    if (n % 2 === 0) await organization.addStaffAccounts(id, 4);
  }
  return organization;
}

const sources: Partial<Record<IdPool, string>> = {
  billedGroup: 'SELECT group_id::text FROM sandbox_billing_entities',
  group: 'SELECT id::text FROM groups',
  website: 'SELECT id::text FROM websites',
  otherWebsite: 'SELECT id::text FROM websites',
  otherApiKey: "SELECT id::text FROM (SELECT * FROM api_keys WHERE name = 'unused') AS k",
  accountGroup: 'SELECT id::text FROM account_groups',
  emptyAccountGroup: 'SELECT id::text FROM account_groups',
  staffAccount: 'SELECT id::text FROM staff_accounts',
  groupExternalId: "SELECT coalesce(external_id, '-') FROM groups",
  websiteUrl: 'SELECT url FROM websites',
  websiteExternalId: "SELECT coalesce(external_id, '-') FROM websites",
};

async function idsOf(organization: TestOrganization): Promise<Ids> {
  const ids: Record<string, unknown[]> = {
    organization: [organization.id],
    apiKey: ['x'],
    apiKeyCursor: ['x'],
    webhookEndpoint: ['x'],
    webhookEndpointCursor: ['x'],
    webhookDelivery: ['x'],
    webhookDeliveryCursor: ['x'],
    groupCursor: [cursorOf('Group 3')],
    websiteCursor: [cursorOf('Site 0003')],
    accountGroupCursor: [cursorOf('3')],
    staffAccountCursor: [cursorOf('Account 0003')],
    groupChangeCursor: ['x'],
    websiteChangeCursor: ['x'],
    organizationChangeCursor: ['x'],
    accountGroupChangeCursor: ['x'],
  };
  for (const [pool, source] of Object.entries(sources)) {
    const rows = await organization.query(`SELECT ARRAY(${source} WHERE organization_id = $1 ORDER BY 1) AS ids`, [
      organization.id,
    ]);
    ids[pool] = rows[0]?.ids as string[];
  }
  return ids as Ids;
}

const cursorOf = (key: string) =>
  Buffer.from(JSON.stringify(['name', key, '00000000-0000-0000-0000-000000000000'])).toString('base64url');

async function rowsOf(url: string): Promise<string[]> {
  const tables = await query(
    url,
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%' AND table_name <> 'webhook_deliveries' ORDER BY 1",
  );
  const all: string[] = [];
  for (const { table_name } of tables) {
    const rows = await query(url, `SELECT to_jsonb(t) AS row FROM "${table_name}" t`);
    all.push(...rows.map(({ row }) => `${table_name} ${JSON.stringify(withoutTimes(row))}`).sort());
  }
  return all;
}

/**
 * Rows without what differs between two databases that had the same done to them: the times of it, and how the deliveries
 * go.
 */
function withoutTimes(row: unknown): unknown {
  return JSON.parse(JSON.stringify(row), (name, value) => {
    if (/^(lease|leased_until|paused_until|consecutive_failures|failing_since)$/.test(name)) return undefined;
    return /(_at|At|_until|transaction_id)$/.test(name) && value !== null ? 'at' : value;
  });
}

export async function createCopies(): Promise<Copies> {
  const original = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: original.url });
  await migrate(pool);
  await pool.end();
  const [partner, direct, stranger] = [
    await fill(original.url, true),
    await fill(original.url, false),
    await fill(original.url, true),
  ];
  const [ofPartner, ofDirect, other] = [await idsOf(partner), await idsOf(direct), await idsOf(stranger)];
  const scope = { websiteIds: ofPartner.website.slice(0, 2) };
  const all = { permissions: ['STAFF_ADMINISTRATION'] };
  const askers: Asker[] = [
    { kind: 'partner', key: partner.key, own: ofPartner },
    { kind: 'partner, no staff', key: await partner.createKey(), own: ofPartner },
    { kind: 'partner, read-only', key: await partner.createKey({ ...all, readOnly: true }), own: ofPartner },
    { kind: 'partner, confined', key: await partner.createKey(scope), own: ofPartner },
    { kind: 'direct', key: direct.key, own: ofDirect },
    { kind: 'direct, no staff', key: await direct.createKey(), own: ofDirect },
  ];
  const name = new URL(original.url).pathname.slice(1);
  const copyUrl = new URL(original.url);
  copyUrl.pathname = `/${name}_copy`;
  const server = new Client({ connectionString: serverUrl() });
  await server.connect();
  await server.query(`CREATE DATABASE ${name}_copy TEMPLATE ${name}`);
  const start = (url: string, fastPath: string) =>
    startService({
      DATABASE_URL: url,
      FAST_PATH: fastPath,
      RATE_LIMIT_POINTS: '0',
      MAX_COST: '100000',
      NODE_OPTIONS: `--import ${new URL('./fixed-ids-shim.mjs', import.meta.url).href}`,
      ...roomForRaces,
    });
  const [fast, plain] = await Promise.all([start(original.url, 'true'), start(copyUrl.href, 'false')]);
  const faults: string[] = [];
  fast.process.stdout?.on('data', (chunk) => {
    if (/unexpected error|the compiled answer/.test(chunk)) faults.push(String(chunk));
  });
  return {
    fast,
    plain,
    faults,
    askers,
    other,
    rows: () => Promise.all([rowsOf(original.url), rowsOf(copyUrl.href)]),
    async close() {
      await Promise.all([fast.stop(), plain.stop()]);
      await server.query(`DROP DATABASE ${name}_copy WITH (FORCE)`);
      await server.end();
      await original.drop();
    },
  };
}
