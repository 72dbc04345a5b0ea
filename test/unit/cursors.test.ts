import 'reflect-metadata';
import * as fc from 'fast-check';
import { BadArgumentError } from '../../src/errors.ts';
import { Prisma } from '../../src/generated/prisma/client.ts';
import { GroupOrderField } from '../../src/groups/groups.inputs.ts';
import { groupOrder } from '../../src/groups/groups.sql.ts';
import type { Group } from '../../src/groups/groups.types.ts';
import { toPage, toWindow } from '../../src/lists/pagination.ts';
import { SortDirection } from '../../src/lists/sort-direction.ts';
import { websiteOrder } from '../../src/websites/websites.sql.ts';

const fields = Object.values(GroupOrderField);
const order = (field: GroupOrderField) => groupOrder({ field, direction: SortDirection.ASC });

const group = fc.record({
  id: fc.uuid(),
  name: fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !name.includes('\0')),
  createdAt: fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
  updatedAt: fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
}) as fc.Arbitrary<Group>;

const cursorOf = (row: Group, field: GroupOrderField) =>
  toPage([row], order(field), { size: 1, backward: false }).cursor(row);

test('a cursor brings the position of its row back', async () => {
  await fc.assert(
    fc.property(group, fc.constantFrom(...fields), (row, field) => {
      for (const name of ['after', 'before'] as const) {
        const window = toWindow({ [name]: cursorOf(row, field) }, order(field));
        expect(window[name]?.values).toEqual(order(field).position(row));
      }
    }),
  );
});

test('a cursor of another order is refused', async () => {
  await fc.assert(
    fc.property(group, fc.constantFrom(...fields), fc.constantFrom(...fields), (row, one, other) => {
      if (one !== other) expect(() => toWindow({ after: cursorOf(row, one) }, order(other))).toThrow(BadArgumentError);
      expect(() => toWindow({ before: cursorOf(row, one) }, websiteOrder(null))).toThrow(BadArgumentError);
    }),
  );
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const forged = fc.oneof(
  fc.string(),
  fc.base64String(),
  fc.json().map((json) => Buffer.from(json).toString('base64url')),
  fc
    .tuple(fc.constantFrom('group-name', 'group-created', 'website', 'x'), fc.string({ unit: 'binary' }), fc.string())
    .map(encode),
  fc.tuple(fc.constantFrom('group-name', 'group-created'), fc.date().map(String), fc.uuid()).map(encode),
);

test('everything else is refused, or is a position that the database can compare with', async () => {
  await fc.assert(
    fc.property(forged, fc.constantFrom(...fields), (cursor, field) => {
      try {
        const { after } = toWindow({ after: cursor }, order(field));
        expect(after).toBeInstanceOf(Prisma.Sql);
        const [key, id] = (after as Prisma.Sql).values as [string, string];
        expect(id).toMatch(/^[0-9a-f-]{36}$/);
        expect(key).not.toContain('\0');
      } catch (error) {
        expect(error).toBeInstanceOf(BadArgumentError);
      }
    }),
  );
});

test.each([
  '+275760-09-13T00:00:00.000Z',
  '-000001-01-01T00:00:00.000Z',
  '0000-01-01T00:00:00.000Z',
  '2026-02-30T00:00:00.000Z',
  '2026-01-01',
])('a time that PostgreSQL cannot have is refused: %s', (time) => {
  const cursor = encode(['group-created', time, '123e4567-e89b-42d3-a456-426614174000']);
  expect(() => toWindow({ after: cursor }, order(GroupOrderField.CREATED_AT))).toThrow(BadArgumentError);
});
