import { data, send } from '../../support/graphql.ts';
import { invalidInput, type Member, mutation, notFound } from '../../support/operation.ts';

export const keyFields =
  'id name prefix scope permissions readOnly status createdAt expiresAt revokedAt lastUsedAt websites { id }';

const withKey = (...members: string[]) => Object.fromEntries(members.map((name) => [name, `apiKey { ${keyFields} }`]));

interface Values {
  name?: string | null;
  permissions?: string[] | null;
  websiteIds?: string[] | null;
  readOnly?: boolean | null;
  expiresAt?: string | null;
}

export const createApiKey = mutation<Values>('createApiKey', {
  CreateApiKeySuccess: `secret apiKey { ${keyFields} }`,
  ...invalidInput,
});
export const updateApiKey = mutation<Values & { id: string }>('updateApiKey', {
  ...withKey('UpdateApiKeySuccess', 'ApiKeyEnded', 'ApiKeyExceedsYours', 'LastKeyAdministrator'),
  ...invalidInput,
  ...notFound,
});
export const rotateApiKey = mutation<{ id: string; overlapSeconds?: number | null }>('rotateApiKey', {
  RotateApiKeySuccess: `secret apiKey { ${keyFields} } previousApiKey { ${keyFields} }`,
  ...withKey('ApiKeyEnded', 'ApiKeyExceedsYours'),
  ...invalidInput,
  ...notFound,
});
export const revokeApiKey = mutation<{ id: string }>('revokeApiKey', {
  ...withKey('RevokeApiKeySuccess', 'LastKeyAdministrator'),
  ...notFound,
});

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

/** The id of a key. */
export const idOf = async (key: string): Promise<string> =>
  (await data(key, '{ viewer { apiKey { id } } }')).viewer.apiKey.id;

/** Whether requests can use a key, as of now: a node may remember it for a moment. */
export const works = async (key: string) => (await send(key, '{ viewer { apiKey { id } } }')).status === 200;

/** What the history tells of a key, the newest first. */
export async function keyHistory(key: string, resourceId: string): Promise<Member[]> {
  const query = `query ($filter: OrganizationChangeFilter) { organizationChanges(filter: $filter) {
    nodes { resourceType kind changedBy { apiKeyId name } fields { field from to } } } }`;
  return (await data(key, query, { filter: { resourceId } })).organizationChanges.nodes;
}

export const administration = ['STAFF_ADMINISTRATION', 'KEY_ADMINISTRATION'];
