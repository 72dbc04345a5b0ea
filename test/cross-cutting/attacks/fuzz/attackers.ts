import { generateKey } from '../../../../src/auth/api-key.ts';
import { data } from '../../../support/graphql.ts';
import type { TestOrganization } from '../../../support/organization.ts';
import { createTenant, type Tenant } from '../../isolation/tenant.ts';
import type { Ids, Pool } from './values.ts';

/** Somebody who sends requests, and what must not come of them. */
export interface Attacker {
  kind: string;
  key: string;
  organization: TestOrganization;
  own: Ids;
  /** What no answer to this key may have in it, beside what is another organization's. */
  secrets: string[];
  /** Mutations that this key must never succeed with. */
  forbidden: RegExp;
}

/** Texts and ids that are a tenant's alone. */
export function canariesOf({ ids, marks }: Tenant): string[] {
  const mark = marks.at(-1);
  return [`of ${mark}`, `-of-${mark}`, `Named ${mark}`, `${mark}.example`, ...Object.values(ids)];
}

export const idsOf = ({ ids }: Tenant): Ids =>
  Object.fromEntries(Object.entries({ ...ids, billedGroup: ids.group }).map(([pool, id]) => [pool, [id]])) as Ids;

/** Whom nobody may learn of. Its ids that are numbers are such as no other organization has. */
export async function createVictim(): Promise<Tenant> {
  const { organization, ids, marks } = await createTenant();
  const offset = 7_000_000_000_000_000n;
  for (const [table, column] of [
    ['account_groups', 'id'],
    ['account_group_changes', 'account_group_id'],
    ['staff_accounts', 'id'],
  ])
    await organization.query(`UPDATE ${table} SET ${column} = ${column} + $2 WHERE organization_id = $1`, [
      organization.id,
      offset,
    ]);
  const moved = Object.entries(ids).map(([kind, id]) => [kind, /^\d+$/.test(id) ? String(BigInt(id) + offset) : id]);
  return { organization, ids: Object.fromEntries(moved), marks };
}

const permissions = ['STAFF_ADMINISTRATION', 'KEY_ADMINISTRATION'];
const administration = /(AccountGroup|StaffAccount|ApiKey|Webhook)/;
const nothing = /(?!)/;
const everything = /./;

/** Two organizations with keys of each kind; the direct customer has external ids from when it was a partner. */
export async function createAttackers(): Promise<{ attackers: Attacker[]; organizations: TestOrganization[] }> {
  const [partner, direct] = [await createTenant(), await createTenant()];
  for (const { organization, ids } of [partner, direct]) await furnish(organization, ids);
  await keepExternalIdsOf(direct);
  const [ofPartner, ofDirect] = [idsOf(partner), idsOf(direct)];
  for (const [ids, { organization }] of [
    [ofPartner, partner],
    [ofDirect, direct],
  ] as const) {
    ids.webhookEndpoint = await addEndpoints(organization);
    ids.otherApiKey = await addKeys(organization);
  }
  const attackers = await Promise.all([
    attacker('partner', partner, ofPartner, { permissions }, nothing),
    attacker('partner, reader', partner, ofPartner, {}, administration),
    attacker('partner, read-only', partner, ofPartner, { readOnly: true, permissions }, everything),
    attacker('partner, confined', partner, ofPartner, { websiteIds: [partner.ids.website] }, everything),
    attacker('direct', direct, ofDirect, { permissions }, /^set(Group|Website|Organization)Credits$/),
    attacker('direct, confined', direct, ofDirect, { websiteIds: [direct.ids.website] }, everything),
  ]);
  const nobody: Attacker = { ...(attackers[0] as Attacker), kind: 'none', key: generateKey(), forbidden: everything };
  return { attackers: [...attackers, nobody], organizations: [partner.organization, direct.organization] };
}

async function addKeys(organization: TestOrganization): Promise<string[]> {
  const rows = await organization.query(
    `INSERT INTO api_keys (organization_id, id, name, prefix, hash, scope, permissions)
     SELECT $1, gen_random_uuid(), 'Other', 'gg_other', sha256(gen_random_uuid()::text::bytea), 'GLOBAL', '{}' FROM generate_series(1, 10)
     RETURNING id::text`,
    [organization.id],
  );
  return rows.map(({ id }) => id as string);
}

/** Paused ones: deliveries under way would change what is stored at any moment. */
async function addEndpoints(organization: TestOrganization): Promise<string[]> {
  const rows = await organization.query(
    `INSERT INTO webhook_endpoints (organization_id, id, url, events, signing_secret, paused_until)
     SELECT $1, gen_random_uuid(), 'https://hooks.example', '{GROUP_UPDATED}', 'whsec_AAAA', 'infinity' FROM generate_series(1, 10)
     RETURNING id::text`,
    [organization.id],
  );
  return rows.map(({ id }) => id as string);
}

/** Enough of everything that not all of it is soon deleted. */
async function furnish(organization: TestOrganization, { accountGroup }: Tenant['ids']): Promise<void> {
  const websiteIds = await organization.addWebsites(10);
  await organization.addGroups(10, (n) => ({ name: `Group ${n}`, websiteIds: websiteIds.slice(n) }));
  await organization.query(
    'INSERT INTO sandbox_billing_entities (organization_id, group_id) SELECT organization_id, id FROM groups WHERE organization_id = $1 ON CONFLICT DO NOTHING',
    [organization.id],
  );
  await organization.addStaffAccounts(accountGroup, 10);
  for (const n of [1, 2, 3, 4, 5])
    await organization.addAccountGroup({ names: { 1: `Accounts ${n}`, 3: `Konten ${n}` } });
}

async function keepExternalIdsOf({ organization, ids, marks }: Tenant): Promise<void> {
  const rename = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
  for (const externalId of [`former-of-${marks.at(-1)}`, ids.groupExternalId])
    await data(organization.key, rename, { input: { id: ids.group, externalId } });
  await organization.query('UPDATE organizations SET is_partner = false WHERE id = $1', [organization.id]);
}

async function attacker(
  kind: string,
  tenant: Tenant,
  own: Ids,
  options: Parameters<TestOrganization['createKey']>[0],
  forbidden: RegExp,
): Promise<Attacker> {
  const mark = tenant.marks.at(-1);
  const confined = options?.websiteIds
    ? [tenant.ids.otherWebsite, `group of ${mark}`, `Account of ${mark}`, `Description of ${mark}`]
    : [];
  const partnerOnly = kind.startsWith('direct') ? [`-of-${mark}`] : [];
  return {
    kind,
    key: await tenant.organization.createKey(options),
    organization: tenant.organization,
    own,
    secrets: [...confined, ...partnerOnly],
    forbidden,
  };
}

/** Reads anew what there is: mutations make and delete it. */
export async function look({ organization, own }: Attacker): Promise<void> {
  const [row] = await organization.query(
    `SELECT ${Object.entries(sources)
      .map(([pool, source]) => `ARRAY(SELECT ${source} AND organization_id = $1 ORDER BY 1) AS "${pool}"`)
      .join(', ')}`,
    [organization.id],
  );
  Object.assign(own, row);
}

const sources: Partial<Record<Pool, string>> = {
  billedGroup: 'group_id::text FROM sandbox_billing_entities WHERE true',
  group: 'id::text FROM groups WHERE true',
  website: 'id::text FROM websites WHERE true',
  accountGroup: 'id::text FROM account_groups WHERE true',
  emptyAccountGroup:
    'id::text FROM account_groups g WHERE NOT EXISTS (SELECT FROM staff_accounts WHERE account_group_id = g.id)',
  staffAccount: 'id::text FROM staff_accounts WHERE true',
  groupExternalId: 'external_id FROM groups WHERE external_id IS NOT NULL',
  websiteExternalId: 'external_id FROM websites WHERE external_id IS NOT NULL',
};
