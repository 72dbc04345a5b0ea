import { openDatabase } from '../../../src/database/client.ts';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { createDemoData } from '../../../src/organizations/demo-data.ts';
import { eventually } from '../../support/eventually.ts';
import { expectError, unchanged } from '../../support/expectations.ts';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { introspect, leastArguments, rootFields } from '../../support/schema.ts';
import { isReplay, repeatable } from '../idempotency/request.ts';
import { createTenant } from '../isolation/tenant.ts';

const permissions = ['STAFF_ADMINISTRATION', 'KEY_ADMINISTRATION'];

test('every mutation is FORBIDDEN for a read-only key, and nothing is written', async () => {
  const { organization, ids } = await createTenant();
  const key = await organization.createKey({ readOnly: true, permissions });
  const mutations = rootFields(await introspect(key)).filter(({ coordinate }) => coordinate.startsWith('Mutation.'));
  expect(mutations.length).toBeGreaterThanOrEqual(15);
  await unchanged(organization, async () => {
    for (const mutation of mutations)
      for (const id of [ids.group, ids.website, ids.emptyAccountGroup, ids.staffAccount]) {
        const answer = await send(key, mutation.document(0), leastArguments(mutation, id));
        expectError(answer, 'FORBIDDEN', 'result');
        expect(answer.errors?.[0]?.message).toContain('read-only');
      }
  });
});

test('a read-only key reads and is told of changes what a global key is', async () => {
  const { organization, ids } = await createTenant();
  const key = await organization.createKey({ readOnly: true });
  const document = `query ($group: ID!, $accountGroup: ID!) {
    group(id: $group) { name externalId credits { total } changes { totalCount } websites { nodes { id } } }
    accountGroup(id: $accountGroup) { name accounts { nodes { login } } changes { totalCount } }
    websites { totalCount } staffAccounts { totalCount }
  }`;
  const variables = { group: ids.group, accountGroup: ids.accountGroup };
  expect(await data(key, document, variables)).toEqual(await data(organization.key, document, variables));
});

test('a change of a key before it became read-only is not answered again to it', async () => {
  const organization = await TestOrganization.create();
  const key = await organization.createKey();
  const create = () =>
    repeatable(key, 'once', 'mutation { createWebsite(input: { url: "a.example" }) { __typename } }', {});
  expect((await create()).data.createWebsite.__typename).toBe('CreateWebsiteSuccess');
  await organization.query('UPDATE api_keys SET read_only = true WHERE prefix = $1', [key.slice(0, 11)]);
  await eventually('the key is read-only', async () => !isReplay(await create()), 2500);
  expect((await create()).data?.createWebsite ?? null).toBeNull();
});

test('the reader of a demo that was created before read-only keys becomes one', async () => {
  const { url, drop } = await createDatabase(serverUrl());
  const { prisma, pool, close } = openDatabase(url, () => {});
  try {
    const name = '20261130120000_read_only_keys';
    await migrate(pool);
    await createDemoData(prisma);
    await pool.query('ALTER TABLE api_keys DROP COLUMN read_only');
    await pool.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [name]);
    expect(await migrate(pool)).toEqual([name]);
    const keys = await prisma.apiKey.findMany({ where: { readOnly: true }, select: { name: true } });
    expect(keys).toEqual([{ name: 'Demo partner, reader' }]);
  } finally {
    await close();
    await drop();
  }
});
