import { TestOrganization } from '../../support/organization.ts';
import { TwoNodes, tally, times } from './two-nodes.ts';

const nodes = new TwoNodes();
beforeAll(() => nodes.start());
afterAll(() => nodes.stop());

let organization: TestOrganization;
beforeEach(async () => {
  organization = await TestOrganization.create();
});

test('of 100 websites that claim one external id one gets it', async () => {
  const ids = await organization.addWebsites(100);
  const results = await times(100, (n) =>
    nodes.mutate(organization.key, 'updateWebsite', { id: ids[n], externalId: 'wanted' }),
  );
  expect(tally(results)).toEqual({ UpdateWebsiteSuccess: 1, WebsiteExternalIdTaken: 99 });
});

test('of 20 deleted websites that had one external id in turn one gets it back', async () => {
  const ids = await organization.addWebsites(20);
  for (const id of ids) {
    await nodes.mutate(organization.key, 'updateWebsite', { id, externalId: 'mine' });
    await nodes.mutate(organization.key, 'deleteWebsite', { id });
  }
  const results = await times(20, (n) => nodes.mutate(organization.key, 'restoreWebsite', { id: ids[n] }));
  expect(tally(results)).toEqual({ RestoreWebsiteSuccess: 1, WebsiteExternalIdTaken: 19 });
});

test('deletes and restores of one website at once give a success each, and its external id comes back', async () => {
  const [id] = await organization.addWebsites(1, { externalId: 'kept' });
  const results = await times(60, (n) =>
    nodes.mutate(organization.key, n % 2 ? 'restoreWebsite' : 'deleteWebsite', { id }),
  );
  expect(tally(results)).toEqual({ DeleteWebsiteSuccess: 30, RestoreWebsiteSuccess: 30 });
  await nodes.mutate(organization.key, 'restoreWebsite', { id });
  expect(await organization.query('SELECT external_id, deleted_at FROM websites WHERE id = $1', [id])).toEqual([
    { external_id: 'kept', deleted_at: null },
  ]);
});

test('of 50 changes, deletions and restores that expect one revision one is made, and the history has it alone', async () => {
  const [id] = await organization.addWebsites(1);
  const names = ['updateWebsite', 'deleteWebsite'];
  const results = await times(50, (n) =>
    nodes.mutate(organization.key, names[n % 2] as string, {
      ...{ id, expectedRevision: 1 },
      ...(n % 2 === 0 && { name: `Name ${n}` }),
    }),
  );
  const made = results.filter(({ __typename }) => /Success$/.test(__typename));
  expect(made).toHaveLength(1);
  // An update that finds the website deleted says so.
  expect(tally(results.filter((result) => !made.includes(result)))).not.toHaveProperty('InvalidResourceInput');
  expect(
    await organization.query('SELECT revision FROM website_changes WHERE organization_id = $1', [organization.id]),
  ).toEqual([{ revision: 2 }]);
});

test('changes of one website at once have a revision and an entry of the history each', async () => {
  const [id] = await organization.addWebsites(1);
  await times(40, (n) => nodes.mutate(organization.key, 'updateWebsite', { id, name: `Name ${n}` }));
  const [history] = await organization.query(
    `SELECT array_agg(revision ORDER BY id) AS revisions, (array_agg(details -> 'name' ->> 'to' ORDER BY id DESC))[1] AS last
     FROM website_changes WHERE organization_id = $1`,
    [organization.id],
  );
  expect(history?.revisions).toEqual(Array.from({ length: 40 }, (_, n) => n + 2));
  expect(await organization.query('SELECT name, revision FROM websites WHERE id = $1', [id])).toEqual([
    { name: history?.last, revision: 41 },
  ]);
});
