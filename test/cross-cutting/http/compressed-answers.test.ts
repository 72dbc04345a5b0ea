import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

let organization: TestOrganization;

beforeAll(async () => {
  organization = await TestOrganization.create();
  for (let n = 0; n < 20; n++) await organization.addGroup();
});

const large = '{ groups(first: 20) { nodes { id name createdAt updatedAt revision } } }';

/** Asks without a client that decompresses by itself. */
function ask(
  path: string,
  headers: Record<string, string>,
): Promise<{ headers: NodeJS.Dict<string | string[]>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${serviceUrl()}${path}`,
      { headers: { 'x-api-key': organization.key, ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(chunks) }));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

const search = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;

test.each([
  ['gzip', 'gzip', gunzipSync],
  ['deflate', 'deflate', inflateSync],
  ['br', 'br', brotliDecompressSync],
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['br;q=0.1, gzip', 'gzip', gunzipSync],
] as const)('a large answer to "accept-encoding: %s" is sent as %s', async (accepted, coding, decode) => {
  const plain = await ask(search(large), {});
  expect(plain.headers['content-encoding']).toBeUndefined();
  const { headers, body } = await ask(search(large), { 'accept-encoding': accepted });
  expect(headers).toMatchObject({ 'content-encoding': coding, vary: expect.stringContaining('accept-encoding') });
  expect(body.length).toBeLessThan(plain.body.length / 2);
  expect(JSON.parse(decode(body).toString()).data).toEqual(JSON.parse(plain.body.toString()).data);
});

test('a small answer is not compressed, nor one that the client does not want so', async () => {
  for (const [query, accepted] of [
    ['{ __typename }', 'gzip'],
    [large, 'identity'],
    [large, 'gzip;q=0'],
    [large, ''],
    [large, 'zstd'],
  ] as const) {
    const { headers } = await ask(search(query), { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBeUndefined();
  }
});

test('errors, the schema and metrics are compressed as well', async () => {
  const errors = search(`{ ${Array.from({ length: 60 }, (_, n) => `nonsense${n}`).join(' ')} }`);
  for (const path of [errors, '/schema.graphql', '/metrics']) {
    const { headers } = await ask(path, { 'accept-encoding': 'gzip' });
    expect({ path, coding: headers['content-encoding'] }).toEqual({ path, coding: 'gzip' });
  }
});

test('a stream of events is never compressed', async () => {
  const query = 'subscription { groupChanged { groupId } }';
  const stream = await new Promise<{ headers: NodeJS.Dict<string | string[]>; text: string }>((resolve, reject) => {
    const sent = request(
      `${serviceUrl()}/graphql`,
      {
        method: 'POST',
        headers: {
          'x-api-key': organization.key,
          'content-type': 'application/json',
          accept: 'text/event-stream',
          'accept-encoding': 'gzip, br',
        },
      },
      (answer) =>
        answer.once('data', (chunk) => {
          resolve({ headers: answer.headers, text: String(chunk) });
          sent.destroy();
        }),
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ query }));
  });
  expect(stream.headers['content-type']).toMatch(/^text\/event-stream/);
  expect(stream.headers['content-encoding']).toBeUndefined();
  expect(stream.text).toMatch(/^:\n/);
});
