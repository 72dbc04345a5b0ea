import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { serviceUrl } from '../../../support/graphql.ts';
import { rootFields } from '../../../support/schema.ts';
import type { Tenant } from '../../isolation/tenant.ts';
import { type Attacker, canariesOf, createAttackers, createVictim, idsOf, look } from './attackers.ts';
import { breakDocument } from './break.ts';
import { inconsistencies } from './consistency.ts';
import { Dice } from './dice.ts';
import { DocumentWriter } from './document.ts';
import { faults } from './expectations.ts';
import { type Request, sendRequest, travel } from './request.ts';
import { Tally } from './tally.ts';
import { type Ids, Values } from './values.ts';

const wanted = Number(process.env.FUZZ_DOCUMENTS ?? 2000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
/** So many documents are sent to two new organizations, whose lists would grow for ever. */
const documentsARound = 500;
/** So many more, as often as this, where a root field gave nothing by chance. */
const more = { documents: 100, rounds: 5 };

/** What the service tells, and what only gateways ask for. */
const schema = buildSchema(`${readFileSync(new URL('../../../../schema.graphql', import.meta.url), 'utf8')}
  scalar _Any
  union _Entity = AccountGroup | Group | StaffAccount | Website
  extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`);

const weights: Record<string, number> = { partner: 10, direct: 7, 'partner, reader': 3, none: 1 };
const tally = new Tally(Object.keys(schema.getMutationType()?.getFields() ?? {}));
let victim: Tenant;
let foreign: string[];
let other: Ids;

beforeAll(async () => {
  victim = await createVictim();
  foreign = canariesOf(victim);
  other = idsOf(victim);
});

function draw(dice: Dice, attackers: Attacker[]) {
  const attacker = dice.pick(attackers);
  const broken = dice.chance(30);
  const wrong = broken && dice.chance(40) ? 15 : 0;
  const writer = new DocumentWriter(schema, dice, new Values(dice, { own: attacker.own, other }, wrong));
  const written = writer.write(dice.chance(50) ? 'mutation' : 'query', (field) => !tally.given[field]);
  const request = travel(dice, broken && !wrong ? breakDocument(dice, written) : written, attacker.key);
  return { attacker, broken, request };
}

async function attack(attacker: Attacker, request: Request, broken: boolean): Promise<void> {
  const answer = await sendRequest(request);
  const passed = tally.count(
    `${attacker.kind}: ${request.document.operation}, ${broken ? 'broken' : 'well-formed'}`,
    answer,
  );
  const wrong = faults(attacker, request, answer, foreign, broken);
  if (wrong.length > 0)
    throw new Error(
      [
        `${attacker.kind}: ${[...new Set(wrong)].join(', ')}`,
        JSON.stringify({ ...request, headers: { ...request.headers, 'x-api-key': attacker.kind } }),
        `status ${answer.status} ${JSON.stringify({ data: answer.data, errors: answer.errors })}`,
      ].join('\n'),
    );
  passed();
}

/** The root fields that gave nothing yet. */
const withoutResult = () =>
  rootFields(schema)
    .map(({ field }) => field.name)
    .filter((name) => !tally.given[name]);

async function round(number: number, documents: number): Promise<void> {
  const { attackers, organizations } = await createAttackers();
  const often = attackers.flatMap((attacker) => Array<Attacker>(weights[attacker.kind] ?? 2).fill(attacker));
  const owners = attackers.filter(({ kind }) => /^(partner|direct)$/.test(kind));
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (generator) => {
      if (sent++ % 10 === 0) for (const attacker of owners) await look(attacker);
      const { attacker, broken, request } = draw(new Dice(generator), often);
      await attack(attacker, request, broken);
    }),
    { numRuns: documents, seed: seed + number, includeErrorInReport: true },
  );
  expect(await inconsistencies(organizations)).toEqual([]);
}

test(
  `documents drawn from the schema find no hole (FUZZ_SEED=${seed})`,
  async () => {
    const before = await victim.organization.snapshot();
    try {
      for (let n = 0; n * documentsARound < wanted; n++) {
        await round(n, Math.min(documentsARound, wanted - n * documentsARound));
        expect(await victim.organization.snapshot()).toBe(before);
      }
      for (let n = 0; n < more.rounds && withoutResult().length > 0; n++) await round(wanted + n, more.documents);
    } finally {
      tally.print();
    }
    expect((await fetch(`${serviceUrl()}/readyz`)).status).toBe(200);
  },
  Math.max(wanted * 500, 600_000),
);

// A fuzzer whose documents are all refused tries nothing.
test('most of its well-formed documents are answered, many mutations succeed, and each field gives something', () => {
  const share = (column: 'answered' | 'succeeded', rows: RegExp) => tally.sum(column, rows) / tally.sum('tries', rows);
  expect(share('answered', /^(partner|direct): query, well-formed$/)).toBeGreaterThan(0.6);
  expect(share('succeeded', /^(partner|direct): mutation, well-formed$/)).toBeGreaterThan(0.25);
  expect(withoutResult()).toEqual([]);
});
