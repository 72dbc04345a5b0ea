import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** Connections that stay open: what makes the load shares the machine with what bears it. */
const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
/** Longer than anything that the service does in a time of its own. */
const timeoutMs = 20_000;

export interface Answered {
  // biome-ignore lint/suspicious/noExplicitAny: clients look into answers of every shape
  data?: any;
  errors?: { message: string; extensions: { code: string } }[];
}

/** Sends a GraphQL request; rejects where no whole answer comes. */
export function ask(url: string, body: object, headers: Record<string, string>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const content = JSON.stringify(body);
    const sent = request(`${url}/graphql`, {
      agent,
      method: 'POST',
      timeout: timeoutMs,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content), ...headers },
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', reject);
    sent.on('response', (response) => {
      text(response)
        .then((answer) => resolve(JSON.parse(answer)))
        .catch(reject);
    });
    sent.end(content);
  });
}
