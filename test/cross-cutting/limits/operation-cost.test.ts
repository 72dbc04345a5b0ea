import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

test.each([
  [
    'groups of the websites of changes',
    'groups { nodes { changes { nodes { websitesAdded { groups(first: 100) { nodes { id } } } } } } }',
  ],
  [
    'websites of changes of many groups',
    'groups(first: 100) { nodes { changes(first: 100) { nodes { websitesRemoved { organization { id } } } } } }',
  ],
])('lists that no argument bounds are refused for what they may hold: %s', async (_, selection) => {
  const { key } = await TestOrganization.create();
  const { errors } = await send(key, `{ ${selection} }`);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'OPERATION_TOO_EXPENSIVE', limit: 20_000 });
});

test('a page of changes costs what it usually holds', async () => {
  const { key } = await TestOrganization.create();
  const { errors, extensions } = await send(
    key,
    '{ groups(first: 1) { nodes { changes { nodes { websitesAdded { url } } } } } }',
  );
  expect(errors).toBeUndefined();
  expect(extensions?.cost).toMatchObject({ requested: 17 });
});
