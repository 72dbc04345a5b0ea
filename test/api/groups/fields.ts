/** What the tests of groups' mutations look at. */
export const groupFields =
  'id name externalId billingEnabled createdAt updatedAt revision websites(first: 100) { totalCount nodes { id } }';

export const creditFields = 'credits { total monthly { balance nextResetAt } oneOff { balance } }';

export const websiteIds = (group: { websites: { nodes: { id: string }[] } }) =>
  group.websites.nodes.map(({ id }) => id).sort();
