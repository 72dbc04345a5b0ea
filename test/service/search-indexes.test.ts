import { Pool } from 'pg';
import { migrate } from '../../src/database/migrations/migrate.ts';
import { setTextSearch, textSearch } from '../../src/database/text-search.ts';
import { makeSearchIndexes, searchState, startSearchIndexes } from '../../src/jobs/search-indexes.ts';
import { eventually } from '../support/eventually.ts';
import { createDatabase, serverUrl } from '../support/postgres.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let pool: Pool;

const names = ['groups_name_part_idx', 'websites_part_idx'];
const log = { info: () => {}, warn: () => {} };
const often = { firstMs: 20, everyMs: 20 };

beforeEach(async () => {
  database = await createDatabase(serverUrl());
  pool = new Pool({ connectionString: database.url });
  await migrate(pool);
});

afterEach(async () => {
  setTextSearch('none');
  await pool.end();
  await database.drop();
});

test('a node makes the extensions and the indexes, and uses them from then on', async () => {
  expect(await searchState(pool)).toMatchObject({ search: 'none', missing: ['pg_trgm', 'btree_gin'], unavailable: [] });
  const end = startSearchIndexes(pool, log, often);
  await eventually('searches use the indexes', () => textSearch() !== 'none');
  await end();
  expect((await searchState(pool)).indexes).toEqual(names.map((name) => ({ name, state: 'valid' })));
});

test('nodes that start at once make each index once', async () => {
  const made = await Promise.all([makeSearchIndexes(pool), makeSearchIndexes(pool), makeSearchIndexes(pool)]);
  expect(made.filter((each) => each.length > 0)).toEqual([names]);
});

test('an index that an interrupted attempt left is made again, and searches look at every row until then', async () => {
  await makeSearchIndexes(pool);
  await pool.query(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'groups_name_part_idx'::regclass`);
  expect(await searchState(pool)).toMatchObject({
    search: 'none',
    indexes: [{ state: 'invalid' }, { state: 'valid' }],
  });
  expect(await makeSearchIndexes(pool)).toEqual(['groups_name_part_idx']);
  expect((await searchState(pool)).search).not.toBe('none');
});

test('a node whose role may not make them serves without, and says so once', async () => {
  const role = `reader_${process.pid}`;
  await pool.query(`CREATE ROLE ${role} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
  const address = new URL(database.url);
  address.username = role;
  const restricted = new Pool({ connectionString: address.href });
  const told: string[] = [];
  const tell = (_about: object, text: string) => told.push(text);
  let looks = 0;
  const { query } = restricted;
  restricted.query = ((...args: Parameters<typeof query>) => {
    looks++;
    return query.apply(restricted, args);
  }) as typeof query;
  const end = startSearchIndexes(restricted, { info: tell as never, warn: tell as never }, often);
  await eventually('ten looks', () => looks > 10);
  await end();
  expect(told).toEqual(['indexes for searches could not be made: searches read every row']);
  expect(textSearch()).toBe('none');
  await restricted.end();
  await pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
});
