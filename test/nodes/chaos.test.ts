import { eventually } from '../support/eventually.ts';
import { send } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import type { ServiceProcess } from '../support/service.ts';
import { Clients, type Tenant } from './clients.ts';
import { faults } from './faults.ts';
import { History } from './history.ts';
import { Site } from './site.ts';

/** How many requests there have to be; by default each fault comes once. */
const wanted = Number(process.env.CHAOS_REQUESTS ?? 0);
const clientCount = 16;
/** By when a node has to serve again after a fault; a machine that is busy with other tests is given more time. */
const recoveryMs = wanted > 0 ? 5000 : 20_000;

let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 60_000);
afterAll(() => site.close());

async function createTenant(): Promise<Tenant> {
  const organization = await TestOrganization.create({ database: site.primary.url });
  return { organization, groupIds: await organization.addGroups(4, () => ({ name: 'Name 0' })) };
}

/** Whether a node reads and writes. */
async function serves(node: ServiceProcess, { organization, groupIds: [id] }: Tenant): Promise<boolean> {
  const change = `mutation { deleteGroup(input: { id: "${id}", expectedRevision: 2147483647 }) { __typename } }`;
  for (const document of ['{ groups { totalCount } }', change]) {
    const answer = await send(organization.key, document, {}, { url: node.url }).catch(() => undefined);
    if (answer?.status !== 200 || answer.errors) return false;
  }
  return (await fetch(`${node.url}/readyz`)).status === 200;
}

test(
  '16 clients on 3 nodes lose no change, make none twice and read nothing stale, whatever fails meanwhile',
  async () => {
    const history = new History();
    const tenants = [await createTenant(), await createTenant()];
    const clients = new Clients(tenants, history, () => site.randomNode().url);
    const running = clients.run(clientCount);
    const recoveries: Record<string, { times: number; worstMs: number }> = {};
    const killed = new Set<ServiceProcess>();
    try {
      do {
        for (const [name, happen] of Object.entries(faults)) {
          await eventually('requests are answered', hundredMore(clients), 60_000);
          const before = [...site.nodes];
          await happen(site);
          for (const node of before) if (!site.nodes.includes(node)) killed.add(node);
          const ended = Date.now();
          await Promise.all(
            site.nodes.map((node) =>
              eventually(`a node serves after: ${name}`, () => serves(node, tenants[0] as Tenant), recoveryMs),
            ),
          );
          const recovery = recoveries[name] ?? { times: 0, worstMs: 0 };
          recoveries[name] = { times: recovery.times + 1, worstMs: Math.max(recovery.worstMs, Date.now() - ended) };
        }
      } while (clients.sent < wanted && history.violations.length === 0);
    } finally {
      clients.stop();
      await running;
      console.table(clients.tallies);
      console.table(recoveries);
    }
    for (const node of site.nodes) expect(node.process.exitCode).toBeNull();
    await Promise.all(site.nodes.map((node) => node.stop()));
    await settle(tenants, history, clients);
    expect(history.violations).toEqual([]);
  },
  Math.max(240_000, wanted * 20),
);

/** Whether 100 requests were sent since it was asked first. */
function hundredMore(clients: Clients): () => boolean {
  const before = clients.sent;
  return () => clients.sent >= before + 100;
}

/** Compares what clients were told with what is stored. */
async function settle(tenants: Tenant[], history: History, { created }: Clients): Promise<void> {
  const stored = new Map<string, number>();
  for (const { organization, groupIds } of tenants) {
    const rows = await organization.query('SELECT id, name, revision FROM groups WHERE organization_id = $1', [
      organization.id,
    ]);
    for (const { id, name, revision } of rows as { id: string; name: string; revision: number }[])
      if (groupIds.includes(id)) history.settle(id, revision, name);
      else stored.set(name, (stored.get(name) ?? 0) + 1);
  }
  for (const [name, acknowledged] of created) {
    const count = stored.get(name) ?? 0;
    if (count > 1) history.violations.push(`${name} exists ${count} times`);
    if (acknowledged && count === 0) history.violations.push(`lost: ${name}`);
    stored.delete(name);
  }
  for (const name of stored.keys()) history.violations.push(`${name} was created by nobody`);
}
