import { administration, idOf } from '../../api/api-keys/operations.ts';
import { TestOrganization } from '../../support/organization.ts';
import { TwoNodes, tally, times } from './two-nodes.ts';

const nodes = new TwoNodes();
beforeAll(() => nodes.start());
afterAll(() => nodes.stop());

let organization: TestOrganization;
beforeEach(async () => {
  organization = await TestOrganization.create();
});

const administrators = async () => {
  const [row] = await organization.query(
    `SELECT count(*)::int AS left FROM api_keys WHERE organization_id = $1 AND revoked_at IS NULL
       AND coalesce(expires_at > now(), true) AND 'KEY_ADMINISTRATION' = ANY(permissions) AND NOT read_only`,
    [organization.id],
  );
  return row?.left;
};

/** Two keys that administer keys, both remembered by both nodes. */
async function twoAdministrators() {
  const keys = [organization.key, await organization.createKey({ permissions: administration })] as const;
  const ids = await Promise.all(keys.map(idOf));
  return { keys, ids };
}

/** An outcome; UNAUTHENTICATED where the key was revoked meanwhile. */
const outcome = async (key: string, name: string, input: Record<string, unknown>) =>
  nodes.mutate(key, name, input).catch((error: Error) => {
    if (!error.message.includes('UNAUTHENTICATED')) throw error;
    return { __typename: 'UNAUTHENTICATED' };
  });

test('of two administrators who revoke each other one stays', async () => {
  for (let round = 0; round < 5; round++) {
    organization = await TestOrganization.create();
    const { keys, ids } = await twoAdministrators();
    const results = await times(2, (n) => outcome(keys[n] as string, 'revokeApiKey', { id: ids[1 - n] }));
    expect(tally(results)).toEqual({ RevokeApiKeySuccess: 1, UNAUTHENTICATED: 1 });
    expect(await administrators()).toBe(1);
  }
});

test('of two administrators who revoke themselves, over and over, one stays', async () => {
  const { keys, ids } = await twoAdministrators();
  const results = await times(20, (n) => outcome(keys[n % 2] as string, 'revokeApiKey', { id: ids[n % 2] }));
  expect(tally(results)).toMatchObject({ RevokeApiKeySuccess: 1, LastKeyAdministrator: 10 });
  expect(await administrators()).toBe(1);
});

test('of two administrators who give up the permission, become read-only and expire, one stays', async () => {
  const { keys, ids } = await twoAdministrators();
  const changes = [{ permissions: [] }, { readOnly: true }, { expiresAt: new Date(Date.now() + 60_000).toISOString() }];
  await times(12, (n) =>
    outcome(keys[n % 2] as string, 'updateApiKey', { id: ids[n % 2], ...changes[n % 3] }).catch((error: Error) => {
      if (!error.message.includes('FORBIDDEN')) throw error;
    }),
  );
  expect(await administrators()).toBeGreaterThanOrEqual(1);
  const [row] = await organization.query(
    `SELECT bool_or(expires_at IS NULL) AS lasting FROM api_keys WHERE organization_id = $1
       AND 'KEY_ADMINISTRATION' = ANY(permissions) AND NOT read_only`,
    [organization.id],
  );
  expect(row?.lasting).toBe(true);
});

test('of 20 rotations of one key at once one succeeds, and it has one successor', async () => {
  const other = await organization.createKey();
  const id = await idOf(other);
  const results = await times(20, () => nodes.mutate(organization.key, 'rotateApiKey', { id }));
  expect(tally(results)).toEqual({ RotateApiKeySuccess: 1, ApiKeyEnded: 19 });
  const keys = await organization.query('SELECT FROM api_keys WHERE organization_id = $1', [organization.id]);
  expect(keys).toHaveLength(3);
});

test('40 keys that are created at once are all there', async () => {
  const results = await times(40, (n) => nodes.mutate(organization.key, 'createApiKey', { name: `Key ${n}` }));
  expect(tally(results)).toEqual({ CreateApiKeySuccess: 40 });
});
