// The REST API of groups, which has no look-up by id: a group with its websites is found by its external id.
const headers = ({ key }) => ({ 'x-api-key': key });

export const toRequest = {
  one: ({ organization, externalId }) => ({
    method: 'GET',
    path: `/api/v1/groups?external_id=${externalId}`,
    headers: headers(organization),
  }),
  rename: ({ organization, id, name }) => ({
    method: 'PATCH',
    path: `/api/v1/groups/${id}`,
    headers: { ...headers(organization), 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  }),
};
