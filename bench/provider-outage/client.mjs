import { Agent, request } from 'node:http';

const document = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';

/** Sends `updateGroup` over connections that stay open, so many at once. */
export function updateGroupClient({ url, key, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    /** @throws for every result but success */
    updateGroup: (input) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify({ query: document, variables: { input } });
        const sent = request(`${url}/graphql`, {
          agent,
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-api-key': key },
        });
        sent.on('error', reject);
        sent.on('response', async (response) => {
          try {
            let text = '';
            for await (const chunk of response.setEncoding('utf8')) text += chunk;
            if (JSON.parse(text).data?.updateGroup?.__typename === 'UpdateGroupSuccess') resolve();
            else reject(new Error(`updateGroup answered ${response.statusCode}: ${text.slice(0, 500)}`));
          } catch (error) {
            reject(error);
          }
        });
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
