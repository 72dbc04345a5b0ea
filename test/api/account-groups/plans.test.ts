import 'reflect-metadata';
import { Client, Pool } from 'pg';
import { AccountGroupOrderField } from '../../../src/account-groups/account-groups.inputs.ts';
import {
  findAccountGroups,
  findLabels,
  listAccountGroups,
} from '../../../src/account-groups/account-groups.service.ts';
import type { AccountGroup, StaffAccount } from '../../../src/account-groups/account-groups.types.ts';
import { deleteAccountGroup } from '../../../src/account-groups/delete-account-group.service.ts';
import { listChangesOfAccountGroups } from '../../../src/account-groups/history/account-group-history.service.ts';
import { updateStatement } from '../../../src/account-groups/update-account-group.sql.ts';
import type { Caller } from '../../../src/auth/caller.ts';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import type { ReadDatabase } from '../../../src/database/read.ts';
import { skipLocked, waitForLocks } from '../../../src/database/write-batcher.ts';
import { Prisma, type PrismaClient } from '../../../src/generated/prisma/client.ts';
import type { Page } from '../../../src/lists/pagination.ts';
import { SortDirection } from '../../../src/lists/sort-direction.ts';
import { listStaffAccounts, listStaffAccountsOfGroups } from '../../../src/staff-accounts/staff-accounts.service.ts';
import { TestOrganization } from '../../support/organization.ts';
import { expectCheapPlan } from '../../support/plans.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { mutate } from './operations.ts';

/** TEST_FULL_SIZE=1: 1,000,000 accounts, else a fifth of that; in the first 100 or 20 of each 100 account groups. */
const accounts = process.env.TEST_FULL_SIZE ? 1_000_000 : 200_000;
const groups = 10_000;
const accountsPerGroup = 100;

let database: Awaited<ReturnType<typeof createDatabase>>;
let organization: TestOrganization;
let service: ServiceProcess;
let caller: Caller;
let client: Client;

/** The ids of the account groups at some places. */
const idAt = (place: number) => String(1_000_000 + place);
/** Every tenth place is taken; so is 50001 to 50003. */
const fill = `
  SET session_replication_role = replica; -- without a look at each foreign key
  INSERT INTO account_groups (organization_id, id, display_order, lookup_name)
    SELECT $org, 1000000 + n * 10, n * 10, 'Account group ' || md5(n::text) FROM generate_series(1, ${groups}) AS n
    UNION ALL SELECT $org, 1000000 + n, n, 'Run ' || n FROM generate_series(50001, 50003) AS n;
  INSERT INTO account_group_labels
    SELECT organization_id, id, kind, language_id, lookup_name FROM account_groups,
      (VALUES ('NAME'::label_kind, 1), ('NAME', 3), ('DESCRIPTION', 1)) AS label(kind, language_id);
  INSERT INTO staff_accounts (organization_id, id, login, display_name, account_group_id)
    SELECT $org, 1000000 + n, 'login' || n, 'Account ' || md5(n::text),
      1000000 + (1 + n % ${accounts / accountsPerGroup}) * 10
    FROM generate_series(1, ${accounts}) AS n;
  SET session_replication_role = origin;
  ANALYZE;`;

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  organization = await TestOrganization.create({ database: database.url });
  await organization.query(fill.replaceAll('$org', `'${organization.id}'::uuid`));
  const defaultLanguage = { id: 1, lookupName: 'en_US', name: 'English' };
  caller = {
    organization: { id: organization.id, name: '', isPartner: true, defaultLanguage },
    apiKey: {
      id: '',
      name: '',
      prefix: '',
      permissions: ['STAFF_ADMINISTRATION'],
      readOnly: false,
      createdAt: new Date(),
      expiresAt: null,
    },
    websiteScope: null,
  };
  client = new Client({ connectionString: database.url });
  await client.connect();
  service = await startService({ DATABASE_URL: database.url });
}, 300_000);

afterAll(async () => {
  await service?.kill();
  await client?.end();
  await database.drop();
});

/** A client that runs what it is asked and keeps it. */
function recording() {
  const statements: Prisma.Sql[] = [];
  const $queryRaw = async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
    const sql = 'raw' in query ? Prisma.sql(query, ...values) : query;
    statements.push(sql);
    return (await client.query(sql.text, sql.values)).rows;
  };
  const $transaction = (work: (transaction: object) => Promise<unknown>) => work({ $queryRaw, $transaction });
  const recorder = { $queryRaw, $transaction, read: $queryRaw };
  return { statements, database: recorder as unknown as PrismaClient & ReadDatabase };
}

const large = ['account_groups', 'account_group_labels', 'staff_accounts'];
const expectCheap = (sql: Prisma.Sql, mostRows: number) => expectCheapPlan(client, sql, mostRows, large);

/** Reads through the services, and checks each statement that they ran. */
async function expectCheapRead<T>(
  mostRows: number,
  read: (database: PrismaClient & ReadDatabase) => Promise<T>,
): Promise<T> {
  const { statements, database } = recording();
  const result = await read(database);
  expect(statements).not.toHaveLength(0);
  for (const statement of statements) await expectCheap(statement, mostRows);
  return result;
}

test.each(Object.values(AccountGroupOrderField))(
  'pages of account groups by %s, first, middle and last',
  async (field) => {
    for (const direction of [SortDirection.ASC, SortDirection.DESC]) {
      const read = (args: object) =>
        expectCheapRead(110, (given) => listAccountGroups(given, caller, args, null, { field, direction }));
      const first: Page<AccountGroup> = await read({ first: 100 });
      const last = await read({ last: 100 });
      expect([first.rows.length, last.rows.length]).toEqual([100, 100]);
      const [middle] = (
        await listAccountGroups(
          recording().database,
          caller,
          { first: 1 },
          { lookupName: { eq: `Account group ${md5Of5000}` } },
          { field, direction },
        )
      ).rows as [AccountGroup];
      // All of them were created at once: what is equal comes by id.
      const after = first.cursor(middle);
      expect((await read({ first: 100, after })).rows).toHaveLength(100);
      expect((await read({ last: 100, before: after })).rows).toHaveLength(100);
    }
  },
);
const md5Of5000 = 'a35fe7f7fe8217b4369a0af4244d1fca';

test('look-ups and labels of a page of account groups', async () => {
  const ids = Array.from({ length: 100 }, (_, n) => idAt((n + 1) * 10));
  // Of 10,000 rows a hundred are as cheap to find by reading them all.
  const found = await expectCheapRead(10, (given) => findAccountGroups(given, caller, ids.slice(0, 10)));
  expect(found).not.toContain(null);
  const labels = await expectCheapRead(300, (given) => findLabels(given, caller, ids));
  expect(labels.every(({ names, descriptions }) => names.length === 2 && descriptions.length === 1)).toBe(true);
});

test('the same page of accounts of 100 account groups', async () => {
  const ids = Array.from({ length: 100 }, (_, n) => idAt((n + 1) * 10));
  const read = (args: object) =>
    expectCheapRead(100 * 26, (given) => listStaffAccountsOfGroups(given, caller, ids, args));
  const [first] = (await read({ first: 25 })) as [Page<StaffAccount>];
  expect(first.rows).toHaveLength(25);
  await read({ first: 25, after: first.cursor(first.rows.at(-1) as StaffAccount) });
});

test('pages of all accounts, first, middle and last', async () => {
  const read = (args: object) => expectCheapRead(101, (given) => listStaffAccounts(given, caller, args, null, null));
  const first = await read({ first: 100 });
  const middle = first.cursor({ displayName: 'Account 8', id: '1' } as StaffAccount);
  for (const args of [{ last: 100 }, { first: 100, after: middle }, { last: 100, before: middle }])
    expect((await read(args)).rows).toHaveLength(100);
});

test('an update with labels and a place touches the account group and the run', async () => {
  const nothing = { set: [], remove: [] };
  const change = {
    caller,
    id: idAt(100),
    names: { set: [{ languageId: 1, text: 'x' }], remove: [3] },
    descriptions: nothing,
    displayOrder: undefined,
    values: { customerCareAccess: true },
    expectedRevision: undefined,
  };
  await expectCheap(updateStatement([change], waitForLocks), 10);
  await expectCheap(updateStatement([{ ...change, displayOrder: 50_000 }], waitForLocks), 50);
});

test('50 changes of labels at once touch their account groups alone', async () => {
  const changes = Array.from({ length: 50 }, (_, n) => ({
    caller,
    id: idAt((n + 1) * 100),
    names: { set: [{ languageId: 1, text: `Name ${n}` }], remove: [3] },
    descriptions: { set: [{ languageId: 4, text: `Description ${n}` }], remove: [1] },
    displayOrder: undefined,
    values: { customerCareAccess: n % 2 === 0 },
    expectedRevision: 1,
  }));
  // The statement compares its own changes with each other, which are few.
  await expectCheap(updateStatement(changes, skipLocked), 50 * 50 * 4);
});

test('a refused deletion counts the accounts of that account group alone', async () => {
  await expectCheapRead(accountsPerGroup, (given) => deleteAccountGroup(given, caller, { id: idAt(100) }));
});

test('a page of the histories of account groups that many runs moved', async () => {
  const ids = Array.from({ length: 10 }, (_, n) => idAt((n + 1) * 10));
  await organization.query(
    `INSERT INTO account_group_displacements (organization_id, id, first_place, account_group_ids, revisions, author_name)
     SELECT $1, nextval('account_group_changes_id_seq'), 1, array_agg(1000000 + (run * 7 + n) % 10000 * 10), array_agg(2), 'x'
     FROM generate_series(1, 2000) AS run, generate_series(1, 100) AS n GROUP BY run`,
    [organization.id],
  );
  await organization.query('ANALYZE account_group_displacements');
  const { statements, database: reads } = recording();
  const pages = await listChangesOfAccountGroups(reads, caller, ids, { first: 10 });
  expect(pages.some(({ rows }) => rows.length === 10)).toBe(true);
  // What each group was in is found by an index, and looked through for the page alone.
  for (const statement of statements)
    await expectCheapPlan(client, statement, 500, [...large, 'account_group_changes', 'account_group_displacements']);
});

test('one account group that moves among more than 10,000 changes itself and the run, and no other row', async () => {
  // Of 50000 to 50003 without a gap.
  const before = await organization.query('SELECT id, xmin::text, ctid::text FROM account_groups ORDER BY id');
  const { displaced } = await mutate(
    organization,
    'updateAccountGroup',
    { id: idAt(20), displayOrder: 50_000 },
    service.url,
  );
  const run = [50_000, 50_001, 50_002, 50_003].map(idAt);
  expect(displaced.map(({ id }: { id: string }) => id)).toEqual(run);
  const after = await organization.query('SELECT id, xmin::text, ctid::text FROM account_groups ORDER BY id');
  const touched = after.filter((row, index) => JSON.stringify(row) !== JSON.stringify(before[index]));
  expect(touched.map(({ id }) => String(id))).toEqual([idAt(20), ...run]);
  const [{ changed }] = (await organization.query(
    'SELECT count(*)::int AS changed FROM account_groups WHERE revision > 1',
  )) as [{ changed: number }];
  expect(changed).toBe(5);
});
