/** What the tests of websites' mutations look at. */
export const websiteFields =
  'id url name externalId createdAt updatedAt deletedAt revision groups(first: 100) { totalCount nodes { id } }';

export const groupIds = (website: { groups: { nodes: { id: string }[] } }) =>
  website.groups.nodes.map(({ id }) => id).sort();
