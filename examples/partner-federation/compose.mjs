// Composes the supergraph. A partner does this in its pipeline and deploys the file; here it is done at the start.
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const { ACCOUNTS_URL, GROUP_GATEWAY_URL, GROUP_GATEWAY_KEY } = process.env;

/** The SDL of the partner's own subgraph. */
async function accountsSdl() {
  const response = await fetch(ACCOUNTS_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  return (await response.json()).data._service.sdl;
}

/** The SDL of the group gateway, as the key's owner sees it. */
async function groupGatewaySdl() {
  const address = new URL('schema.graphql?for=federation', GROUP_GATEWAY_URL);
  const response = await fetch(address, { headers: { 'x-api-key': GROUP_GATEWAY_KEY } });
  if (!response.ok) throw new Error(`${address} answered HTTP ${response.status}: check the key.`);
  return response.text();
}

export async function composeSupergraph() {
  const { errors, supergraphSdl } = composeServices([
    { name: 'accounts', url: ACCOUNTS_URL, typeDefs: parse(await accountsSdl()) },
    { name: 'group_gateway', url: GROUP_GATEWAY_URL, typeDefs: parse(await groupGatewaySdl()) },
  ]);
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
