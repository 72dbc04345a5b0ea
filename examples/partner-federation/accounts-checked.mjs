// The accounts, without groups that do not exist, whatever a query selects of them.
import DataLoader from 'dataloader';
import { serveAccounts } from './subgraph.mjs';

const { GROUP_GATEWAY_URL, GROUP_GATEWAY_KEY } = process.env;
const query = 'query ($ids: [String!]!) { groupsByExternalId(externalIds: $ids) { externalId } }';

/** The key of each group, or null where there is no such group. */
async function findGroups(ids) {
  const response = await fetch(GROUP_GATEWAY_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': GROUP_GATEWAY_KEY },
    body: JSON.stringify({ query, variables: { ids } }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data.groupsByExternalId;
}

serveAccounts(
  ({ groupExternalId }, _args, { groups }) => groupExternalId && groups.load(groupExternalId),
  // For each request to the subgraph, so that nothing is remembered for long. The service takes up to 1,000 ids at once.
  () => ({ groups: new DataLoader(findGroups, { maxBatchSize: 1000 }) }),
);
