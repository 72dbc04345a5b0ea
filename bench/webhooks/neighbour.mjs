import { fill } from '../support/database.mjs';
import { median } from '../support/statistics.mjs';
import { rename, request } from './client.mjs';
import { startReceiver } from './receiver.mjs';

const roundMs = 5000;

/** What requests of an organization without webhooks take while another one's changes are delivered, and while they are not. */
export async function measureNeighbour(nodes, databaseUrl, rounds) {
  const [quiet, busy] = [await fill(databaseUrl, 200), await fill(databaseUrl, 400)];
  const receiver = await startReceiver('healthy');
  const created = await request(
    nodes,
    busy.key,
    `mutation ($url: String!) { createWebhookEndpoint(input: { url: $url, events: [GROUP_UPDATED] }) {
      ... on CreateWebhookEndpointSuccess { webhookEndpoint { id } } } }`,
    { url: receiver.url },
  );
  const { id } = created.createWebhookEndpoint.webhookEndpoint;
  const toggle = (isEnabled) =>
    request(
      nodes,
      busy.key,
      'mutation ($id: ID!, $on: Boolean!) { updateWebhookEndpoint(input: { id: $id, isEnabled: $on }) { __typename } }',
      { id, on: isEnabled },
    );
  const measured = [];
  for (let n = 0; n < rounds; n++) {
    const round = {};
    for (const isEnabled of n % 2 === 0 ? [false, true] : [true, false]) {
      await toggle(isEnabled);
      round[isEnabled ? 'delivering' : 'plain'] = await latency(nodes, quiet, busy);
    }
    measured.push(round);
    console.log(`Round ${n + 1}: ${JSON.stringify(round)}`);
  }
  receiver.stop();
  const ratio = median(measured.map(({ plain, delivering }) => delivering / plain));
  console.log(`Requests of the others take ${ratio.toFixed(2)} times as long while webhooks are delivered`);
  return { measured, ratio };
}

/** The median time of a request of the one, while the other one makes changes at a steady rate. */
async function latency(nodes, quiet, busy) {
  const end = Date.now() + roundMs;
  busy.counters ??= [];
  let turn = 0;
  const work = async () => {
    while (Date.now() < end) {
      await rename(nodes, busy, turn++);
      await new Promise((next) => setTimeout(next, 100));
    }
  };
  const times = [];
  const ask = async () => {
    while (Date.now() < end) {
      const start = performance.now();
      await request(nodes, quiet.key, '{ groups(first: 10) { nodes { id name } } }');
      times.push(performance.now() - start);
      await new Promise((next) => setTimeout(next, 10));
    }
  };
  await Promise.all([work(), ask(), ask()]);
  return median(times);
}
