import { makeSearchIndexes } from '../../dist/jobs/search-indexes.js';
import { addGroups, addWebsites, createOrganization, fill } from '../comparison/data.mjs';
import { heldWebsites, listSizes, tableSizes } from './sizes.mjs';

/** So many groups of each size, so that changes do not wait for each other. */
const groupsASize = 16;

/** How many places in the middle of a table are asked for in turn. */
const middles = 20;

/** Groups that hold the first so many of their organization's websites; some more stay outside. */
async function fillList(pool, size) {
  const organization = await createOrganization(pool, `Groups of ${size} websites`);
  const groups = await addGroups(pool, organization, groupsASize, () => null);
  const websites = await addWebsites(pool, organization, size + heldWebsites);
  await pool.query(
    `INSERT INTO group_websites
     SELECT $1, group_id, website_id FROM unnest($2::uuid[]) AS group_id, unnest($3::uuid[]) AS website_id`,
    [organization.id, groups, websites.slice(0, size)],
  );
  return { ...organization, groups, inside: websites.slice(0, heldWebsites), outside: websites.slice(size) };
}

async function fillTable(pool, size) {
  const organization = await createOrganization(pool, `${size} groups`);
  await pool.query(
    `INSERT INTO groups (organization_id, id, name, external_id, billing_enabled)
     SELECT $1, gen_random_uuid(), 'Group ' || lpad(n::text, 7, '0'), 'account-' || n, n % 1000 = 0 FROM generate_series(1, $2::int) AS n`,
    [organization.id, size],
  );
  return { ...organization, size };
}

/** Migrates a database and fills it: what the load needs to know of it. */
export async function fillScale(pool) {
  const data = await fill(pool, { organizations: 20, partners: 0 });
  const lists = {};
  for (const size of listSizes) lists[size] = await fillList(pool, size);
  const tables = {};
  for (const size of tableSizes) {
    console.log(`Adding an organization of ${size.toLocaleString('en')} groups`);
    tables[size] = await fillTable(pool, size);
  }
  await makeSearchIndexes(pool);
  await pool.query('VACUUM ANALYZE');
  return { ...data, lists, tables };
}

const cursorQuery =
  'query ($externalId: String!) { groups(first: 1, filter: { externalId: $externalId }) { edges { cursor } } }';

/** Cursors about the middle of each table, as a client that pages has them. */
export async function findMiddles({ tables }, { url }) {
  for (const table of Object.values(tables)) {
    table.middles = [];
    for (let n = 0; n < middles; n++) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': table.key },
        body: JSON.stringify({ query: cursorQuery, variables: { externalId: `account-${table.size / 2 + n * 25}` } }),
      });
      const { data } = await response.json();
      table.middles.push(data.groups.edges[0].cursor);
    }
  }
}
