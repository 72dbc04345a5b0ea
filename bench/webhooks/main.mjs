// Changes groups on several nodes of which one after the other is killed, while endpoints are slow, fail, hang, answer
// garbage or redirect. Then everything is repaired, and every change must have arrived at each endpoint of its
// organization: no other one's, and of each group in order. Exits with 1 where something is missing or wrong. Needs a build.
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase, fill } from '../support/database.mjs';
import { machine, writeResult } from '../support/results.mjs';
import { check } from './check.mjs';
import { rename, request } from './client.mjs';
import { measureNeighbour } from './neighbour.mjs';
import { Nodes } from './nodes.mjs';
import { behaviours, startReceiver } from './receiver.mjs';

const settings = {
  changes: Number(process.env.CHANGES ?? 100_000),
  nodes: Number(process.env.NODES ?? 3),
  kills: Number(process.env.KILLS ?? 10),
  rounds: Number(process.env.ROUNDS ?? 7),
  workers: 8,
  groups: 400,
  /** Of the changes, those of an organization whose endpoint is not healthy. */
  shareOfOthers: 0.02,
  /** How long after the last change everything has to be delivered. */
  drainMs: 30 * 60_000,
};

/** An organization with an endpoint, by the endpoint's behaviour. */
async function addTenant(databaseUrl, nodes, behaviour) {
  const tenant = { behaviour, counters: [], acknowledged: [], ...(await fill(databaseUrl, settings.groups)) };
  const receiver = await startReceiver(behaviour);
  const created = await request(
    nodes,
    tenant.key,
    `mutation ($url: String!) { createWebhookEndpoint(input: { url: $url, events: [GROUP_UPDATED] }) {
      ... on CreateWebhookEndpointSuccess { webhookEndpoint { id } } } }`,
    { url: receiver.url },
  );
  return { ...tenant, receiver, endpointId: created.createWebhookEndpoint.webhookEndpoint.id };
}

/** Makes changes of a tenant: workers have groups of their own, so that each group's changes follow each other. */
async function change(nodes, tenant, changes, onProgress = () => {}) {
  const workers = Math.min(settings.workers, Math.ceil(changes / 50));
  const share = Math.floor(settings.groups / workers);
  const turns = Math.ceil(changes / workers / 10);
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      const own = {
        key: tenant.key,
        groupIds: tenant.groupIds.slice(worker * share, (worker + 1) * share),
        counters: [],
      };
      for (let turn = 0; turn < turns; turn++) {
        const names = await rename(nodes, own, turn);
        for (const name of names) tenant.acknowledged.push(`${worker}/${name}`);
        onProgress(names.length);
      }
    }),
  );
  tenant.nameOf = (group, name) => `${Math.floor(tenant.groupIds.indexOf(group) / share)}/${name}`;
}

/** Endpoints are well from now on, and nobody wants to wait for long pauses to end. */
async function repair(nodes, { key, receiver, endpointId }) {
  receiver.heal();
  const query = 'mutation ($id: ID!) { updateWebhookEndpoint(input: { id: $id, isEnabled: true }) { __typename } }';
  await request(nodes, key, query, { id: endpointId });
  const { webhookEndpoint } = await request(
    nodes,
    key,
    'query ($id: ID!) { webhookEndpoint(id: $id) { deliveries(first: 100, filter: { statuses: [PENDING, FAILED] }) { nodes { id attempts { at } } } } }',
    { id: endpointId },
  );
  for (const { id, attempts } of webhookEndpoint.deliveries.nodes)
    if (attempts.length > 0)
      await request(nodes, key, 'mutation ($id: ID!) { redeliverWebhook(input: { id: $id }) { __typename } }', { id });
}

async function drain(nodes, tenants) {
  const deadline = Date.now() + settings.drainMs;
  const open = () => tenants.filter((tenant) => check(tenant).missing > 0);
  for (let round = 0; open().length > 0 && Date.now() < deadline; round++) {
    await sleep(1000);
    if (round % 30 === 29) for (const tenant of open()) await repair(nodes, tenant);
  }
}

async function run(nodes, databaseUrl) {
  const tenants = [];
  for (const behaviour of Object.keys(behaviours)) tenants.push(await addTenant(databaseUrl, nodes, behaviour));
  const started = Date.now();
  let made = 0;
  let killed = 0;
  const total = settings.changes;
  let killing = Promise.resolve();
  const onProgress = (count) => {
    made += count;
    if (made < ((killed + 1) * total) / (settings.kills + 1) || killed === settings.kills) return;
    killed++;
    killing = killing.then(() => nodes.killOne());
    console.log(`${made} changes in ${Math.round((Date.now() - started) / 1000)} s; killing node ${killed}`);
  };
  const others = tenants.length - 1;
  await Promise.all(
    tenants.map((tenant, n) =>
      change(
        nodes,
        tenant,
        n === 0 ? total * (1 - others * settings.shareOfOthers) : total * settings.shareOfOthers,
        onProgress,
      ),
    ),
  );
  await killing;
  const changedMs = Date.now() - started;
  console.log(`All ${made} changes are made, in ${Math.round(changedMs / 1000)} s`);
  for (const tenant of tenants) await repair(nodes, tenant);
  await drain(nodes, tenants);
  const drainedMs = Date.now() - started - changedMs;
  for (const { receiver } of tenants) receiver.stop();
  return { made, killed, changedMs, drainedMs, tenants: tenants.map(check) };
}

const closing = [];
async function close() {
  for (const end of closing.splice(0).reverse()) await end();
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close().finally(() => process.exit(130)));

try {
  const database = await createDatabase();
  closing.push(database.drop);
  await fill(database.url, 1);
  const nodes = new Nodes(database.url);
  await nodes.start(settings.nodes);
  closing.push(() => nodes.stop());
  const result = await run(nodes, database.url);
  console.table(result.tenants);
  const neighbour = settings.rounds > 0 ? await measureNeighbour(nodes, database.url, settings.rounds) : undefined;
  const wrong = result.tenants.filter(
    ({ missing, foreign, unknown, outOfOrder }) => missing + foreign + unknown + outOfOrder,
  );
  await writeResult('webhooks.json', { machine: machine(), settings, ...result, neighbour });
  console.log(
    `${result.made} changes, ${result.killed} nodes killed: ${wrong.length === 0 ? 'every change arrived' : 'NOT WELL'}`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await close();
}
process.exit();
