import fc from 'fast-check';
import { type Database, openDatabase } from '../../../src/database/client.ts';
import type { Statements } from '../../../src/database/idempotency.ts';
import { readsWithin } from '../../../src/database/transaction.ts';
import { Prisma } from '../../../src/generated/prisma/client.ts';
import { databaseUrl } from '../../support/organization.ts';

let database: Database;
beforeAll(() => {
  database = openDatabase(databaseUrl(), () => {});
});
afterAll(() => database.close());

const noNul = (text: string) => text.replaceAll('\0', '').replace(/[\ud800-\udfff]/g, '');
const text = fc.string({ unit: 'grapheme' }).map(noNul);
const date = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((value) => value.toISOString());
const time = date.map((value) => value.slice(11, 23));
const zone = fc.constantFrom('', '+05:45', '-03', '+00');
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat({ max: 10 ** 9 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(9, '0')}`);
const json = fc.json().map((value) => noNul(value).replaceAll('\\u0000', ''));

/** Values as PostgreSQL reads them, by their types. */
const values: Record<string, fc.Arbitrary<string>> = {
  bool: fc.boolean().map(String),
  int2: fc.integer({ min: -32768, max: 32767 }).map(String),
  int4: fc.integer().map(String),
  int8: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  oid: fc.nat().map(String),
  float4: fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
  float8: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  numeric: decimal,
  text,
  varchar: text,
  bpchar: text,
  uuid: fc.uuid(),
  inet: fc.ipV4(),
  bytea: fc.uint8Array().map((bytes) => `\\x${Buffer.from(bytes).toString('hex')}`),
  json,
  jsonb: json,
  date: date.map((value) => value.slice(0, 10)),
  timestamp: date,
  timestamptz: date,
  time,
  timetz: fc.tuple(time, zone).map(([at, where]) => at + where),
  permission: fc.constant('STAFF_ADMINISTRATION'),
};

/** A value, no value, or a list of such, with its type; Prisma does not read lists of every type. */
const typed = fc.constantFrom(...Object.keys(values)).chain((type) => {
  const value = fc.option(values[type] as fc.Arbitrary<string>, { freq: 8 });
  const one = value.map((only): [string, unknown] => [type, only]);
  return type === 'timetz'
    ? one
    : fc.oneof(
        one,
        fc.array(value).map((list): [string, unknown] => [`${type}[]`, list]),
      );
});

test('a value is the same in JavaScript, whichever way it is read', async () => {
  await fc.assert(
    fc.asyncProperty(typed, async ([type, value]) => {
      const list = Array.isArray(value) ? Prisma.sql`${value}::text[]::${Prisma.raw(type)}` : undefined;
      const query = Prisma.sql`SELECT ${list ?? Prisma.sql`${value}::text::${Prisma.raw(type)}`} AS value`;
      const byPrisma = await database.prisma.$queryRaw(query);
      expect(await database.reads.read(query)).toStrictEqual(byPrisma);
      expect(await database.prisma.$transaction((given) => readsWithin(given).read(query))).toStrictEqual(byPrisma);
      expect(await database.reads.read(query, 'slow')).toStrictEqual(byPrisma);
    }),
    { numRuns: 1000 },
  );
}, 60_000);

test('what writes does not take what only reads', () => {
  // @ts-expect-error: it has no way to write
  const statements: Statements = database.reads;
  expect(Object.keys(statements)).toEqual(['read']);
});

test('a count is a bigint, inside a transaction and outside of it', async () => {
  const count = Prisma.sql`SELECT count(*) AS n FROM generate_series(1, 3)`;
  expect(await database.prisma.$queryRaw(count)).toEqual([{ n: 3n }]);
  expect(await database.prisma.$transaction((transaction) => transaction.$queryRaw(count))).toEqual([{ n: 3n }]);
  expect(await database.reads.read(count)).toEqual([{ n: 3n }]);
});
