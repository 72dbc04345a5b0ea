import 'reflect-metadata';
import { Client, Pool } from 'pg';
import type { Caller } from '../../../src/auth/caller.ts';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { skipLocked, waitForLocks } from '../../../src/database/write-batcher.ts';
import { updateStatement } from '../../../src/groups/update-group.sql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { expectCheapPlan } from '../../support/plans.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';

const groups = 50_000;
const large = ['groups', 'websites', 'group_websites'];

let database: Awaited<ReturnType<typeof createDatabase>>;
let caller: Caller;
let client: Client;

/** The ids of groups and websites, which have the same. */
const idAt = (place: number) => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** Each group holds the websites of its own number and the next one's. */
const fill = `
  SET session_replication_role = replica; -- without a look at each foreign key
  CREATE FUNCTION pg_temp.id_at(place int) RETURNS uuid LANGUAGE sql AS
    $$ SELECT ('00000000-0000-4000-8000-' || lpad(place::text, 12, '0'))::uuid $$;
  INSERT INTO groups (organization_id, id, name, external_id)
    SELECT $org, pg_temp.id_at(n), 'Group ' || n, 'external ' || n FROM generate_series(1, ${groups}) AS n;
  INSERT INTO websites (organization_id, id, url)
    SELECT $org, pg_temp.id_at(n), 'site-' || n || '.example' FROM generate_series(1, ${groups} + 1) AS n;
  INSERT INTO group_websites (organization_id, group_id, website_id)
    SELECT $org, pg_temp.id_at(n), pg_temp.id_at(n + next) FROM generate_series(1, ${groups}) AS n, generate_series(0, 1) AS next;
  SET session_replication_role = origin;
  ANALYZE;`;

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  const organization = await TestOrganization.create({ database: database.url });
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(fill.replaceAll('$org', `'${organization.id}'::uuid`));
  const defaultLanguage = { id: 1, lookupName: 'en_US', name: 'English' };
  caller = {
    organization: { id: organization.id, name: '', isPartner: true, defaultLanguage },
    apiKey: { id: '', name: '', prefix: '', permissions: [], readOnly: false, createdAt: new Date(), expiresAt: null },
    websiteScope: null,
  };
}, 300_000);

afterAll(async () => {
  await client?.end();
  await database.drop();
});

const changeOf = (place: number) => ({
  caller,
  id: idAt(place),
  add: [idAt(place + 7)],
  remove: [idAt(place)],
  values: { name: `Name ${place}`, billingEnabled: true, externalId: `new ${place}` },
  expectedRevision: 1,
});

test('a change of everything touches its own group and websites', async () => {
  await expectCheapPlan(client, updateStatement([changeOf(100)], waitForLocks), 10, large);
});

test('50 changes at once touch their own groups and websites', async () => {
  const changes = Array.from({ length: 50 }, (_, n) => changeOf((n + 1) * 100));
  // The statement compares its own changes with each other, which are few.
  await expectCheapPlan(client, updateStatement(changes, skipLocked), 50 * 50 * 2, large);
});
