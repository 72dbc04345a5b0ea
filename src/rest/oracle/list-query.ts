import { z } from 'zod';
import type { ComparableType, Comparison } from '../../lists/comparison.ts';
import { listCost } from '../cost.ts';
import { BadParameter } from '../refusals.ts';
import { parseConditions } from './conditions.ts';

export const maxLimit = 1000;
/** To pass over more rows than that takes longer than a request should. */
const maxOffset = 1_000_000;

const wholeNumber = (min: number, max: number, description: string) =>
  z
    .string()
    .transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN))
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`)
    .optional()
    .meta({ description, type: 'integer', minimum: min, maximum: max });

export const listQuery = z.strictObject({
  limit: wholeNumber(1, maxLimit, `How many entries the answer has at most. The default is ${maxLimit}.`),
  offset: wholeNumber(0, maxOffset, 'How many entries to pass over. The default is 0.'),
  orderBy: z.string().optional().meta({
    description: 'What to order by, and the direction, for example `displayOrder:desc`. Without direction: ascending.',
  }),
  fields: z.string().optional().meta({
    description: 'Further members that each entry has, separated by commas, for example `name,displayOrder`.',
  }),
  q: z.string().optional().meta({
    description:
      "Conditions that an entry must match, for example `displayOrder > 2 and lookupName like 'Sup%'`. The operators are =, !=, <, <=, >, >=, like and in. Texts stand in single quotes. Only `and` joins conditions.",
  }),
});

type ListQuery = z.infer<typeof listQuery>;

export const oneQuery = listQuery.pick({ fields: true });

/** What a resource's lists can be asked for. */
export interface ListRules {
  /** The members that `orderBy` takes. */
  orders: readonly string[];
  /** The members that `q` takes, with the name that the service has for each, and its type. */
  conditions: Record<string, { name: string; type: ComparableType }>;
  /** The members of an entry. */
  fields: readonly string[];
  /** Those that each entry has. */
  always: readonly string[];
}

/** Most lists are short: what a longer one takes is charged when it is known. */
const usualSize = 100;

export const costOfList = ({ limit = usualSize, q = '' }: ListQuery) =>
  listCost(Math.min(limit, usualSize), (q.match(/\blike\b/gi) ?? []).length);

export interface ListRequest {
  size: number;
  offset: number;
  order: { name: string; direction: 'ASC' | 'DESC' } | undefined;
  conditions: Comparison[];
  fields: ReadonlySet<string>;
}

const oneOf = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

function orderOf(text: string | undefined, { orders }: ListRules): ListRequest['order'] {
  if (text === undefined) return undefined;
  const [, name = '', direction = 'asc'] = /^(\w+)(?::(asc|desc))?$/i.exec(text.trim()) ?? [];
  if (!orders.includes(name))
    throw new BadParameter(`"orderBy" must be one of ${oneOf(orders)}, with ":asc" or ":desc" after it or nothing.`);
  return { name, direction: direction.toLowerCase() === 'asc' ? 'ASC' : 'DESC' };
}

/** @throws BadParameter */
export function fieldsOf(text: string | undefined, { fields, always }: ListRules): ReadonlySet<string> {
  const asked = (text ?? '').split(',').flatMap((name) => name.trim() || []);
  const unknown = asked.find((name) => !fields.includes(name));
  if (unknown !== undefined)
    throw new BadParameter(`"fields" must have some of ${oneOf(fields)}, separated by commas.`);
  return new Set([...always, ...asked]);
}

/** @throws BadParameter */
export const readListQuery = (
  { limit = maxLimit, offset = 0, orderBy, fields, q }: ListQuery,
  rules: ListRules,
): ListRequest => ({
  size: limit,
  offset,
  order: orderOf(orderBy, rules),
  conditions: q === undefined ? [] : parseConditions(q, rules.conditions),
  fields: fieldsOf(fields, rules),
});
