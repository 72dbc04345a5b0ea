import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { generateKey, toStored } from '../../src/auth/api-key.ts';
import { query } from './postgres.ts';

/** The database of the service that all tests share. */
export const databaseUrl = () => process.env.GG_TEST_DATABASE_URL as string;

/** Connections to the database that all tests share; they keep no process alive, and may be cut at the end of the run. */
const shared = new Pool({ connectionString: databaseUrl(), max: 4, allowExitOnIdle: true }).on('error', () => {});

export interface AccountGroupOptions {
  /** Any id; by default the next one. */
  id?: string;
  /** By language id. */
  names?: Record<number, string>;
  /** By language id. */
  descriptions?: Record<number, string>;
  /** By default after the last one. */
  displayOrder?: number;
  customerCareAccess?: boolean;
}

export interface KeyOptions {
  permissions?: string[];
  readOnly?: boolean;
  /** Confines the key to these websites. */
  websiteIds?: string[];
  expiresAt?: Date;
  revokedAt?: Date;
}

/** An organization of a test's own: a tenant sees nothing of the others, so tests run side by side in one database. */
export class TestOrganization {
  readonly id = randomUUID();
  readonly databaseUrl: string;
  /** A global key with every permission. */
  key = '';

  private constructor(url: string) {
    this.databaseUrl = url;
  }

  static async create({
    partner = true,
    billingOutage = false,
    database = databaseUrl(),
  }: {
    partner?: boolean;
    billingOutage?: boolean;
    database?: string;
  } = {}): Promise<TestOrganization> {
    const organization = new TestOrganization(database);
    await organization.query('INSERT INTO organizations (id, name, is_partner) VALUES ($1, $2, $3)', [
      organization.id,
      `Test ${organization.id}`,
      partner,
    ]);
    await organization.setBillingOutage(billingOutage);
    organization.key = await organization.createKey({ permissions: ['STAFF_ADMINISTRATION', 'KEY_ADMINISTRATION'] });
    return organization;
  }

  async query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.databaseUrl === databaseUrl()
      ? (await shared.query(sql, values)).rows
      : query(this.databaseUrl, sql, values);
  }

  async setBillingOutage(outage: boolean): Promise<void> {
    await this.query(
      outage
        ? 'INSERT INTO sandbox_billing_outages VALUES ($1) ON CONFLICT DO NOTHING'
        : 'DELETE FROM sandbox_billing_outages WHERE organization_id = $1',
      [this.id],
    );
  }

  async createKey({
    permissions = [],
    readOnly = false,
    websiteIds,
    expiresAt,
    revokedAt,
  }: KeyOptions = {}): Promise<string> {
    const key = generateKey();
    const { prefix, hash } = toStored(key);
    const id = randomUUID();
    await this.query(
      `INSERT INTO api_keys (organization_id, id, name, prefix, hash, scope, permissions, read_only, expires_at, revoked_at)
       VALUES ($1, $2, 'test', $3, $4, $5::api_key_scope, $6::permission[], $7, $8, $9)`,
      [
        ...[this.id, id, prefix, Buffer.from(hash), websiteIds ? 'WEBSITES' : 'GLOBAL'],
        ...[permissions, readOnly, expiresAt, revokedAt],
      ],
    );
    for (const websiteId of websiteIds ?? [])
      await this.query('INSERT INTO api_key_websites VALUES ($1, $2, $3)', [this.id, id, websiteId]);
    return key;
  }

  /** Adds websites; their ids. */
  async addWebsites(count: number, { externalId }: { externalId?: string } = {}): Promise<string[]> {
    const ids = Array.from({ length: count }, () => randomUUID());
    await this.query(
      `INSERT INTO websites (organization_id, id, url, name, external_id)
       SELECT $1, id, 'site-' || n || '.example', 'Site ' || lpad(n::text, 4, '0'), $3
       FROM unnest($2::uuid[]) WITH ORDINALITY AS new(id, n)`,
      [this.id, ids, externalId],
    );
    return ids;
  }

  /** Adds a website; its id. */
  async addWebsite({
    url = 'site.example',
    name = null,
    externalId = null,
    deleted = false,
  }: {
    url?: string;
    name?: string | null;
    externalId?: string | null;
    deleted?: boolean;
  } = {}): Promise<string> {
    const id = randomUUID();
    await this.query(
      `INSERT INTO websites (organization_id, id, url, name, external_id, freed_external_id, deleted_at)
       VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN now() END)`,
      [this.id, id, url, name, deleted ? null : externalId, deleted ? externalId : null, deleted],
    );
    return id;
  }

  /** Adds a group; its id. */
  async addGroup({
    name = 'Group',
    externalId,
    billingEnabled = false,
    websiteIds = [],
  }: {
    name?: string;
    externalId?: string;
    billingEnabled?: boolean;
    websiteIds?: string[];
  } = {}): Promise<string> {
    const id = randomUUID();
    await this.query(
      'INSERT INTO groups (organization_id, id, name, external_id, billing_enabled) VALUES ($1, $2, $3, $4, $5)',
      [this.id, id, name, externalId, billingEnabled],
    );
    await this.query('INSERT INTO group_websites SELECT $1, $2, unnest($3::uuid[])', [this.id, id, websiteIds]);
    return id;
  }

  /** Moves a group's times into the past, so that a change of them shows. */
  async age(groupId: string): Promise<void> {
    await this.query(
      `UPDATE groups SET created_at = created_at - interval '1 day', updated_at = updated_at - interval '1 day'
       WHERE organization_id = $1 AND id = $2`,
      [this.id, groupId],
    );
  }

  /** What the sandbox billing provider has in its books, by group. */
  async entities(): Promise<Record<string, { monthly: number; oneOff: number }>> {
    const rows = await this.query(
      'SELECT group_id, monthly, one_off FROM sandbox_billing_entities WHERE organization_id = $1',
      [this.id],
    );
    return Object.fromEntries(
      rows.map(({ group_id, monthly, one_off }) => [group_id, { monthly: Number(monthly), oneOff: Number(one_off) }]),
    );
  }

  /** Adds an account group at revision 1; its id. Its `lookupName` is the name in English, or in the lowest language. */
  async addAccountGroup({
    id,
    names = { 1: 'Account Group' },
    descriptions = {},
    displayOrder,
    customerCareAccess = false,
  }: AccountGroupOptions = {}): Promise<string> {
    const [row] = await this.query(
      `INSERT INTO account_groups (organization_id, id, display_order, customer_care_access, lookup_name)
       VALUES ($1, coalesce($2, nextval('account_groups_id_seq')),
         coalesce($3, (SELECT max(display_order) + 1 FROM account_groups WHERE organization_id = $1), 1), $4, $5)
       RETURNING id::text`,
      [this.id, id, displayOrder, customerCareAccess, names[1] ?? Object.values(names)[0]],
    );
    const labels = [
      ...Object.entries(names).map(([languageId, text]) => ['NAME', languageId, text]),
      ...Object.entries(descriptions).map(([languageId, text]) => ['DESCRIPTION', languageId, text]),
    ];
    await this.query(
      `INSERT INTO account_group_labels (organization_id, account_group_id, kind, language_id, label_text)
       SELECT $1, $2, l.kind::label_kind, l.language_id, l.text
       FROM unnest($3::text[], $4::int[], $5::text[]) AS l(kind, language_id, text)`,
      [this.id, row?.id, ...[0, 1, 2].map((part) => labels.map((label) => label[part]))],
    );
    return row?.id as string;
  }

  /** Adds staff accounts to an account group, in the order of their display names; their ids. */
  async addStaffAccounts(accountGroupId: string, count: number): Promise<string[]> {
    const rows = await this.query(
      `INSERT INTO staff_accounts (organization_id, login, display_name, account_group_id)
       SELECT $1, 'login-' || $2 || '-' || n, 'Account ' || lpad(n::text, 4, '0'), $2::text::bigint
       FROM generate_series(1, $3::int) AS n RETURNING id::text`,
      [this.id, accountGroupId, count],
    );
    return rows.map(({ id }) => id as string);
  }

  /** Adds groups one after the other, as a server has few connections; their ids. */
  async addGroups(
    count: number,
    options: (n: number) => Parameters<TestOrganization['addGroup']>[0],
  ): Promise<string[]> {
    const ids = [];
    for (let n = 0; n < count; n++) ids.push(await this.addGroup(options(n)));
    return ids;
  }

  /** Everything that is stored of the organization, to compare before and after; on demand without its history. */
  async snapshot({ history = true } = {}): Promise<string> {
    const tables = await this.query(
      `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organization_id'
         AND ($1 OR table_name NOT LIKE '%\\_changes' AND table_name <> 'account_group_displacements')`,
      [history],
    );
    const rows = tables.map(
      ({ table_name }) =>
        `SELECT '${table_name}' AS "table", to_jsonb(t) - 'last_used_at' AS row FROM "${table_name}" t WHERE organization_id = $1`,
    );
    const organization = `SELECT 'organizations', to_jsonb(o) FROM organizations o WHERE id = $1`;
    return JSON.stringify(await this.query([...rows, `${organization} ORDER BY 1, 2`].join(' UNION ALL '), [this.id]));
  }
}
