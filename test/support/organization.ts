import { randomUUID } from 'node:crypto';
import { generateKey, toStored } from '../../src/auth/api-key.ts';
import { query } from './postgres.ts';

/** The database of the service that all tests share. */
export const databaseUrl = () => process.env.GG_TEST_DATABASE_URL as string;

export interface KeyOptions {
  permissions?: string[];
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
  }: { partner?: boolean; billingOutage?: boolean; database?: string } = {}): Promise<TestOrganization> {
    const organization = new TestOrganization(database);
    await organization.query('INSERT INTO organizations (id, name, is_partner) VALUES ($1, $2, $3)', [
      organization.id,
      `Test ${organization.id}`,
      partner,
    ]);
    await organization.setBillingOutage(billingOutage);
    organization.key = await organization.createKey({ permissions: ['STAFF_ADMINISTRATION'] });
    return organization;
  }

  query(sql: string, values: unknown[] = []) {
    return query(this.databaseUrl, sql, values);
  }

  async setBillingOutage(outage: boolean): Promise<void> {
    await this.query(
      outage
        ? 'INSERT INTO sandbox_billing_outages VALUES ($1) ON CONFLICT DO NOTHING'
        : 'DELETE FROM sandbox_billing_outages WHERE organization_id = $1',
      [this.id],
    );
  }

  async createKey({ permissions = [], websiteIds, expiresAt, revokedAt }: KeyOptions = {}): Promise<string> {
    const key = generateKey();
    const { prefix, hash } = toStored(key);
    const id = randomUUID();
    await this.query(
      `INSERT INTO api_keys (organization_id, id, name, prefix, hash, scope, permissions, expires_at, revoked_at)
       VALUES ($1, $2, 'test', $3, $4, $5::api_key_scope, $6::permission[], $7, $8)`,
      [this.id, id, prefix, Buffer.from(hash), websiteIds ? 'WEBSITES' : 'GLOBAL', permissions, expiresAt, revokedAt],
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

  /** Adds a group; its id. */
  async addGroup({
    name = 'Group',
    externalId,
    billingEnabled = false,
    websiteIds = [],
  }: { name?: string; externalId?: string; billingEnabled?: boolean; websiteIds?: string[] } = {}): Promise<string> {
    const id = randomUUID();
    await this.query('INSERT INTO groups (organization_id, id, name, external_id, billing_enabled) VALUES ($1, $2, $3, $4, $5)', [
      this.id,
      id,
      name,
      externalId,
      billingEnabled,
    ]);
    await this.query('INSERT INTO group_websites SELECT $1, $2, unnest($3::uuid[])', [this.id, id, websiteIds]);
    return id;
  }

  /** Adds groups one after the other, as a server has few connections; their ids. */
  async addGroups(count: number, options: (n: number) => Parameters<TestOrganization['addGroup']>[0]): Promise<string[]> {
    const ids = [];
    for (let n = 0; n < count; n++) ids.push(await this.addGroup(options(n)));
    return ids;
  }

  /** Everything that is stored of the organization, to compare before and after. */
  async snapshot(): Promise<string> {
    const tables = await this.query(
      `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organization_id' ORDER BY 1`,
    );
    const parts = [];
    for (const { table_name } of tables)
      parts.push(
        await this.query(
          `SELECT '${table_name}' AS "table", t.* FROM "${table_name}" t WHERE organization_id = $1 ORDER BY t::text`,
          [this.id],
        ),
      );
    return JSON.stringify(parts, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  }
}
