import { readFile } from 'node:fs/promises';
import { failureIn } from '../../../client/src/errors.ts';
import { longestWaitMs, mostTries } from '../../../client/src/links/retry.ts';
import * as errors from '../../../src/errors.ts';
import { validSeconds } from '../../../src/events/position.ts';
import { heartbeatMs } from '../../../src/graphql/subscriptions/event-stream.ts';
import { post, send, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

/** The numbers of docs/frontends.md, read from the page, against the package and the service. */

const root = new URL('../../../', import.meta.url);
let guide: string;
let organization: TestOrganization;

beforeAll(async () => {
  guide = (await readFile(new URL('docs/frontends.md', root), 'utf8')).replace(/\s+/g, ' ');
  organization = await TestOrganization.create();
});

/** What the page has at a place. */
function told(place: RegExp): string {
  const found = place.exec(guide)?.[1];
  expect({ place, found }).toEqual({ place, found: expect.anything() });
  return found as string;
}

test('how often and for how long the client repeats', () => {
  const words = ['one', 'two', 'three', 'four', 'five', 'six'];
  expect(words.indexOf(told(/up to (\w+) tries/)) + 1).toBe(mostTries);
  expect(Number(told(/If that is longer than (\d+) seconds, you get the error/)) * 1000).toBe(longestWaitMs);
});

test('how long a position is valid, and how often a stream repeats it', () => {
  expect(Number(told(/You then miss nothing, on any node, for (\d+) hours/)) * 3600).toBe(validSeconds);
  expect(Number(told(/repeats it every (\d+) seconds/)) * 1000).toBe(heartbeatMs);
});

test('how long a creation is not repeated', async () => {
  const hours = told(/For (\d+) hours the repeat then gets the answer of the first request/);
  const openapi = await (await fetch(`${serviceUrl()}/openapi.json`)).text();
  expect(openapi).toContain(`safe to repeat for ${hours} hours`);
});

test('the versions of what you bring', async () => {
  const { peerDependencies } = JSON.parse(await readFile(new URL('client/package.json', root), 'utf8'));
  expect(peerDependencies['@apollo/client']).toBe(`^${told(/You bring Apollo Client (\d+)/)}.0.0`);
  expect(peerDependencies.graphql).toBe(`^${told(/`graphql` ([\d.]+) or later/)}.0`);
});

interface Row {
  statuses: number[];
  codes: string[];
  kind: string;
}

const rows = (): Row[] =>
  [
    ...told(/\| meaning, and what to do \|(.*?) Where an answer has the header/).matchAll(
      /\| ([\d, ]+|none) \| ([^|]*) \| `(\w+)` \|/g,
    ),
  ].map(([, statuses = '', codes = '', kind = '']) => ({
    statuses: [...statuses.matchAll(/\d+/g)].map(Number),
    codes: [...codes.matchAll(/`(\w+)`/g)].map(([, code]) => code as string),
    kind,
  }));

test('each code is of the kind that the table says', () => {
  const codes = rows().flatMap((row) => row.codes.map((code) => ({ ...row, code })));
  expect(codes.length).toBeGreaterThan(10);
  for (const { code, kind } of codes)
    expect([code, failureIn({ errors: [{ message: '', extensions: { code } }] }).kind ?? 'other']).toEqual([
      code,
      kind,
    ]);
});

test('each error has the status that the table says', () => {
  const thrown = [
    new errors.UnauthenticatedError(),
    new errors.RateLimitedError({ limit: 1, remaining: 0 }, 1),
    new errors.IdempotencyKeyInFlightError(),
    new errors.IdempotencyKeyReusedError(),
    new errors.OverloadedError(),
    new errors.StatementTimeoutError(),
    new errors.RequestTimeoutError(1),
  ];
  for (const { code, statusCode } of thrown)
    expect([code, rows().find(({ codes }) => codes.includes(code))?.statuses]).toEqual([
      code,
      expect.arrayContaining([statusCode]),
    ]);
});

test.each([
  ['UNAUTHENTICATED', () => send('gg_none', '{ viewer { __typename } }')],
  [
    'FORBIDDEN',
    async () =>
      send(
        await organization.createKey({ permissions: [] }),
        '{ staffAccount(id: "1") { id } apiKeys { totalCount } }',
      ),
  ],
  ['BAD_USER_INPUT', () => send(organization.key, '{ groups(first: 0) { totalCount } }')],
  ['GRAPHQL_VALIDATION_FAILED', () => send(organization.key, '{ gruops { totalCount } }')],
  [
    'IDEMPOTENCY_KEY_REUSED',
    async () => {
      const create = (url: string) =>
        post(JSON.stringify({ query: `mutation { createWebsite(input: { url: "${url}" }) { __typename } }` }), {
          'x-api-key': organization.key,
          'idempotency-key': 'reused',
        });
      await create('one.example');
      return create('two.example');
    },
  ],
])('the service answers %s with a status of the table', async (code, ask) => {
  const { status, errors: found } = await ask();
  expect(found?.map(({ extensions }) => extensions.code)).toContain(code);
  expect(rows().find(({ codes }) => codes.includes(code))?.statuses).toContain(status);
});
