import * as fc from 'fast-check';
import { TestOrganization } from '../../support/organization.ts';
import { groups, type ListArguments, readAll, websites } from './connection.ts';

/** Few different values, so that many are equal. */
const name = fc.oneof(
  fc.constantFrom('a', 'A', 'ä', 'b', 'B', 'é', 'e\u0301', 'Group', 'group 2', 'group 10'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }).filter((text) => !text.includes('\0')),
);
const time = fc.constantFrom(
  '2026-01-01T00:00:00.000Z',
  '2026-01-01T00:00:00.001Z',
  '2026-06-01T12:00:00.999Z',
  '1999-12-31T23:59:59.123Z',
);

test('pages of groups of every size, order and direction make up the whole list, sorted with the id as tie-break', async () => {
  const rows = fc.array(fc.record({ id: fc.uuid(), name, created: time, updated: time }), { maxLength: 40 });
  const fields = fc.constantFrom('NAME', 'CREATED_AT', 'UPDATED_AT');
  await fc.assert(
    fc.asyncProperty(
      rows,
      fields,
      fc.constantFrom('ASC', 'DESC'),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      async (added, field, direction, size, backward) => {
        const organization = await TestOrganization.create();
        await organization.query(
          `INSERT INTO groups (organization_id, id, name, created_at, updated_at)
         SELECT $1, r.id, r.name, r.created, r.updated
         FROM jsonb_to_recordset($2) AS r(id uuid, name text, created timestamptz, updated timestamptz)
         ON CONFLICT DO NOTHING`,
          [organization.id, JSON.stringify(added)],
        );
        const list = (args: ListArguments) => groups(organization.key, args);
        const found = await readAll(list, { size, backward, orderBy: { field, direction } });
        const key = { NAME: 'name', CREATED_AT: 'created_at', UPDATED_AT: 'updated_at' }[field];
        const sorted = await organization.query(
          `SELECT id FROM groups WHERE organization_id = $1 ORDER BY ${key} ${direction}, id ${direction}`,
          [organization.id],
        );
        expect(found.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
      },
    ),
    { numRuns: 40 },
  );
});

test('the default order of groups is that of their names', async () => {
  const organization = await TestOrganization.create();
  for (const added of ['Zebra', 'apple', 'Äpfel', 'Apple 2', 'banana', 'Zebra'])
    await organization.addGroup({ name: added });
  const names = (await groups(organization.key)).nodes.map((node) => node.name);
  expect(names).toEqual(
    ['Äpfel', 'apple', 'Apple 2', 'banana', 'Zebra', 'Zebra'].sort(new Intl.Collator('und').compare),
  );
  const explicit = await groups(organization.key, { orderBy: { field: 'NAME', direction: 'ASC' } });
  expect(explicit.nodes.map((node) => node.name)).toEqual(names);
  expect((await groups(organization.key, { orderBy: null })).nodes.map((node) => node.name)).toEqual(names);
});

test('pages of websites of every size make up the whole list, by name, or by address where there is none', async () => {
  const rows = fc.array(
    fc.record({
      id: fc.uuid(),
      url: name,
      name: fc.option(
        fc.oneof(
          name,
          name.map((text) => 'long '.repeat(50) + text),
        ),
      ),
    }),
    { maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 12 }), fc.boolean(), async (added, size, backward) => {
      const organization = await TestOrganization.create();
      await organization.query(
        `INSERT INTO websites (organization_id, id, url, name)
         SELECT $1, r.id, r.url, r.name FROM jsonb_to_recordset($2) AS r(id uuid, url text, name text) ON CONFLICT DO NOTHING`,
        [organization.id, JSON.stringify(added)],
      );
      const found = await readAll((args) => websites(organization.key, args), { size, backward });
      const sorted = await organization.query(
        `SELECT id FROM websites WHERE organization_id = $1 ORDER BY left(coalesce(name, url), 255), id`,
        [organization.id],
      );
      expect(found.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
    }),
    { numRuns: 20 },
  );
});

test('addresses that differ beyond what the order looks at are told apart by id', async () => {
  const organization = await TestOrganization.create();
  const long = `example.com/${'🦊'.repeat(600)}`;
  for (const end of ['c', 'a', 'b', 'a']) await organization.addWebsite({ url: long + end });
  const found = await readAll((args) => websites(organization.key, args), { size: 1 });
  expect(found.map(({ id }) => id)).toEqual(found.map(({ id }) => id).sort());
  expect(found).toHaveLength(4);
});

test.each(['ASC', 'DESC'])('equal names are told apart by id, %s', async (direction) => {
  const organization = await TestOrganization.create();
  const ids = await Promise.all(Array.from({ length: 7 }, () => organization.addGroup({ name: 'Same' })));
  ids.sort();
  if (direction === 'DESC') ids.reverse();
  for (const backward of [false, true]) {
    const found = await readAll((args) => groups(organization.key, args), {
      size: 2,
      backward,
      orderBy: { field: 'NAME', direction },
    });
    expect(found.map(({ id }) => id)).toEqual(ids);
  }
});

test.each([false, true])('pages neither repeat nor skip while rows are added (backward: %p)', async (backward) => {
  const organization = await TestOrganization.create();
  const letters = ['b', 'd', 'f', 'h', 'j', 'l', 'n', 'p'];
  const stable: string[] = [];
  for (const letter of letters) stable.push(await organization.addGroup({ name: letter }));
  const seen: string[] = [];
  let page = await groups(organization.key, backward ? { last: 3 } : { first: 3 });
  for (let round = 0; page.nodes.length > 0; round++) {
    expect(round).toBeLessThan(50);
    const ids = page.nodes.map(({ id }) => id);
    if (backward) seen.unshift(...ids);
    else seen.push(...ids);
    // At both ends of the list, and of the same name as the page's rows, so that the id alone says which side they are on.
    if (round < 5)
      for (const name of ['a', 'z', ...page.nodes.map((node) => node.name as string)])
        await organization.addGroup({ name });
    const { startCursor, endCursor } = page.pageInfo;
    page = await groups(organization.key, backward ? { last: 3, before: startCursor } : { first: 3, after: endCursor });
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.filter((id) => stable.includes(id))).toEqual(stable);
});

test('a cursor keeps its place when its row is gone', async () => {
  const organization = await TestOrganization.create();
  for (const letter of ['a', 'b', 'c', 'd']) await organization.addGroup({ name: letter });
  const { edges } = await groups(organization.key, { first: 2 });
  await organization.query(`DELETE FROM groups WHERE id = $1`, [edges[1]?.node.id]);
  const rest = await groups(organization.key, { first: 2, after: edges[1]?.cursor as string });
  expect(rest.nodes.map((node) => node.name)).toEqual(['c', 'd']);
});
