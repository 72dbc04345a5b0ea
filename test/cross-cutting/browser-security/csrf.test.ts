import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const mutation = 'mutation { createWebsite(input: { url: "forged.example" }) { __typename } }';

let organization: TestOrganization;

beforeAll(async () => {
  organization = await TestOrganization.create();
});

/** What a form or an image of another site can send: no header of its own choice, so no key either. */
const forged: [what: string, search: string, init: RequestInit][] = [
  [
    'a form',
    '',
    { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `query=${mutation}` },
  ],
  [
    'a form of plain text',
    '',
    { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ query: mutation }) },
  ],
  [
    'a form with files',
    '',
    {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${mutation}\r\n--x--`,
    },
  ],
  ['an image', '?query={__typename}', {}],
  ['an image with a mutation', `?query=${encodeURIComponent(mutation)}`, {}],
];

const request = (search: string, init: RequestInit) => fetch(`${serviceUrl()}/graphql${search}`, init);

test.each(forged)('%s of another site is refused for want of a key', async (_what, search, init) => {
  expect((await request(search, init)).status).toBe(401);
});

test.each(forged)('%s is refused even with a key, unless it only reads', async (what, search, init) => {
  const before = await organization.snapshot();
  const { status } = await request(search, { ...init, headers: { ...init.headers, 'x-api-key': organization.key } });
  if (what === 'an image') expect(status).toBe(200);
  else expect([405, 415]).toContain(status);
  expect(await organization.snapshot()).toBe(before);
});

test('a key in the address or in a cookie is none', async () => {
  const read = '?query={__typename}';
  expect((await request(`${read}&x-api-key=${organization.key}&key=${organization.key}`, {})).status).toBe(401);
  expect((await request(read, { headers: { cookie: `x-api-key=${organization.key}` } })).status).toBe(401);
});
