import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const updateGroup = `mutation ($input: UpdateGroupInput!) {
  updateGroup(input: $input) {
    __typename
    ... on UpdateGroupSuccess { group { id name externalId billingEnabled revision updatedAt websites { totalCount nodes { id } } } }
    ... on ResourceError { message }
  }
}`;

test('a caller renames a group, and the name is trimmed', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const result = await data(organization.key, updateGroup, { input: { id, name: '  Renamed Group ' } });
  expect(result.updateGroup).toMatchObject({
    __typename: 'UpdateGroupSuccess',
    group: { id, name: 'Renamed Group', revision: 2 },
  });
});
