import fc from 'fast-check';
import { type Database, openDatabase } from '../../../src/database/client.ts';
import { Prisma } from '../../../src/generated/prisma/client.ts';
import { databaseUrl } from '../../support/organization.ts';

let database: Database;
beforeAll(() => {
  database = openDatabase(databaseUrl(), () => {});
});
afterAll(() => database.close());

/** Texts as they come, and such as mean something in how PostgreSQL writes lists. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((any) => any.replaceAll('\0', '')),
  fc.constantFrom('', 'null', 'NULL', '{}', '{', '}', ',', ' ', '"', '\\', '\\"', '","', '\n', "'", '$1', 'ä€😀'),
);

test('a list of texts gets to PostgreSQL as it is, whatever is in them, absent ones included', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof({ weight: 5, arbitrary: text }, fc.constant(null))), async (list) => {
      const query = Prisma.sql`SELECT ${list}::text[] AS list`;
      for (const rows of [
        await database.reads.read<[{ list: unknown }]>(query),
        await database.prisma.$queryRaw(query),
      ])
        expect(rows).toEqual([{ list }]);
    }),
    { numRuns: 500 },
  );
});
