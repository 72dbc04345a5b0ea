import 'reflect-metadata';
import { Client, Pool } from 'pg';
import type { Caller } from '../../../src/auth/caller.ts';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import type { ReadDatabase } from '../../../src/database/read.ts';
import type { Prisma } from '../../../src/generated/prisma/client.ts';
import { listOrganizationChanges } from '../../../src/history/organization-changes.service.ts';
import type { OrganizationChangeFilter } from '../../../src/history/organization-changes.types.ts';
import { TestOrganization } from '../../support/organization.ts';
import { expectCheapPlan } from '../../support/plans.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';

const large = [
  'group_changes',
  'website_changes',
  'account_group_changes',
  'account_group_displacements',
  'organization_changes',
];
const groupId = '00000000-0000-4000-8000-000000000001';
const websiteIds = ['00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003'];
const apiKeyId = '00000000-0000-4000-8000-000000000004';

/** A change a second, and each 100 seconds a run of 500 account groups. */
const fill = `
  INSERT INTO group_changes (organization_id, group_id, kind, revision, details, author_name, changed_at)
    SELECT $org, CASE n % 1000 WHEN 0 THEN '${groupId}'::uuid ELSE gen_random_uuid() END, 'UPDATED', 2, '{"name": {"from": "a", "to": "b"}}', 'x',
      now() - n * interval '1 second' FROM generate_series(1, 20000) AS n;
  INSERT INTO account_group_changes (organization_id, account_group_id, kind, revision, details, author_name, changed_at)
    SELECT $org, n % 1000, 'UPDATED', 2, '{}', 'x', now() - n * interval '1 second' FROM generate_series(1, 20000) AS n;
  INSERT INTO account_group_displacements (organization_id, id, first_place, account_group_ids, revisions, author_name, changed_at)
    SELECT $org, nextval('account_group_changes_id_seq'), 1, array_agg(n % 10 * 500 + m), array_agg(2), 'x',
      now() - n * interval '100 seconds' FROM generate_series(1, 2000) AS n, generate_series(1, 500) AS m GROUP BY n;
  INSERT INTO organization_changes (organization_id, resource_type, resource_id, kind, details, author_name, changed_at)
    SELECT $org, 'STAFF_ACCOUNT', n::text, 'UPDATED', '{}', 'x', now() - n * interval '1 second' FROM generate_series(1, 20000) AS n;
  INSERT INTO website_changes (organization_id, website_id, kind, revision, details, author_name, changed_at)
    SELECT $org, CASE n % 1000 WHEN 0 THEN '${websiteIds[0]}'::uuid WHEN 1 THEN '${websiteIds[1]}'::uuid ELSE gen_random_uuid() END,
      'UPDATED', 2, '{}', 'x', now() - n * interval '1 second' FROM generate_series(1, 20000) AS n;
  INSERT INTO organization_changes (organization_id, resource_type, resource_id, kind, details, author_name, changed_at)
    SELECT $org, 'API_KEY', n::text, 'UPDATED', '{}', 'x', now() - n * interval '500 seconds' FROM generate_series(1, 40) AS n;
  ${['group', 'website', 'account_group', 'organization']
    .map((name) => `UPDATE ${name}_changes SET api_key_id = '${apiKeyId}' WHERE id % 2000 = 0;`)
    .join('\n  ')}
  ANALYZE;`;

let database: Awaited<ReturnType<typeof createDatabase>>;
let client: Client;
let caller: Caller;
beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  const organization = await TestOrganization.create({ database: database.url });
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(fill.replaceAll('$org', `'${organization.id}'::uuid`));
  caller = { organization: { id: organization.id, isPartner: true }, websiteScope: null } as Caller;
}, 120_000);
afterAll(async () => {
  await client?.end();
  await database.drop();
});

/** Reads a page, and checks the statement by which it did. */
async function read(filter: OrganizationChangeFilter, mostRows: number, after?: string) {
  const statements: Prisma.Sql[] = [];
  const reads = {
    async read(sql: Prisma.Sql) {
      statements.push(sql);
      return (await client.query(sql.text, sql.values)).rows;
    },
  } as ReadDatabase;
  const page = await listOrganizationChanges(reads, caller, { first: 25, after: after ?? null }, filter);
  for (const statement of statements) await expectCheapPlan(client, statement, mostRows, large);
  return page;
}

test('a page of the whole history reads as much of each table as it needs, at the start and far on', async () => {
  // The runs that a page may reach are told in full.
  const first = await read({}, 27 * 500 + 200);
  expect(first.rows).toHaveLength(25);
  const middle = first.cursor({ changedAt: new Date(Date.now() - 10_000_000), id: '1' } as never);
  expect((await read({}, 27 * 500 + 200, middle)).rows).toHaveLength(25);
});

test('the history of one resource reads that alone', async () => {
  expect((await read({ resourceId: groupId }, 100)).rows).toHaveLength(20);
  const accountGroup = await read({ resourceId: '77' }, 500);
  expect(accountGroup.rows).toHaveLength(25);
  const later = await read({ resourceId: '77' }, 500, accountGroup.cursor(accountGroup.rows[24] as never));
  expect(later.rows).toHaveLength(25);
});

test('the changes of one type, however rare they are, and those by one key, are read alone', async () => {
  const keys = await read({ resourceTypes: ['API_KEY'] }, 100);
  expect(keys.rows).toHaveLength(25);
  expect((await read({ resourceTypes: ['API_KEY'] }, 100, keys.cursor(keys.rows[24] as never))).rows).toHaveLength(15);
  expect((await read({ resourceTypes: ['WEBSITE', 'API_KEY'] }, 200)).rows).toHaveLength(25);
  const byKey = await read({ apiKeyId }, 200);
  expect(byKey.rows).toHaveLength(25);
  expect((await read({ apiKeyId }, 200, byKey.cursor(byKey.rows[24] as never))).rows.length).toBeGreaterThan(10);
});

test('a key that is confined to websites reads the changes of these alone', async () => {
  const global = caller;
  caller = { ...global, websiteScope: websiteIds };
  try {
    const first = await read({}, 100);
    expect(first.rows).toHaveLength(25);
    expect((await read({}, 100, first.cursor(first.rows[24] as never))).rows).toHaveLength(15);
  } finally {
    caller = global;
  }
});
