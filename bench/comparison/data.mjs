import { randomUUID } from 'node:crypto';
import { generateKey, toStored } from '../../dist/auth/api-key.js';
import { migrate } from '../../dist/database/migrations/migrate.js';

export const sizes = {
  organizations: 200,
  groups: 100,
  websites: 100,
  accountGroups: 20,
  partners: 10,
  partnerGroups: 1000,
};

/** The groups that keep the external id they start with; the others change it. */
export const fixedGroups = sizes.groups / 2;

export const fixedExternalId = (group) => `group-${group}`;
export const partnerExternalId = (group) => `account-${group}`;

/** A group holds 6 to 14 websites: an organization has 1,000 memberships. */
const membershipsOf = (group) => (group === sizes.groups - 1 ? 10 : 6 + (group % 9));

/** The positions of a group's websites, and of five that it does not hold. */
export function websitesOf(group) {
  const at = (n) => (group * 13 + n * 7) % sizes.websites;
  const count = membershipsOf(group);
  return {
    held: Array.from({ length: count }, (_, n) => at(n)),
    others: Array.from({ length: 5 }, (_, n) => at(count + n)),
  };
}

const ids = (count) => Array.from({ length: count }, () => randomUUID());

export async function createOrganization(pool, name) {
  const [id, key] = [randomUUID(), generateKey()];
  const { prefix, hash } = toStored(key);
  await pool.query('INSERT INTO organizations (id, name, is_partner) VALUES ($1, $2, true)', [id, name]);
  await pool.query(
    `INSERT INTO api_keys (organization_id, id, name, prefix, hash, scope, permissions)
     VALUES ($1, $2, 'bench', $3, $4, 'GLOBAL', '{STAFF_ADMINISTRATION}')`,
    [id, randomUUID(), prefix, Buffer.from(hash)],
  );
  return { id, key };
}

/** Adds groups, with the external id that each number has. */
export async function addGroups(pool, organization, count, externalIds) {
  const groups = ids(count);
  await pool.query(
    `INSERT INTO groups (organization_id, id, name, external_id)
     SELECT $1, id, 'Group ' || lpad((n - 1)::text, 7, '0'), external_id
     FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS new(id, external_id, n)`,
    [organization.id, groups, groups.map((_, group) => externalIds(group))],
  );
  return groups;
}

export async function addWebsites(pool, organization, count) {
  const websites = ids(count);
  await pool.query(
    `INSERT INTO websites (organization_id, id, url, name)
     SELECT $1, id, 'site-' || n || '.example', 'Site ' || lpad(n::text, 5, '0')
     FROM unnest($2::uuid[]) WITH ORDINALITY AS new(id, n)`,
    [organization.id, websites],
  );
  return websites;
}

/** Adds memberships, given as pairs of a group and a website. */
export async function addMemberships(pool, organization, pairs) {
  await pool.query('INSERT INTO group_websites SELECT $1, unnest($2::uuid[]), unnest($3::uuid[])', [
    organization.id,
    pairs.map(([group]) => group),
    pairs.map(([, website]) => website),
  ]);
}

/** Account groups with a name in English, German and French and three accounts each. */
async function addAccountGroups(pool, organization) {
  const { rows } = await pool.query(
    `INSERT INTO account_groups (organization_id, display_order, lookup_name)
     SELECT $1, n, 'Team ' || n FROM generate_series(1, $2::int) AS n RETURNING id::text`,
    [organization.id, sizes.accountGroups],
  );
  const added = rows.map(({ id }) => id);
  await pool.query(
    `INSERT INTO account_group_labels (organization_id, account_group_id, kind, language_id, label_text)
     SELECT $1, id, 'NAME', language, 'Team ' || n
     FROM unnest($2::bigint[]) WITH ORDINALITY AS g(id, n), unnest('{1,3,4}'::int[]) AS language`,
    [organization.id, added],
  );
  await pool.query(
    `INSERT INTO staff_accounts (organization_id, login, display_name, account_group_id)
     SELECT $1, id || '-' || n, 'Account ' || n, id FROM unnest($2::bigint[]) AS id, generate_series(1, 3) AS n`,
    [organization.id, added],
  );
  return added;
}

async function fillOrganization(pool, n) {
  const organization = await createOrganization(pool, `Organization ${n}`);
  const groups = await addGroups(pool, organization, sizes.groups, (group) =>
    group < fixedGroups ? fixedExternalId(group) : null,
  );
  const websites = await addWebsites(pool, organization, sizes.websites);
  const pairs = groups.flatMap((id, group) => websitesOf(group).held.map((website) => [id, websites[website]]));
  await addMemberships(pool, organization, pairs);
  return { ...organization, groups, websites, accountGroups: await addAccountGroups(pool, organization) };
}

/** Migrates a database and fills it: what the load needs to know of it. */
export async function fill(pool, wanted = sizes) {
  await migrate(pool);
  const organizations = [];
  for (let n = 0; n < wanted.organizations; n++) organizations.push(await fillOrganization(pool, n));
  const partners = [];
  for (let n = 0; n < wanted.partners; n++) {
    const partner = await createOrganization(pool, `Partner ${n}`);
    await addGroups(pool, partner, sizes.partnerGroups, partnerExternalId);
    partners.push(partner);
  }
  await pool.query('VACUUM ANALYZE');
  return { organizations, partners };
}
