import { hostname, userInfo } from 'node:os';
import { admin, adminDocument, documentOf } from '../support/admin.ts';
import { TestOrganization } from '../support/organization.ts';

const change = (from: unknown, to: unknown) => ({ from, to });

/** What is stored of an organization, the oldest first. */
const trail = (organizationId: string, organization: TestOrganization) =>
  organization.query(
    `SELECT resource_type AS type, resource_id AS id, kind, details, api_key_id AS key, author_name AS author
     FROM organization_changes WHERE organization_id = $1 ORDER BY organization_changes.id`,
    [organizationId],
  );

const me = `${userInfo().username}@${hostname()}`;

test('an organization that an operator creates and changes has both in its history, under the name of the operator', async () => {
  const any = await TestOrganization.create();
  const { id } = await adminDocument('organization', 'create', '--name', 'One');
  await adminDocument(
    ...['organization', 'edit', id, '--name', 'Two', '--partner', '--default-language', 'de_DE', '--as', 'Ada'],
  );
  await adminDocument('organization', 'edit', id, '--name', 'Two', '--partner', '--default-language', 'de_DE');
  expect(await trail(id, any)).toEqual([
    {
      ...{ type: 'ORGANIZATION', id, kind: 'CREATED', key: null, author: me },
      details: {
        name: change(null, 'One'),
        isPartner: change(null, false),
        defaultLanguage: change(null, 'en_US'),
      },
    },
    {
      ...{ type: 'ORGANIZATION', id, kind: 'UPDATED', key: null, author: 'Ada' },
      details: {
        name: change('One', 'Two'),
        isPartner: change(false, true),
        defaultLanguage: change('en_US', 'de_DE'),
      },
    },
  ]);
});

test('creation, rotation and end of keys are in the history without anything secret', async () => {
  const organization = await TestOrganization.create();
  const as = ['--as', 'Ada Lovelace'];
  const [website = ''] = await organization.addWebsites(1);
  const created = await adminDocument(
    ...['key', 'create', '--organization', organization.id, '--name', 'Backend', '--website', website, ...as],
  );
  const rotated = await adminDocument('key', 'rotate', created.id, '--overlap', '1h', ...as);
  const again = await adminDocument('key', 'rotate', rotated.id, '--expires', '2090-01-01T00:00:00Z', ...as);
  await adminDocument('key', 'revoke', again.id, ...as);
  await adminDocument('key', 'revoke', again.id, ...as);
  const rows = await trail(organization.id, organization);
  const by = { type: 'API_KEY', key: null, author: 'Ada Lovelace' };
  const of = ({ id, prefix }: typeof created, expiresAt: string | null) => ({
    ...{ ...by, id, kind: 'CREATED' },
    details: {
      name: change(null, 'Backend'),
      prefix: change(null, prefix),
      scope: change(null, 'WEBSITES'),
      websiteIds: change(null, [website]),
      permissions: change(null, []),
      readOnly: change(null, false),
      ...(expiresAt && { expiresAt: change(null, expiresAt) }),
    },
  });
  const ends = (id: string, details: object) => ({ ...by, id, kind: 'UPDATED', details });
  expect(rows).toEqual([
    of(created, null),
    ends(created.id, { expiresAt: change(null, rotated.previous.expiresAt) }),
    of(rotated, null),
    ends(rotated.id, { revokedAt: change(null, again.previous.revokedAt) }),
    of(again, '2090-01-01T00:00:00.000Z'),
    ends(again.id, { revokedAt: change(null, expect.any(String)) }),
  ]);
  const hashes = await organization.query(
    "SELECT encode(hash, 'base64') AS hash FROM api_keys WHERE organization_id = $1",
    [organization.id],
  );
  const stored = JSON.stringify(rows);
  for (const { key } of [created, rotated, again]) expect(stored).not.toContain(key.slice(11));
  for (const { hash } of hashes) expect(stored).not.toContain(hash as string);
});

test('staff accounts that an operator changes are in the history, and so are those that a key changes', async () => {
  const organization = await TestOrganization.create();
  const group = await organization.addAccountGroup();
  const of = ['--organization', organization.id, '--as', 'Ada'];
  const { id } = await adminDocument(
    ...['account', 'create', '--group', group, '--login', 'a', '--display-name', 'A', ...of],
  );
  await adminDocument('account', 'edit', id, '--display-name', 'B', ...of);
  await adminDocument('account', 'edit', id, '--display-name', 'B', ...of);
  await adminDocument('account', 'remove', id, ...of);
  const by = { type: 'STAFF_ACCOUNT', id, key: null, author: 'Ada' };
  const whole = (from: boolean) => {
    const field = (value: string) => (from ? change(value, null) : change(null, value));
    return { login: field('a'), displayName: field(from ? 'B' : 'A'), accountGroupId: field(group) };
  };
  expect(await trail(organization.id, organization)).toEqual([
    { ...by, kind: 'CREATED', details: whole(false) },
    { ...by, kind: 'UPDATED', details: { displayName: change('A', 'B') } },
    { ...by, kind: 'DELETED', details: whole(true) },
  ]);
  const groups = await organization.query(
    'SELECT DISTINCT author_name AS author FROM account_group_changes WHERE organization_id = $1',
    [organization.id],
  );
  expect(groups).toEqual([{ author: 'Ada' }]);
});

test('a language that comes or is renamed is in the history of each organization', async () => {
  const organization = await TestOrganization.create();
  const id = String(1_000_000 + Math.floor(Math.random() * 1_000_000_000));
  const region = [0, 1].map(() => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join('');
  const locale = `x${['a', 'b', 'c'][Number(id) % 3]}_${region}`;
  const added = await admin('language', 'add', '--id', id, '--lookup-name', locale, '--name', 'Old', '--as', 'Ada');
  if (added.code !== 0) return; // another test's language has the locale
  await adminDocument('language', 'edit', id, '--name', 'New', '--as', 'Ada');
  await adminDocument('language', 'edit', id, '--name', 'New', '--as', 'Ada');
  const by = { type: 'LABEL_LANGUAGE', id, key: null, author: 'Ada' };
  const rows = await trail(organization.id, organization);
  expect(rows.filter((row) => row.id === id)).toEqual([
    { ...by, kind: 'CREATED', details: { lookupName: change(null, locale), name: change(null, 'Old') } },
    { ...by, kind: 'UPDATED', details: { name: change('Old', 'New') } },
  ]);
  await organization.query('DELETE FROM label_languages WHERE id = $1', [id]);
});

test('what is refused is not in the history', async () => {
  const organization = await TestOrganization.create();
  const runs = await Promise.all([
    admin('key', 'create', '--organization', organization.id, '--name', 'x', '--website', organization.id),
    admin('key', 'create', '--organization', organization.id, '--name', 'x', '--as', ' '),
    admin('organization', 'edit', organization.id, '--default-language', 'xx_XX'),
  ]);
  expect(runs.map(({ code }) => code)).toEqual([2, 2, 2]);
  expect(await trail(organization.id, organization)).toEqual([]);
});

test('commands that only read have no --as', async () => {
  const run = await admin('organization', 'list', '--as', 'Ada');
  expect(run.code).toBe(2);
  expect(documentOf(await admin('organization', 'list', '--json'))).toEqual(expect.any(Array));
});
