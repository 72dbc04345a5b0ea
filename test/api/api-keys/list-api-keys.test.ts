import { expectError } from '../../support/expectations.ts';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { administration, idOf, inDays, keyFields } from './operations.ts';

const query = `query ($first: Int, $after: String, $last: Int) { apiKeys(first: $first, after: $after, last: $last) {
  totalCount nodes { ${keyFields} } pageInfo { hasNextPage endCursor } } }`;

test('an administrator sees every key of the organization, the newest first, with its state, and no secret', async () => {
  const organization = await TestOrganization.create();
  const [first = '', second = ''] = await organization.addWebsites(2);
  const deleted = await organization.addWebsite({ deleted: true });
  const keys = [
    organization.key,
    await organization.createKey({ websiteIds: [second, deleted, first] }),
    await organization.createKey({ readOnly: true }),
    await organization.createKey({ expiresAt: inDays(-1) }),
    await organization.createKey({ revokedAt: new Date() }),
  ];
  await TestOrganization.create();
  const { apiKeys } = await data(organization.key, query);
  expect(apiKeys.totalCount).toBe(5);
  expect(apiKeys.nodes.map(({ prefix }: { prefix: string }) => prefix)).toEqual(
    keys.map((key) => key.slice(0, 11)).reverse(),
  );
  const [revoked, expired, reader, confined, own] = apiKeys.nodes;
  expect([revoked.status, expired.status, reader.status]).toEqual(['REVOKED', 'EXPIRED', 'ACTIVE']);
  expect(reader).toMatchObject({ readOnly: true, scope: 'GLOBAL', websites: [], lastUsedAt: null });
  expect(confined).toMatchObject({ scope: 'WEBSITES', websites: [{ id: first }, { id: second }] });
  expect(own).toMatchObject({ id: await idOf(organization.key), permissions: administration });
  expect(own.lastUsedAt).toMatch(/Z$/);
  for (const key of keys) expect(JSON.stringify(apiKeys)).not.toContain(key.slice(11));
});

test('pages neither repeat nor skip', async () => {
  const organization = await TestOrganization.create();
  for (let n = 0; n < 4; n++) await organization.createKey();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { apiKeys }: { apiKeys: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
      await data(organization.key, query, { first: 2, after });
    seen.push(...apiKeys.nodes.map(({ id }) => id));
    after = apiKeys.pageInfo.hasNextPage ? apiKeys.pageInfo.endCursor : null;
  } while (after);
  expect(new Set(seen).size).toBe(5);
  const { apiKeys } = await data(organization.key, query, { last: 5 });
  expect(apiKeys.nodes.map(({ id }: { id: string }) => id)).toEqual(seen);
});

test('without the permission, or with a key that is confined, it is FORBIDDEN', async () => {
  const organization = await TestOrganization.create({ partner: false });
  const websiteIds = await organization.addWebsites(1);
  for (const options of [{ permissions: ['STAFF_ADMINISTRATION'] }, { permissions: administration, websiteIds }])
    expectError(await send(await organization.createKey(options), query), 'FORBIDDEN', 'apiKeys');
  expect((await data(organization.key, query)).apiKeys.totalCount).toBe(3);
});
