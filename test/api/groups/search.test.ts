import 'reflect-metadata';
import fc from 'fast-check';
import { Client, Pool } from 'pg';
import type { Caller } from '../../../src/auth/caller.ts';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import type { ReadDatabase } from '../../../src/database/read.ts';
import { setTextSearch, type TextSearch } from '../../../src/database/text-search.ts';
import type { Prisma } from '../../../src/generated/prisma/client.ts';
import { type GroupFilter, GroupOrderField } from '../../../src/groups/groups.inputs.ts';
import { countGroups, listGroups } from '../../../src/groups/groups.service.ts';
import { makeSearchIndexes, searchState } from '../../../src/jobs/search-indexes.ts';
import { SortDirection } from '../../../src/lists/sort-direction.ts';
import { type WebsiteFilter, WebsiteOrderField } from '../../../src/websites/websites.inputs.ts';
import { countWebsites, listWebsites } from '../../../src/websites/websites.service.ts';
import { TestOrganization } from '../../support/organization.ts';
import { expectCheapPlan } from '../../support/plans.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';

/** TEST_FULL_SIZE=1: 500,000 groups in one organization, else a part of that. */
const size = process.env.TEST_FULL_SIZE ? 500_000 : 100_000;
/** More than are looked at before an index is asked. */
const few = 3000;

let database: Awaited<ReturnType<typeof createDatabase>>;
let client: Client;
let large: Caller;
let small: Caller;
/** What the indexes of this database find. */
let search: TextSearch;

/** Of all groups one is rare, and every second one is frequent. */
const fill = `
  SET session_replication_role = replica; -- without a look at each foreign key
  INSERT INTO organizations (id, name) SELECT md5('org' || n)::uuid, 'Other' FROM generate_series(1, 50) AS n;
  INSERT INTO groups (organization_id, id, name, external_id, billing_enabled, created_at, updated_at)
    SELECT $org, md5(n::text)::uuid,
      'Group ' || n || CASE WHEN n = 77777 THEN ' Zürich rarity' WHEN n % 2 = 0 THEN ' frequent' ELSE ' other' END,
      CASE n % 3 WHEN 0 THEN 'external ' || n END, n % 10000 = 0,
      timestamptz '2020-01-01Z' + n * interval '1 min', timestamptz '2020-01-01Z' + (n * 7919::bigint % ${size}) * interval '1 min'
    FROM generate_series(1, ${size}) AS n;
  INSERT INTO groups (organization_id, id, name)
    SELECT md5('org' || n % 50 + 1)::uuid, md5('o' || n)::uuid, 'Frequent rarity ' || n FROM generate_series(1, 10000) AS n;
  INSERT INTO websites (organization_id, id, url, name, external_id, created_at, updated_at)
    SELECT $org, md5(n::text)::uuid, 'site-' || n || CASE n % 2 WHEN 0 THEN '.frequent.example' ELSE '.example' END,
      CASE WHEN n = 7777 THEN 'Zürich rarity' WHEN n % 3 = 0 THEN 'Website ' || n END,
      CASE n % 5000 WHEN 0 THEN 'external ' || n END,
      timestamptz '2020-01-01Z' + n * interval '1 min', timestamptz '2020-01-01Z' + (n * 7919::bigint % 50000) * interval '1 min'
    FROM generate_series(1, 50000) AS n;
  SET session_replication_role = origin;
  ANALYZE;`;

const callerOf = ({ id }: { id: string }): Caller => ({
  organization: { id, name: '', isPartner: true, defaultLanguage: { id: 1, lookupName: 'en_US', name: 'English' } },
  apiKey: { id: '', name: '', prefix: '', permissions: [], readOnly: false, createdAt: new Date(), expiresAt: null },
  websiteScope: null,
});

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  const organization = await TestOrganization.create({ database: database.url });
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(fill.replaceAll('$org', `'${organization.id}'::uuid`));
  expect(await makeSearchIndexes(pool)).toHaveLength(2);
  expect(await makeSearchIndexes(pool)).toEqual([]);
  ({ search } = await searchState(pool)); // by the locale of the database
  expect(search).not.toBe('none');
  await pool.end();
  await client.query('SET plan_cache_mode = force_generic_plan');
  large = callerOf(organization);
  small = callerOf(await TestOrganization.create({ database: database.url }));
}, 600_000);

afterEach(() => setTextSearch('none'));

afterAll(async () => {
  await client?.end();
  await database.drop();
});

/** Runs what it is asked as nodes do, prepared for any values, and keeps it. */
function recording() {
  const statements: Prisma.Sql[] = [];
  const reads = {
    async read(sql: Prisma.Sql) {
      statements.push(sql);
      return (await client.query(sql.text, sql.values)).rows;
    },
  };
  return { statements, reads: reads as unknown as ReadDatabase };
}

const orders = (fields: string[]) =>
  fields.flatMap((field) => Object.values(SortDirection).map((direction) => ({ field, direction })));

type Case = [filter: GroupFilter & WebsiteFilter, count: number];

const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n));

const groupCases: Case[] = [
  [{ name: { contains: 'zurich RARITY' } }, 0],
  [{ name: { contains: 'ZÜRICH rar' } }, 1],
  [{ name: { contains: 'nowhere' } }, 0],
  [{ name: { contains: 'freq' } }, size / 2],
  [{ name: { startsWith: 'group 7777' } }, 11],
  [{ name: { startsWith: 'nowhere' } }, 0],
  [{ name: { eq: 'Group 77777 Zürich rarity' } }, 1],
  [{ name: { contains: '7777' }, billingEnabled: false, externalIdIsNull: true }, -1],
  [{ billingEnabled: true }, size / 10_000],
  [{ billingEnabled: false }, size - size / 10_000],
  [{ externalIdIsNull: false }, Math.floor(size / 3)],
  [{ createdAt: { gte: day(60), lt: new Date(day(60).getTime() + 100 * 60_000) } }, -1],
  [{ updatedAt: { lt: new Date(day(0).getTime() + 50 * 60_000) } }, -1],
  [{ or: [{ name: { contains: 'rarity' } }, { name: { startsWith: 'nowhere' } }] }, 1],
  [{ or: [{ name: { contains: 'freq' } }, { name: { contains: 'a b' } }] }, size / 2],
  [{ and: [{ name: { contains: 'rarity' } }, { billingEnabled: false }] }, 1],
];

test.each(groupCases)(
  'a page of groups with %j reads few of them in any order',
  async (filter, count) => {
    setTextSearch(search);
    for (const orderBy of orders(Object.values(GroupOrderField)) as never[]) {
      const { statements, reads } = recording();
      const page = await listGroups(reads, large, { first: 25 }, filter, orderBy);
      if (count >= 0) expect(page.rows).toHaveLength(Math.min(count, 25));
      for (const statement of statements) await expectCheapPlan(client, statement, 1200, ['groups']);
    }
    if (count >= 0) expect(await countGroups(recording().reads, large, filter)).toBe(count);
  },
  60_000,
);

const websiteCases: Case[] = [
  [{ url: { contains: 'SITE-7777.' } }, 1],
  [{ url: { contains: 'frequent' } }, 25_000],
  [{ url: { startsWith: 'https://site-777' } }, 11],
  [{ url: { eq: 'site-7777.example' } }, 1],
  [{ name: { contains: 'rarity' } }, 1],
  [{ name: { startsWith: 'zürich' } }, 1],
  [{ externalIdIsNull: false }, 10],
  [{ createdAt: { gte: day(10), lt: new Date(day(10).getTime() + 100 * 60_000) } }, 100],
];

test.each(websiteCases)(
  'a page of websites with %j reads few of them in any order',
  async (filter, count) => {
    setTextSearch(search);
    for (const orderBy of orders(Object.values(WebsiteOrderField)) as never[]) {
      const { statements, reads } = recording();
      const page = await listWebsites(reads, large, { first: 25 }, filter, orderBy);
      expect(page.rows).toHaveLength(Math.min(count, 25));
      for (const statement of statements) await expectCheapPlan(client, statement, 1200, ['websites']);
    }
    expect(await countWebsites(recording().reads, large, filter)).toBe(count);
  },
  60_000,
);

/** What names are made of: letters with marks and without, that change with case, and what patterns have a meaning for. */
const bits = fc.constantFrom(
  ...[
    'a',
    'A',
    'b',
    'é',
    'e\u0301',
    'É',
    'ß',
    'ẞ',
    'SS',
    'i',
    'I',
    'İ',
    'ı',
    'σ',
    'ς',
    'ﬁ',
    'fi',
    'A',
    'ж',
    'Ж',
    '각',
    '각',
  ],
  ...['%', '_', '\\', "'", '"', '$1', '?', ' ', '😀', '\uD7FF', '\uE000', '\u{10FFFF}', '\u0001', '%%', '--'],
);
const text = fc.array(bits, { minLength: 0, maxLength: 6 }).map((parts) => parts.join(''));

test('a search by index finds what a look at every row finds, whatever the texts, in every order, on every page', async () => {
  const organizationId = small.organization.id;
  const names = fc.sample(
    fc.tuple(
      fc.array(bits, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
      fc.boolean(),
    ),
    { numRuns: few, seed: 7 },
  );
  await client.query(
    `INSERT INTO groups (organization_id, id, name, billing_enabled, created_at)
     SELECT $1, gen_random_uuid(), name, billed, now() - (random() * 1000)::int * interval '1 s'
     FROM unnest($2::text[], $3::boolean[]) AS new(name, billed)`,
    [organizationId, names.map(([name]) => name), names.map(([, billed]) => billed)],
  );
  const matching = async (kind: string, searched: string, billed: boolean | null, { field, direction }: never) => {
    const matches = {
      contains: `strpos(search_key(name) COLLATE "C", search_key($2) COLLATE "C") > 0`,
      startsWith: 'starts_with(search_key(name), search_key($2))',
    }[kind];
    const key = { NAME: 'name', CREATED_AT: 'created_at', UPDATED_AT: 'updated_at' }[field as string];
    const { rows } = await client.query(
      `SELECT id FROM groups WHERE organization_id = $1 AND ${matches} AND ($3::boolean IS NULL OR billing_enabled = $3)
       ORDER BY ${key} ${direction}, id ${direction}`,
      [organizationId, searched, billed],
    );
    return rows.map(({ id }) => id as string);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('contains', 'startsWith'),
      text,
      fc.constantFrom(null, true, false),
      fc.constantFrom(...orders(Object.values(GroupOrderField))),
      fc.constantFrom('none', 'ascii', 'unicode') as fc.Arbitrary<'none'>,
      async (kind, searched, billingEnabled, orderBy, found) => {
        setTextSearch(found);
        const { reads } = recording();
        const filter = { name: { [kind]: searched }, billingEnabled };
        const expected = await matching(kind, searched, billingEnabled, orderBy as never);
        const list = async (args: object) => listGroups(reads, small, args, filter, orderBy as never);
        const idsOf = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id);
        const first = await list({ first: 40 });
        expect(idsOf(first)).toEqual(expected.slice(0, 40));
        expect(first.hasNextPage).toBe(expected.length > 40);
        const last = first.rows.at(-1);
        if (last) {
          const after = first.cursor(last);
          expect(idsOf(await list({ first: 40, after }))).toEqual(expected.slice(40, 80));
          expect(idsOf(await list({ last: 5, before: after }))).toEqual(
            expected.slice(0, first.rows.length - 1).slice(-5),
          );
        }
        expect(idsOf(await list({ last: 30 }))).toEqual(expected.slice(-30));
        expect(await countGroups(reads, small, filter)).toBe(expected.length);
      },
    ),
    { numRuns: 300 },
  );
}, 180_000);
