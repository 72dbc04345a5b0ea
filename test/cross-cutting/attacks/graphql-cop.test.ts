import { getIntrospectionQuery } from 'graphql';
import { type Answer, post, send, serviceUrl } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { startService } from '../../support/service.ts';

/*
 * The checks of graphql-cop, each with what it should find here. Its requests have a key: without one all that it gets
 * is 401. test/cross-cutting/limits/documents.test.ts has the limits one by one, test/cross-cutting/browser-security/csrf.test.ts what forms can do.
 */

let organization: TestOrganization;
let key: string;

beforeAll(async () => {
  organization = await TestOrganization.create();
  ({ key } = organization);
});

const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

const get = (document: string) =>
  fetch(`${serviceUrl()}/graphql?query=${encodeURIComponent(document)}`, { headers: { 'x-api-key': key } });

async function expectRefused(document: string, code: string): Promise<void> {
  const answer = await send(key, document);
  expect(answer).toMatchObject({ status: 400, data: undefined });
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
}

const costOf = ({ extensions = {} }: Pick<Answer, 'extensions'>) =>
  (extensions.cost as { requested: number }).requested;

describe('denial of service', () => {
  test('alias overloading: as many as the check sends are refused at the root', async () => {
    await expectRefused(`{ ${times(101, (n) => `alias${n}: __typename`)} }`, 'TOO_MANY_ROOT_FIELDS');
  });

  test('alias overloading: below the root they are refused, or paid for by the object', async () => {
    const page = (aliases: number) =>
      `{ groups(first: 100) { nodes { websites(first: 100) { nodes { ${times(aliases, (n) => `a${n}: url`)} } } } } }`;
    await expectRefused(page(1001), 'TOO_MANY_ALIASES');
    await expectRefused(page(900), 'OPERATION_TOO_EXPENSIVE');
    const [few, many] = [await send(key, page(10)), await send(key, page(100))];
    expect(costOf(many)).toBeGreaterThan(5 * costOf(few));
  });

  test('array batching: several requests in one body are one bad request, and none of them runs', async () => {
    const mutation = { query: 'mutation { createWebsite(input: { url: "batch.example" }) { __typename } }' };
    const before = await organization.snapshot();
    const answer = await post(JSON.stringify(Array(10).fill(mutation)), { 'x-api-key': key });
    expect(answer).toMatchObject({ status: 400, data: undefined });
    expect(await organization.snapshot()).toBe(before);
  });

  test('directive overloading: the limit, and few errors for many unknown ones', async () => {
    await expectRefused(`{ __typename ${'@aa '.repeat(101)} }`, 'TOO_MANY_DIRECTIVES');
    const { status, errors } = await send(key, `{ __typename ${'@aa '.repeat(10)} }`);
    expect(status).toBe(400);
    expect(JSON.stringify(errors).length).toBeLessThan(3000);
  });

  test('field duplication: the limit, on repeated fields as on aliases', async () => {
    await expectRefused(`{ viewer { organization { ${'id '.repeat(1002)} } } }`, 'TOO_MANY_ALIASES');
  });

  test('circular fragments are refused', async () => {
    const circle = '{ __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }';
    await expectRefused(circle, 'GRAPHQL_VALIDATION_FAILED');
  });

  test('circular introspection is refused, and what is selected again and again is paid for', async () => {
    const levels = (count: number): string => (count === 0 ? 'name' : `fields { type { ${levels(count - 1)} } }`);
    await expectRefused(`{ __schema { types { ${levels(4)} } } }`, 'GRAPHQL_VALIDATION_FAILED');
    const type = 'fragment T on __Type { name fields { name description args { name } type { fields { name } } } }';
    await expectRefused(
      `{ __schema { ${times(900, (n) => `a${n}: types { ...T }`)} } } ${type}`,
      'OPERATION_TOO_EXPENSIVE',
    );
    await expectRefused(`{ _service { ${times(900, (n) => `a${n}: sdl`)} } }`, 'OPERATION_TOO_EXPENSIVE');
  });
});

describe('cross-site request forgery', () => {
  test('queries by GET: there on purpose, for caches and trusted documents, and of no use without a key', async () => {
    expect((await get('{ __typename }')).status).toBe(200);
    expect((await fetch(`${serviceUrl()}/graphql?query={__typename}`)).status).toBe(401);
  });

  test('mutations by GET: refused', async () => {
    const before = await organization.snapshot();
    expect((await get('mutation { createWebsite(input: { url: "get.example" }) { __typename } }')).status).toBe(405);
    expect(await organization.snapshot()).toBe(before);
  });

  test('url-encoded POST: refused, also with a key', async () => {
    const response = await fetch(`${serviceUrl()}/graphql`, {
      method: 'POST',
      headers: { 'x-api-key': key },
      body: new URLSearchParams({ query: '{ __typename }' }),
    });
    expect(response.status).toBe(415);
  });
});

describe('information leakage', () => {
  test('introspection: to the owner of a key, what that owner may see; to others nothing', async () => {
    const direct = await TestOrganization.create({ partner: false });
    expect((await send(direct.key, getIntrospectionQuery())).status).toBe(200);
    expect(JSON.stringify((await send(direct.key, getIntrospectionQuery())).data)).not.toMatch(/externalId/);
    expect((await post(JSON.stringify({ query: getIntrospectionQuery() }), {})).status).toBe(401);
  });

  test('field suggestions: nothing that introspection does not tell the same key', async () => {
    const { errors } = await send(key, '{ __schema { directive } }');
    expect(errors?.map(({ message }) => message)).toEqual([
      'Cannot query field "directive" on type "__Schema". Did you mean "directives"?',
    ]);
  });

  test('trace mode: no times, no stack traces', async () => {
    for (const document of ['{ __typename }', '{ nonsense }', '{']) {
      const { extensions, errors } = await send(
        key,
        document,
        {},
        { headers: { 'apollo-federation-include-trace': 'ftv1' } },
      );
      expect(Object.keys(extensions ?? {}).filter((name) => name !== 'cost')).toEqual([]);
      expect(JSON.stringify(errors ?? [])).not.toMatch(/stacktrace|tracing|exception|node_modules| at /);
    }
  });

  test('unhandled errors: a document that is none is told so, and nothing of the inside', async () => {
    const { status, errors } = await send(key, 'qwerty cop { abc }');
    expect(status).toBe(400);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'GRAPHQL_PARSE_FAILED' }]);
  });

  test('GraphiQL: at / on purpose, empty without a key, and gone with EXPLORER=false', async () => {
    for (const path of ['/graphiql', '/playground', '/altair', '/voyager', '/graphql/console'])
      expect({ path, status: (await fetch(serviceUrl() + path)).status }).toEqual({ path, status: 404 });
    const page = await (await fetch(serviceUrl())).text();
    expect(page).not.toMatch(/externalId|updateGroup/);
    const without = await startService({ DATABASE_URL: databaseUrl(), EXPLORER: 'false' });
    expect((await fetch(without.url)).status).toBe(404);
    await without.kill();
  });
});
