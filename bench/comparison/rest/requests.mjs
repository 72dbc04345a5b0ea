const get = (pathOf) => (step) => ({
  method: 'GET',
  path: `/organizations/${step.organization.id}${pathOf(step)}`,
});
const send = (method, pathOf, bodyOf) => (step) => ({
  method,
  path: `/organizations/${step.organization.id}${pathOf(step)}`,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(bodyOf(step)),
});
const patchGroup = (part, bodyOf) => send('PATCH', ({ id }) => `/groups/${id}${part}`, bodyOf);

export const toRequest = {
  one: get(({ id }) => `/groups/${id}`),
  list: get(() => '/groups?first=20'),
  deep: get(() => '/groups-with-neighbours?first=20'),
  rename: patchGroup('', ({ name }) => ({ name })),
  websites: patchGroup('/websites', ({ add, remove }) => ({ add, remove })),
  externalId: patchGroup('/external-id', ({ externalId }) => ({ externalId })),
  label: send(
    'PATCH',
    ({ id }) => `/account-groups/${id}/names`,
    ({ languageId, text }) => ({ languageId, text }),
  ),
  lookup: send(
    'POST',
    () => '/groups/by-external-id',
    ({ externalIds }) => ({ externalIds }),
  ),
};

const asIs = (answer) => answer;

export const toContent = {
  one: asIs,
  list: asIs,
  deep: asIs,
  rename: asIs,
  websites: asIs,
  externalId: asIs,
  label: asIs,
  lookup: asIs,
};
