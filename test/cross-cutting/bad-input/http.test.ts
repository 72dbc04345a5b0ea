import { getIntrospectionQuery } from 'graphql';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { type RawAnswer, rawRequest, sendRaw } from './raw-http.ts';
import { Stored } from './stored.ts';

let organization: TestOrganization;
let headers: string[];
let stored: Stored;

beforeAll(async () => {
  organization = await TestOrganization.create();
  await organization.addGroup();
  headers = ['host: localhost', `x-api-key: ${organization.key}`];
  stored = new Stored(organization);
  await stored.open();
});

afterAll(() => stored.close());

const json = 'content-type: application/json';
const query = JSON.stringify({ query: '{ viewer { organization { id } } }' });
const post = (body: string, more: string[] = [json]) =>
  sendRaw(rawRequest('POST /graphql HTTP/1.1', [...headers, ...more, ...(body ? [] : ['content-length: 0'])], body));
const get = (address: string) => sendRaw(rawRequest(`GET ${address} HTTP/1.1`, headers));

/** Errors in the form of GraphQL, whatever went wrong and wherever. */
function expectErrors(answer: RawAnswer, status: number, code = 'BAD_REQUEST'): void {
  expect(answer).toMatchObject({ status });
  const { errors, data } = JSON.parse(answer.body);
  expect(data ?? null).toBeNull();
  expect(errors.length).toBeGreaterThan(0);
  for (const error of errors) {
    expect(error).toEqual(
      expect.objectContaining({ message: expect.stringMatching(/./), extensions: expect.objectContaining({ code }) }),
    );
    expect(error.extensions).not.toHaveProperty('stacktrace');
  }
  expect(answer.head).toMatch(/^content-type: application\/json/im);
}

describe('a body', () => {
  test.each([
    ['that is empty', ''],
    ['that is cut off', '{"query":'],
    ['that is no JSON', 'query { viewer }'],
    ['that is a list, as in batches', `[${query}]`],
    ['that is an empty list', '[]'],
    ['that is a text', '"x"'],
    ['that is a number', '5'],
    ['that is null', 'null'],
    ['that is an empty object', '{}'],
    ['without a query', '{"variables":{}}'],
    ['with a number for a query', '{"query":5}'],
    ['with null for a query', '{"query":null}'],
    ['with an empty query', '{"query":""}'],
    ['with a text for variables', '{"query":"{ __typename }","variables":"x"}'],
    ['with a list for variables', '{"query":"{ __typename }","variables":[]}'],
    ['with a number for the operation name', '{"query":"{ __typename }","operationName":5}'],
    ['with a list for extensions', '{"query":"{ __typename }","extensions":[]}'],
    [
      'with a broken persisted query',
      '{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
    ],
    ['with __proto__', '{"query":"{ __typename }","__proto__":{"admin":true}}'],
    ['with __proto__ in the variables', '{"query":"{ __typename }","variables":{"a":{"__proto__":{"admin":true}}}}'],
    [
      'with constructor.prototype',
      '{"query":"{ __typename }","variables":{"constructor":{"prototype":{"admin":true}}}}',
    ],
  ])('%s is a bad request', async (_what, body) => {
    expectErrors(await post(body), 400);
  });

  test.each([
    ['of 10 MB', 10_000_000],
    ['of one byte too many', 2 * 1024 * 1024 + 1],
  ])('%s is too large', async (_what, size) => {
    const start = '{"query":"{ __typename }","variables":{"a":"';
    const body = `${start}${'x'.repeat(size - start.length - 3)}"}}`;
    const response = await fetch(`${serviceUrl()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': organization.key },
      body,
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: expect.stringMatching(/^The body has [\d,]+ bytes; at most 2,097,152 are allowed\./),
          extensions: { code: 'BODY_TOO_LARGE', limit: 2 * 1024 * 1024, requested: size },
        },
      ],
    });
  });

  test('of 10 MB in chunks, without its length, is too large', async () => {
    const chunk = 'x'.repeat(1_000_000);
    const chunks = Array.from({ length: 10 }, () => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
    expectErrors(
      await sendRaw(
        `${rawRequest('POST /graphql HTTP/1.1', [...headers, json, 'transfer-encoding: chunked'])}${chunks}0\r\n\r\n`,
      ),
      413,
      'BODY_TOO_LARGE',
    );
  });

  test.each([
    [],
    ['content-type: text/plain'],
    ['content-type: application/graphql'],
    ['content-type: application/x-www-form-urlencoded'],
    ['content-type: multipart/form-data; boundary=x'],
    ['content-type: nonsense'],
    ['content-type:'],
  ])('without the content type of JSON (%p) is refused, and the answer says which one it is', async (...given) => {
    const answer = await post(query, given);
    expectErrors(answer, 415);
    expect(answer.body).toContain('application/json');
  });

  test('with a byte order mark, and with unknown members, is understood', async () => {
    for (const body of [`\ufeff${query}`, '{"query":"{ __typename }","nonsense":{"a":[1]}}'])
      expect(await post(body)).toMatchObject({ status: 200 });
  });
});

describe('a document', () => {
  test.each([
    ['that does not parse', '{', 'GRAPHQL_PARSE_FAILED'],
    ['that is blank', '  ', 'GRAPHQL_PARSE_FAILED'],
    ['with NUL', '{ __typename }\0', 'GRAPHQL_PARSE_FAILED'],
    ['with half a surrogate pair', '{ __typename } # \ud800', 'GRAPHQL_PARSE_FAILED'],
    ['with an unknown field', '{ nonsense }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with an unknown argument', '{ groups(nonsense: 1) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'with an unknown input field',
      'mutation { deleteGroup(input: { id: 1, nonsense: 1 }) { __typename } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['without a required argument', '{ group { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with a selection that is missing', '{ groups }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with a fragment in a circle', '{ ...F } fragment F on Query { ...F }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with two nameless operations', '{ __typename } { __typename }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with the prototype of objects', '{ __proto__ constructor toString }', 'GRAPHQL_VALIDATION_FAILED'],
    ['of 4,000 levels', '{a'.repeat(4000), 'TOO_MANY_BRACKETS'],
    ['of 50,000 brackets', `{ group(id: ${'['.repeat(50_000)}`, 'TOO_MANY_BRACKETS'],
    ['of 20,000 tokens', `{ ${'a '.repeat(20_000)} }`, 'TOO_MANY_TOKENS'],
    ['of 200,001 characters', `{ __typename } #${' '.repeat(199_985)}`, 'TOO_MANY_CHARACTERS'],
  ])('%s is a bad request', async (_what, document, code) => {
    expectErrors(await post(JSON.stringify({ query: document })), 400, code);
  });

  test.each([100, 500, 1000, 2000, 3000, 4000, 6000])(
    'nested %d levels deep gives an answer that is no failure of the service',
    async (depth) => {
      const documents = [
        `{ ${'groups { nodes { websites { nodes { '.repeat(depth / 4)}id${' } } } }'.repeat(depth / 4)} }`,
        `{ a(b: ${'['.repeat(depth)}${']'.repeat(depth)}) }`,
        `{ groups(filter: ${'{ name: '.repeat(depth)}1${' }'.repeat(depth)}) { totalCount } }`,
        `query ($a: ${'['.repeat(depth)}ID${']'.repeat(depth)}) { group(id: $a) { id } }`,
        `{ ${'... { '.repeat(depth)} __typename ${' }'.repeat(depth)} }`,
        `{ ...F0 } ${Array.from({ length: depth }, (_, n) => `fragment F${n} on Query { ...F${n + 1} }`).join(' ')} fragment F${depth} on Query { nonsense }`,
      ];
      for (const document of documents) {
        const answer = await post(JSON.stringify({ query: document }));
        expect({
          document: document.slice(0, 40),
          status: answer.status,
          body: answer.body.slice(0, 300),
        }).toMatchObject({
          status: expect.not.stringMatching(/5../),
          body: expect.not.stringContaining('INTERNAL_SERVER_ERROR'),
        });
        expect(answer.status).toBeLessThan(500);
      }
    },
  );

  test('with many brackets in its texts is not taken for a deep one', async () => {
    expect(await post(JSON.stringify({ query: `{ group(id: "${'{['.repeat(300)}") { id } }` }))).toMatchObject({
      status: 200,
    });
  });

  test('with 1,000 ids, and one that introspects, is served', async () => {
    const ids = Array.from({ length: 1000 }, () => `"${organization.id}"`).join(' ');
    expect(await post(JSON.stringify({ query: `{ groupsById(ids: [${ids}]) { id } }` }))).toMatchObject({
      status: 200,
    });
    expect(await post(JSON.stringify({ query: getIntrospectionQuery() }))).toMatchObject({ status: 200 });
  });

  test('with variables of 100,000 levels is told that they do not fit', async () => {
    for (const [type, use] of [
      ['ID!', 'group(id: $v) { id }'],
      ['GroupFilter', 'groups(filter: $v) { totalCount }'],
    ])
      for (const [open, close] of [
        ['[', ']'],
        ['{"name":', '}'],
      ] as const) {
        const value = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
        expectErrors(
          await post(`{"query":"query ($v: ${type}) { ${use} }","variables":{"v":${value}}}`),
          400,
          'BAD_USER_INPUT',
        );
      }
  });

  test('that names an operation which it lacks is a bad request', async () => {
    for (const operationName of ['B', '__proto__', '\0'])
      expectErrors(
        await post(JSON.stringify({ query: 'query A { __typename }', operationName })),
        400,
        'OPERATION_RESOLUTION_FAILURE',
      );
  });

  test('with an empty operation name is one without a name, by POST and by GET', async () => {
    const document = 'query A { __typename }';
    expect(await post(JSON.stringify({ query: document, operationName: '' }))).toMatchObject({ status: 200 });
    expect(await get(`/graphql?query=${encodeURIComponent(document)}&operationName=`)).toMatchObject({ status: 200 });
    const two = `${document} query B { __typename }`;
    expectErrors(await post(JSON.stringify({ query: two, operationName: '' })), 400, 'OPERATION_RESOLUTION_FAILURE');
  });

  test('that subscribes is told how to take the answer', async () => {
    expectErrors(await post(JSON.stringify({ query: 'subscription { groupChanged { groupId } }' })), 406);
    const typename = await post(JSON.stringify({ query: 'subscription { __typename }' }));
    expectErrors(typename, 400, 'GRAPHQL_VALIDATION_FAILED');
  });
});

describe('GET', () => {
  test('runs a query', async () => {
    expect(await get(`/graphql?query=${encodeURIComponent('{ viewer { organization { id } } }')}`)).toMatchObject({
      status: 200,
      body: expect.stringContaining(organization.id),
    });
  });

  test.each([
    ['without a query', ''],
    ['with a broken escape', '?query=%zz', 'GRAPHQL_PARSE_FAILED'],
    ['with two queries', '?query={__typename}&query={__typename}'],
    ['with variables that are no JSON', '?query={__typename}&variables={'],
    ['with a list for variables', '?query={__typename}&variables=[]'],
    ['with a number for extensions', '?query={__typename}&extensions=5'],
  ])('%s is a bad request', async (_what, search, code = 'BAD_REQUEST') => {
    expectErrors(await get(`/graphql${search}`), 400, code);
  });

  test('refuses a mutation and names the method for it', async () => {
    const before = await stored.look();
    const document = 'mutation { createWebsite(input: { url: "by-get.example" }) { __typename } }';
    const answer = await get(`/graphql?query=${encodeURIComponent(document)}`);
    expectErrors(answer, 405);
    expect(answer.head).toMatch(/^allow: POST$/im);
    expect(await stored.look()).toBe(before);
  });
});

describe('a request', () => {
  test.each(['[', 'a b', '', ':::', '%00', '?', '#', 'xn--a'])(
    'with the Host header "%s" is a bad request',
    async (host) => {
      expectErrors(
        await sendRaw(rawRequest('POST /graphql HTTP/1.1', [`host: ${host}`, ...headers.slice(1), json], query)),
        400,
      );
    },
  );

  test.each(['localhost', '[::1]:4000', 'gateway.example:80', '192.0.2.1'])(
    'with the Host header "%s" is served',
    async (host) => {
      expect(
        await sendRaw(rawRequest('POST /graphql HTTP/1.1', [`host: ${host}`, ...headers.slice(1), json], query)),
      ).toMatchObject({ status: 200 });
    },
  );

  test.each(['/%zz', '/nonsense', '//graphql', '/graphql/x', '/constructor', '/__proto__'])(
    'to %s is told that there is nothing',
    async (address) => {
      const answer = await get(address);
      expectErrors(answer, address === '/%zz' ? 400 : 404, address === '/%zz' ? 'BAD_REQUEST' : 'NOT_FOUND');
    },
  );

  test.each([
    ['that is no HTTP', 'nonsense\r\n\r\n', 400],
    ['with a broken header', 'GET / HTTP/1.1\r\nhost: a\r\nbroken header\r\n\r\n', 400],
    ['with a length that is none', 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n', 400],
    ['with headers of 40 kB', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
  ])('%s is answered in the same form', async (_what, bytes, status) => {
    expectErrors(await sendRaw(bytes), status);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'PROPFIND', 'QUERY', 'M-SEARCH'])(
    'by %s is told the methods of GraphQL',
    async (method) => {
      const answer = await sendRaw(rawRequest(`${method} /graphql HTTP/1.1`, [...headers, json], query));
      expectErrors(answer, 405);
      expect(answer.head).toMatch(/^allow: GET, POST$/im);
    },
  );

  test('by HEAD to GraphQL is told the methods in the headers alone', async () => {
    const answer = await sendRaw(rawRequest(`HEAD /graphql?query={__typename} HTTP/1.1`, headers));
    expect(answer).toMatchObject({ status: 405, body: '' });
    expect(answer.head).toMatch(/^allow: GET, POST$/im);
  });

  test.each([
    '/',
    '/console',
    '/console/groups',
    '/assets/x.js',
    '/demo-keys.json',
    '/livez',
    '/readyz',
    '/metrics',
    '/schema.graphql',
  ])('by POST to %s is told the methods, and its body is not read', async (address) => {
    const answer = await sendRaw(rawRequest(`POST ${address} HTTP/1.1`, ['host: localhost', json], '{'));
    expectErrors(answer, 405);
    expect(answer.head).toMatch(/^allow: GET, HEAD$/im);
  });

  test('to an address that has nothing is told so, whatever its body is', async () => {
    for (const more of [[json], ['content-type: text/plain'], [json, 'content-encoding: nonsense']])
      expectErrors(await sendRaw(rawRequest('POST /nonsense HTTP/1.1', ['host: a', ...more], '{')), 404, 'NOT_FOUND');
  });

  test('to /graphql/ is one to /graphql', async () => {
    for (const line of ['POST /graphql/ HTTP/1.1', 'POST /graphql/?x=/graphql/ HTTP/1.1'])
      expect(await sendRaw(rawRequest(line, [...headers, json], query))).toMatchObject({ status: 200 });
    expect(await get('/graphql/?query={__typename}')).toMatchObject({ status: 200 });
    expectErrors(await get('/graphql//'), 404, 'NOT_FOUND');
  });

  test('with an empty accept header is one without', async () => {
    for (const accept of ['accept:', 'accept:   '])
      for (let n = 0; n < 5; n++) expect(await post(query, [json, accept])).toMatchObject({ status: 200 });
  });

  test('for an answer that the service does not write is refused', async () => {
    expectErrors(await post(query, [json, 'accept: text/html']), 406);
  });

  test.each([
    [],
    ['x-api-key: '],
    ['x-api-key: nonsense'],
    ['x-api-key: gg_\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9'],
    [`x-api-key: ${'x'.repeat(10_000)}`],
    ['authorization: Basic Z2c6Z2c='],
    ['authorization: Bearer'],
    ['authorization: Bearer __proto__ x'],
  ])('whose key is none (%p) is refused before its body is read', async (...key) => {
    expectErrors(
      await sendRaw(rawRequest('POST /graphql HTTP/1.1', ['host: a', json, ...key], '{')),
      401,
      'UNAUTHENTICATED',
    );
  });
});
