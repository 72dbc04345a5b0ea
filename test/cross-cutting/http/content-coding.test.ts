import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

let organization: TestOrganization;

beforeAll(async () => {
  organization = await TestOrganization.create();
});

async function post(body: Uint8Array, coding: string) {
  const response = await fetch(`${serviceUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': organization.key, 'content-encoding': coding },
    body: new Uint8Array(body),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
  return { status: response.status, headers: response.headers, data, errors };
}

const request = Buffer.from('{"query":"{ viewer { organization { id } } }"}');
const maxBytes = 2 * 1024 * 1024;
const codings: [string, (bytes: Uint8Array) => Buffer][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZIP', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
];

test.each([...codings, ['identity', Buffer.from] as (typeof codings)[number]])(
  'a body in the coding %s is read',
  async (coding, encode) => {
    expect(await post(encode(request), coding)).toMatchObject({
      status: 200,
      data: { viewer: { organization: { id: organization.id } } },
    });
  },
);

test.each(codings)(
  'a body in the coding %s may have as many bytes as one without, and no more',
  async (coding, encode) => {
    const padded = (size: number) => Buffer.concat([request, Buffer.alloc(size - request.length, ' ')]);
    expect(await post(encode(padded(maxBytes)), coding)).toMatchObject({ status: 200 });
    expect(await post(encode(padded(maxBytes + 1)), coding)).toMatchObject({
      status: 413,
      errors: [{ extensions: { code: 'BODY_TOO_LARGE', limit: maxBytes } }],
    });
  },
);

test.each(codings)('a bomb in the coding %s is refused, and costs little', async (coding, encode) => {
  const bomb = encode(Buffer.alloc(200 * 1024 * 1024, ' '));
  expect(bomb.length).toBeLessThan(maxBytes);
  const answers = await Promise.all(Array.from({ length: 4 }, () => post(bomb, coding)));
  for (const { status } of answers) expect(status).toBe(413);
  expect((await fetch(`${serviceUrl()}/livez`)).status).toBe(200);
});

test('a coded body that decodes to nothing for ever is refused', async () => {
  const nothing = gzipSync('');
  const endless = Buffer.concat(Array.from({ length: Math.ceil((maxBytes * 2) / nothing.length) }, () => nothing));
  expect(await post(endless, 'gzip')).toMatchObject({ status: 413 });
});

test.each(codings)('what is cut off, or no %s, is a bad request', async (coding, encode) => {
  const whole = encode(request);
  for (const body of [whole.subarray(0, -6), Buffer.from('nonsense'), request])
    expect(await post(body, coding)).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

test.each(['zstd', 'compress', 'gzip, br', 'gzip, identity', 'toString', '*'])(
  'the coding "%s" is refused by its name, and the answer says which ones are read',
  async (coding) => {
    const { status, headers, errors } = await post(request, coding);
    expect(status).toBe(415);
    expect(errors?.[0]?.message).toContain(`"content-encoding: ${coding}"`);
    expect(headers.get('accept-encoding')).toBe('gzip, deflate, br');
  },
);

test('the JSON of a coded body has the limits of any other', async () => {
  const values = `{"query":"{ __typename }","variables":{"v":[${'{},'.repeat(100_000)}{}]}}`;
  expect(await post(gzipSync(values), 'gzip')).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'TOO_MANY_VALUES' } }],
  });
});
