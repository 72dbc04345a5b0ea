import fc from 'fast-check';
import { Dice } from '../../attacks/fuzz/dice.ts';
import { Values } from '../../attacks/fuzz/values.ts';
import { type Asker, type Copies, createCopies, schema } from './copies.ts';
import { ShapeWriter, type WrittenDocument } from './write-document.ts';

/** How many documents: more by hand. */
const wanted = Number(process.env.DIFFERENTIAL_DOCUMENTS ?? 2000);
const seed = Number(process.env.DIFFERENTIAL_SEED ?? Date.now() % 2 ** 31);

/** So many go to two new databases, whose lists would grow for ever. */
const documentsARound = 2000;

/** Often enough for a query to be compiled, compared, and answered by its compiled code. */
const times = Number(process.env.DIFFERENTIAL_TIMES ?? 10);

const told = { queries: 0, mutations: 0, errors: 0, requests: 0, answeredFast: 0 };

let requestIds = 0;

/** Most answers are those that came before, to the letter. */
let last: { text?: string; status?: number; answer: string } = { answer: '' };

interface ToldError {
  path?: (string | number)[];
}

/**
 * Where a field fails that must not be null, what holds it is null, and graphql-js leaves the fields beside it: whether
 * they tell of errors of their own is chance. So such errors are told by the place that is null.
 */
function toldOnce(data: unknown, error: ToldError): unknown {
  let value = data;
  for (const [length, key] of (error.path ?? []).entries()) {
    if (value === null) return { nullAt: error.path?.slice(0, length) };
    value = (value as Record<string | number, unknown> | undefined)?.[key];
  }
  return error;
}

/** The answer as a text, without what differs each time. */
async function ask(url: string, { key }: Asker, { query, operationName, variables }: WrittenDocument): Promise<string> {
  told.requests++;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key, 'x-request-id': `r${++requestIds}` },
    body: JSON.stringify({ query, operationName, variables }),
  });
  const text = await response.text();
  if (text === last.text && response.status === last.status) return last.answer;
  const { data, errors } = JSON.parse(text);
  if (errors) told.errors++;
  // Errors come in the order in which fields end, which is chance.
  const sorted = errors && [...new Set(errors.map((error: ToldError) => JSON.stringify(toldOnce(data, error))))].sort();
  const answer = JSON.stringify({ status: response.status, data, errors: sorted }, null, 1)
    .replaceAll(/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/g, '"a time"')
    .replaceAll(/error id [-\w]+|"errorId": "[^"]*"/g, 'an error id')
    .replaceAll(/"(endCursor|startCursor|cursor|\w+)": "eyJ[-\w]+|"(WyJ|WyI)[-\w]+"/g, '"a cursor"');
  last = { text, status: response.status, answer };
  return answer;
}

async function compare({ fast, plain, faults }: Copies, asker: Asker, document: WrittenDocument): Promise<void> {
  const context = () =>
    `${asker.kind}\n${document.query}\n${document.operationName} ${JSON.stringify(document.variables)}`;
  const expectSame = (answer: string, expected: string, what: string) => {
    if (answer !== expected) throw new Error(`${what}\n${context()}\n${answer}\ninstead of\n${expected}`);
  };
  if (document.kind === 'query') {
    told.queries++;
    const expected = await ask(plain.url, asker, document);
    for (let n = 1; n <= times; n++) expectSame(await ask(fast.url, asker, document), expected, `time ${n}`);
    // It is never sent, but a compiled answer that differs is a fault, too.
    if (faults.length > 0) throw new Error(`${faults.join('')}\n${context()}`);
  } else {
    told.mutations++;
    for (let n = 1; n <= (told.mutations % 5 === 0 ? times : 2); n++) {
      const [answer, expected] = await Promise.all([ask(fast.url, asker, document), ask(plain.url, asker, document)]);
      expectSame(answer, expected, `time ${n}`);
    }
  }
}

function draw(dice: Dice, { askers, other }: Copies): { asker: Asker; document: WrittenDocument | undefined } {
  const asker = dice.pick(askers);
  const values = new Values(dice, { own: asker.own, other }, dice.chance(20) ? 5 : 0);
  const document = new ShapeWriter(schema, dice, values).write(dice.chance(30) ? 'mutation' : 'query');
  return { asker, document };
}

async function round(number: number, documents: number): Promise<void> {
  const copies = await createCopies();
  try {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (generator) => {
        const { asker, document } = draw(new Dice(generator), copies);
        fc.pre(document !== undefined);
        await compare(copies, asker, document);
        compared++;
      }),
      { numRuns: documents, seed: seed + number, includeErrorInReport: true, endOnFailure: true, maxSkipsPerRun: 20 },
    );
    expect(compared).toBeGreaterThanOrEqual(documents);
    const [rows, expected] = await copies.rows();
    expect(rows).toEqual(expected);
    const metrics = await (await fetch(`${copies.fast.url}/metrics`)).text();
    expect(metrics).toMatch(/^group_gateway_fast_path_differences_total 0$/m);
    told.answeredFast += Number(/^group_gateway_fast_path_answers_total (\d+)$/m.exec(metrics)?.[1]);
  } finally {
    await copies.close();
  }
}

test(
  `documents of every shape have the same answers and effects with the fast path and without it (DIFFERENTIAL_SEED=${seed})`,
  async () => {
    try {
      for (let n = 0; n * documentsARound < wanted; n++)
        await round(n, Math.min(documentsARound, wanted - n * documentsARound));
    } finally {
      console.log(JSON.stringify(told));
    }
    // Comparing what is never compiled would prove nothing.
    expect(told.answeredFast).toBeGreaterThan(told.queries / 10);
  },
  Math.max(wanted * 500, 600_000),
);
