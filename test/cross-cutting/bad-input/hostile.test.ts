import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { send, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { rawRequest, sendRaw } from './raw-http.ts';

let organization: TestOrganization;
let headers: string[];

beforeAll(async () => {
  organization = await TestOrganization.create();
  headers = ['host: localhost', `x-api-key: ${organization.key}`, 'content-type: application/json'];
});

const post = (body: string, more: string[] = [], address = '/graphql') =>
  sendRaw(rawRequest(`POST ${address} HTTP/1.1`, [...headers, ...more], body));

/** Bytes as they are, which no text has. */
const postBytes = (body: Buffer, more: string[] = []) =>
  sendRaw(
    Buffer.concat([
      Buffer.from(
        `${['POST /graphql HTTP/1.1', ...headers, ...more, 'connection: close', `content-length: ${body.length}`].join('\r\n')}\r\n\r\n`,
      ),
      body,
    ]),
  );

const rename =
  'mutation Rename($name: String!) { createWebsite(input: { url: "a.example", name: $name }) { __typename } }';

test('a member that is there twice is one: the limits look at the document that runs', async () => {
  const large = `{ ${'__typename '.repeat(101)} }`;
  const small = '{ __typename }';
  const [query, other] = [JSON.stringify(large), JSON.stringify(small)];
  expect((await post(`{"query":${other},"query":${query}}`)).body).toContain('TOO_MANY_ROOT_FIELDS');
  expect((await post(`{"query":${query},"query":${other}}`)).body).toContain('"data":{"__typename":"Query"}');
});

test('a document in the address of a POST is none, and no way around the limits', async () => {
  const large = encodeURIComponent(`{ ${'__typename '.repeat(101)} }`);
  expect((await post('{}', [], `/graphql?query=${large}`)).status).toBe(400);
  expect((await post('{"query":"{ __typename }"}', [], '/graphql?query={viewer{organization{id}}}')).body).toContain(
    '"data":{"__typename":"Query"}',
  );
});

test.each([
  ['a byte that starts nothing', [0xff]],
  ['half a character', [0xc3]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['more bytes than needed', [0xc0, 0xaf]],
])('a body that is no UTF-8, by %s, is refused, and nothing of it is stored', async (_what, bytes) => {
  const [before = '', after = ''] = JSON.stringify({ query: rename, variables: { name: '#' } }).split('#');
  const body = Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
  const answer = await postBytes(body);
  expect(answer.status).toBe(400);
  const names = await organization.query('SELECT name FROM websites WHERE organization_id = $1', [organization.id]);
  expect(names).toEqual([]);
});

test('variables that the document does not declare are refused, and a few of them told', async () => {
  const variables = Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`v${n}`, [n]]));
  const { status, data, errors } = await send(organization.key, '{ __typename }', variables);
  expect({ status, data }).toEqual({ status: 400, data: undefined });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(5).fill('BAD_USER_INPUT'));
});

test('a list of many values that do not fit is answered shortly', async () => {
  const document = 'query ($ids: [ID!]!) { groupsById(ids: $ids) { id } }';
  const ids = Array.from({ length: 50_000 }, () => ({}));
  const answer = await send(organization.key, document, { ids });
  expect(answer).toMatchObject({ status: 400, data: undefined });
  expect(JSON.stringify(answer.errors).length).toBeLessThan(3_000);
});

test('many clients that send slowly hold nobody up', async () => {
  const { hostname, port } = new URL(serviceUrl());
  const start = rawRequest('POST /graphql HTTP/1.1', [...headers, 'content-length: 1000']).replace(
    'connection: close\r\n',
    '',
  );
  const slow = await Promise.all(
    Array.from({ length: 300 }, async (): Promise<Socket> => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(`${start}{"query":`);
      return socket;
    }),
  );
  try {
    for (let n = 0; n < 20; n++)
      expect((await send(organization.key, '{ viewer { organization { id } } }')).status).toBe(200);
  } finally {
    for (const socket of slow) socket.destroy();
  }
});
