import { inspect } from 'node:util';
import { Sealer, Secret } from '../../../src/database/secrets.ts';
import { administration, idOf } from '../../api/api-keys/operations.ts';
import { eventually } from '../../support/eventually.ts';
import { TestOrganization } from '../../support/organization.ts';
import { codeOf, isReplay, repeatable } from './request.ts';

const create =
  'mutation { createApiKey(input: { name: "New" }) { ... on CreateApiKeySuccess { secret apiKey { id } } } }';
const rotate = `mutation ($id: ID!) { rotateApiKey(input: { id: $id, overlapSeconds: 60 }) {
  ... on RotateApiKeySuccess { secret apiKey { id expiresAt } previousApiKey { id expiresAt } } } }`;

test('a repeat gets the secret again, and makes no other key', async () => {
  const organization = await TestOrganization.create();
  const id = await idOf(await organization.createKey());
  for (const [kind, document, variables] of [
    ['create', create, {}],
    ['rotate', rotate, { id }],
  ] as const) {
    const first = await repeatable(organization.key, kind, document, variables);
    expect(Object.values<{ secret: string }>(first.data)[0]?.secret).toMatch(/^gg_[0-9a-f]{40}$/);
    const again = await repeatable(organization.key, kind, document, variables);
    expect([again.data, isReplay(first), isReplay(again)]).toEqual([first.data, false, true]);
  }
  expect(await organization.query('SELECT FROM api_keys WHERE organization_id = $1', [organization.id])).toHaveLength(
    4,
  );
});

test('twenty at once get one secret', async () => {
  const organization = await TestOrganization.create();
  const answers = await Promise.all(Array.from({ length: 20 }, () => repeatable(organization.key, 'once', create, {})));
  expect(new Set(answers.map(({ data }) => data.createApiKey.secret)).size).toBe(1);
});

test('the database has nothing by which a secret could be read', async () => {
  const organization = await TestOrganization.create();
  const { data } = await repeatable(organization.key, 'key', create, {});
  const { secret } = data.createApiKey;
  const everything = await organization.snapshot();
  expect(everything).toContain('$sealed');
  expect(everything).not.toContain(secret.slice(11));
  expect(everything).not.toContain(Buffer.from(secret).toString('base64').slice(0, 40));
  expect(everything).not.toContain(organization.key.slice(11));
});

test('another key of the organization, and the same with another idempotency key, get no secret of it', async () => {
  const organization = await TestOrganization.create();
  const other = await organization.createKey({ permissions: administration });
  const secretOf = async (key: string, idempotencyKey: string) =>
    (await repeatable(key, idempotencyKey, create, {})).data.createApiKey.secret;
  const secrets = [
    await secretOf(organization.key, 'one'),
    await secretOf(other, 'one'),
    await secretOf(organization.key, 'two'),
  ];
  expect(new Set(secrets).size).toBe(3);
});

test('a key that has replaced itself at once gets no repeat: it is refused', async () => {
  const organization = await TestOrganization.create();
  const id = await idOf(organization.key);
  const self = `mutation { rotateApiKey(input: { id: "${id}" }) { ... on RotateApiKeySuccess { secret } } }`;
  const { data } = await repeatable(organization.key, 'self', self, {});
  await eventually('the old key is refused', async () => {
    const again = await repeatable(organization.key, 'self', self, {});
    return codeOf(again) === 'UNAUTHENTICATED';
  });
  expect((await repeatable(data.rotateApiKey.secret, 'self', create, {})).data.createApiKey.secret).toMatch(/^gg_/);
});

test('what is sealed opens with the same passphrase, in the same place, and unchanged alone', () => {
  const sealed = new Sealer('passphrase', 'place').seal(new Secret('text'));
  expect(new Sealer('passphrase', 'place').open(sealed).valueOf()).toBe('text');
  expect(new Sealer('passphrase', 'place').seal(new Secret('text'))).not.toBe(sealed);
  const changed = Buffer.from(sealed, 'base64');
  changed[changed.length - 1] = (changed.at(-1) as number) ^ 1;
  expect(() => new Sealer('other', 'place').open(sealed)).toThrow();
  expect(() => new Sealer('passphrase', 'elsewhere').open(sealed)).toThrow();
  expect(() => new Sealer('passphrase', 'place').open(changed.toString('base64'))).toThrow();
});

test('a secret shows in nothing that writes values out', () => {
  const secret = new Secret('hidden');
  expect(
    [String(secret.toString()), JSON.stringify({ secret }), inspect({ secret }, { depth: 9 })].join(),
  ).not.toContain('hidden');
});
