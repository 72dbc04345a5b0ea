import { type CustomTypesConfig, types } from 'pg';
import { Prisma } from '../../generated/prisma/client.ts';

type Parse = (text: string) => unknown;

/** The ids that PostgreSQL gives the types that Prisma reads in a way of its own, with those of their arrays. */
const scalars: [id: number, arrayId: number, parse: Parse][] = [
  [20, 1016, BigInt], // int8
  [26, 1028, BigInt], // oid
  [1700, 1231, (text) => new Prisma.Decimal(text)], // numeric
  [790, 791, (text) => new Prisma.Decimal(text.slice(1))], // money
  [1082, 1182, (text) => new Date(text)], // date
  [1114, 1115, (text) => new Date(`${text.replace(' ', 'T')}Z`)], // timestamp
  [1184, 1185, (text) => new Date(`${text.replace(' ', 'T').replace(/[+-]\d{2}(:\d{2})?$/, '')}Z`)], // timestamptz
  [1083, 1183, (text) => new Date(`1970-01-01T${text}Z`)], // time
  [1266, 1270, (text) => new Date(`1970-01-01T${text.replace(/[+-]\d{2}(:\d{2})?$/, '')}Z`)], // timetz
  [114, 199, JSON.parse], // json
  [3802, 3807, JSON.parse], // jsonb
  [17, 1001, (text) => new Uint8Array(types.getTypeParser(17, 'text')(text) as Buffer)], // bytea
];

/** Types that the driver reads as Prisma does; what neither has a way for is a text. */
const asDriver = new Set([16, 21, 23, 700, 701, 1000, 1005, 1007, 1021, 1022, 1009, 1014, 1015, 1041, 2951]);

const textArray = types.getTypeParser(1009 as never, 'text') as (text: string) => (string | null)[];

const parsers = new Map<number, Parse>(
  scalars.flatMap(([id, arrayId, parse]): [number, Parse][] => [
    [id, parse],
    [arrayId, (text) => textArray(text).map((element) => (element === null ? null : parse(element)))],
  ]),
);

const asText: Parse = (text) => text;

/**
 * How the driver reads rows: the same SQL value is the same JavaScript value as in a row that Prisma has read, such as
 * a bigint of a `count(*)`. The session's settings are those of `connection.ts`.
 */
export const rowTypes: CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    parsers.get(id) ?? (asDriver.has(id) ? types.getTypeParser(id, format as 'text') : asText)) as never,
};
