// Joins accounts to groups over HTTP alone: one request for up to 1,000 ids.
import { accounts } from '../accounts.mjs';

const { GROUP_GATEWAY_URL = 'http://localhost:4000/graphql', GROUP_GATEWAY_KEY = 'gg_demo_partner' } = process.env;

const query = `
  query Groups($externalIds: [String!]!) {
    groupsByExternalId(externalIds: $externalIds) {
      id
      name
      websites(first: 100) { nodes { url } }
    }
  }
`;

const withGroup = accounts.filter(({ groupExternalId }) => groupExternalId !== null);
const response = await fetch(GROUP_GATEWAY_URL, {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-api-key': GROUP_GATEWAY_KEY },
  body: JSON.stringify({ query, variables: { externalIds: withGroup.map(({ groupExternalId }) => groupExternalId) } }),
});
const { data, errors } = await response.json();
if (errors) throw new Error(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join('\n'));

// The answer has the length and the order of the ids, and null for an id that no group has.
const groups = new Map(withGroup.map((account, position) => [account, data.groupsByExternalId[position]]));
const joined = accounts.map((account) => ({ name: account.name, group: groups.get(account) ?? null }));
console.log(JSON.stringify(joined, null, 2));
