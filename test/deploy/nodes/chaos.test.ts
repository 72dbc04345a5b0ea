import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import type { ServiceProcess } from '../../support/service.ts';
import { Clients, type Tenant } from './clients.ts';
import { faultsOf, leftOut } from './faults.ts';
import { Follower } from './followers.ts';
import { History } from './history.ts';
import { Site } from './site.ts';

/** How many requests there have to be; by default each fault comes once. */
const wanted = Number(process.env.CHAOS_REQUESTS ?? 0);
/** How many requests there are between two faults. */
const spacing = Math.max(100, wanted / 400);
/** Which faults, by a part of their names; by default all. */
const chosen = process.env.CHAOS_FAULTS ?? '';
const clientCount = 16;
/** By when a node has to serve again after a fault; a machine that is busy with other tests is given more time. */
const recoveryMs = wanted > 0 ? 5000 : 20_000;
const progressMs = 10_000;

let site: Site;
beforeAll(async () => {
  site = await Site.open();
  if (leftOut(site).length > 0) console.log(`Left out on this machine: ${leftOut(site).join(', ')}`);
}, 60_000);
afterAll(() => site.close());

async function createTenant(): Promise<Tenant> {
  const organization = await TestOrganization.create({ database: site.parts.primary.url });
  const [websiteId] = (await organization.addWebsites(1)) as [string];
  return { organization, websiteId, groupIds: await organization.addGroups(4, () => ({ name: 'Name 0' })) };
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
    const url = () => site.randomNode().url;
    const clients = new Clients(tenants, history, url);
    const followers = tenants.map((tenant) => new Follower(tenant, history, url));
    await Promise.all(followers.map((follower) => follower.start()));
    const running = clients.run(clientCount);
    const recoveries: Record<string, { times: number; worstMs: number }> = {};
    let now = 'starting';
    const told = () => followers.reduce((sum, follower) => sum + follower.told, 0);
    const progress = setInterval(() => {
      const counts = `${clients.sent} requests, ${clients.failed} failed, ${told()} changes told`;
      process.stderr.write(
        `${counts}, ${history.violations.length} violations (${history.violations.at(-1)}); ${now}\n`,
      );
    }, progressMs);
    try {
      do {
        for (const [name, happen] of Object.entries(faultsOf(site)).filter(([name]) => name.includes(chosen))) {
          now = `before: ${name}`;
          await eventually('requests are answered', more(clients, spacing), 60_000 + spacing * 20);
          now = name;
          await happen(site);
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
      clearInterval(progress);
      clients.stop();
      await running;
      console.table(clients.tallies);
      console.table(recoveries);
      console.log(`${told()} changes told to ${followers.length} followers`);
    }
    for (const { process: node } of site.nodes) expect([node.exitCode, node.signalCode]).toEqual([null, null]);
    await settle(tenants, followers, history, clients);
    await Promise.all(followers.map((follower) => follower.stop()));
    expect(history.violations).toEqual([]);
    for (const code of await Promise.all(site.nodes.map((node) => node.stop()))) expect(code).toBe(0);
  },
  Math.max(240_000, wanted * 20),
);

/** Whether so many requests were sent since it was asked first. */
function more(clients: Clients, count: number): () => boolean {
  const before = clients.sent;
  return () => clients.sent >= before + count;
}

/** Compares what clients were told with what is stored. */
async function settle(tenants: Tenant[], followers: Follower[], history: History, { created }: Clients): Promise<void> {
  const stored = new Map<string, number>();
  for (const [n, { organization, groupIds }] of tenants.entries()) {
    const rows = await organization.query(
      'SELECT id, name, revision, updated_at FROM groups WHERE organization_id = $1',
      [organization.id],
    );
    for (const { id, name, revision, updated_at } of rows as [
      { id: string; name: string; revision: number; updated_at: Date },
    ])
      if (groupIds.includes(id)) {
        history.settle(id, { revision, name, updatedAt: updated_at.toISOString() });
        await followers[n]?.reaches(id, revision);
      } else stored.set(name, (stored.get(name) ?? 0) + 1);
  }
  for (const [name, acknowledged] of created) {
    const count = stored.get(name) ?? 0;
    if (count > 1) history.violations.push(`${name} exists ${count} times`);
    if (acknowledged && count === 0) history.violations.push(`lost: ${name}`);
    stored.delete(name);
  }
  for (const name of stored.keys()) history.violations.push(`${name} was created by nobody`);
}
