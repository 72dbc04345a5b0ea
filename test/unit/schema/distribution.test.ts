import { databaseUrl } from '../../support/organization.ts';
import { query } from '../../support/postgres.ts';

/*
 * What Citus and its like ask of a schema that is distributed by organization: rows of one organization are on one
 * node, so whatever is unique or refers to another row has to have the organization in it. Small tables that belong to
 * nobody are copied to every node.
 */

/** Tables of the installation, which are copied to every node. */
const shared = ['label_languages'];
/** Not of the service's data. */
const apart = ['_prisma_migrations'];
/** The column that a table is distributed by. */
const owner = (table: unknown) => (table === 'organizations' ? 'id' : 'organization_id');

test('every table is distributed by organization, or is one of the few that are copied', async () => {
  const tables = await query(
    databaseUrl(),
    `SELECT c.relname AS "table", coalesce(array_agg(a.attname::text) FILTER (WHERE a.attname IS NOT NULL), '{}') AS columns
     FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') GROUP BY 1`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const belongingToNobody = tables.filter(({ table, columns }) => !(columns as string[]).includes(owner(table)));
  expect(belongingToNobody.map(({ table }) => table).sort()).toEqual([...apart, ...shared].sort());
});

test('every unique key carries the organization', async () => {
  const keys = await query(
    databaseUrl(),
    `SELECT t.relname AS "table", i.relname AS index,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY(x.indkey)) AS columns
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
     WHERE t.relnamespace = 'public'::regnamespace AND (x.indisunique OR x.indisexclusion)`,
  );
  expect(keys.length).toBeGreaterThan(10);
  const without = keys
    .filter(({ table }) => ![...shared, ...apart].includes(table as string))
    .filter(({ table, columns }) => !(columns as string[]).includes(owner(table)));
  expect(without).toEqual([]);
});

test('every foreign key between organizations’ tables ties the organizations to each other', async () => {
  const keys = await query(
    databaseUrl(),
    `SELECT f.conname AS name, t.relname AS "table", r.relname AS target,
       ARRAY(SELECT (SELECT attname FROM pg_attribute WHERE attrelid = f.conrelid AND attnum = f.conkey[n]) || ' -> ' ||
         (SELECT attname FROM pg_attribute WHERE attrelid = f.confrelid AND attnum = f.confkey[n])
         FROM generate_subscripts(f.conkey, 1) AS n) AS pairs
     FROM pg_constraint f JOIN pg_class t ON t.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid
     WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace`,
  );
  expect(keys.length).toBeGreaterThan(10);
  const without = keys
    .filter(({ target }) => !shared.includes(target as string))
    .filter(({ table, target, pairs }) => !(pairs as string[]).includes(`${owner(table)} -> ${owner(target)}`));
  expect(without).toEqual([]);
});
