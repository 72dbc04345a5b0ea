import { Client } from 'pg';
import { autumnHarness } from '../../billing/autumn-harness.ts';
import { BreakableProxy } from '../../support/breakable-proxy.ts';
import { Cluster } from '../../support/cluster.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { RedisServer } from '../../support/redis-server.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { SmallDisk } from '../../support/small-disk.ts';
import { jumpMs, WrongClock } from '../../support/wrong-clock.ts';
import { type FiringAlert, ifPrometheus, Prometheus } from './prometheus.ts';

/** The alerts that fire, each by its name and the words that tell what is broken. */
const told = (alerts: FiringAlert[]) =>
  [
    ...new Set(
      alerts.map(({ labels }) => [labels.alertname, labels.reason].filter((word) => word !== undefined).join(' ')),
    ),
  ].sort();

/** Waits until exactly these alerts fire. */
async function expectAlerts(prometheus: Prometheus, ...expected: string[]): Promise<FiringAlert[]> {
  let firing: FiringAlert[] = [];
  const asExpected = async () => {
    firing = await prometheus.firing();
    return JSON.stringify(told(firing)) === JSON.stringify(expected);
  };
  await eventually(`alerts: ${expected}`, asExpected, 60_000).catch(() => expect(told(firing)).toEqual(expected));
  return firing;
}

ifPrometheus(
  'whoever breaks one thing is told its name by exactly one alert, which ends when it is mended',
  async () => {
    const database = await createDatabase(serverUrl());
    const ways = await Promise.all([1, 2].map(() => BreakableProxy.open(database.url, 5432)));
    const redis = await RedisServer.open();
    const clock = await WrongClock.create();
    const ports = [await freePort(), await freePort()];
    const start = (n: number) =>
      startService({
        DATABASE_URL: ways[n]?.url as string,
        PORT: String(ports[n]),
        ...(redis && { REDIS_URL: redis.url }),
        ...(n === 1 && clock.env),
      });
    const nodes: ServiceProcess[] = [await start(0), await start(1)];
    const prometheus = await Prometheus.start(ports.map((port) => `127.0.0.1:${port}`));
    try {
      // One node's way to the database.
      ways[0]?.proxy.break();
      const [alert] = await expectAlerts(prometheus, 'GatewayNotReady database_unreachable');
      expect(alert?.labels.instance).toBe(`127.0.0.1:${ports[0]}`);
      const answer = await fetch(`${nodes[0]?.url}/readyz`);
      expect(await answer.json()).toMatchObject({ reasons: ['the database does not answer'] });

      // The database: every node is unready, and a balancer would send nothing any more.
      ways[1]?.proxy.break();
      await expectAlerts(prometheus, 'NoNodeReady database_unreachable');
      for (const { proxy } of ways) proxy.mend();
      await expectAlerts(prometheus);

      if (redis) {
        await redis.kill();
        await expectAlerts(prometheus, 'GatewayRedisAway');
        await redis.start();
        await expectAlerts(prometheus);
      }

      clock.jump(60);
      const [wrong] = await expectAlerts(prometheus, 'GatewayClockWrong');
      expect(wrong?.labels.instance).toBe(`127.0.0.1:${ports[1]}`);
      clock.jump(0);
      await new Promise((done) => setTimeout(done, jumpMs));
      await expectAlerts(prometheus);

      await nodes[1]?.kill();
      await expectAlerts(prometheus, 'GatewayNodeDown');
      nodes[1] = await start(1);
      await expectAlerts(prometheus);

      const holder = new Client({ connectionString: database.url });
      await holder.connect();
      await holder.query('SELECT pg_advisory_lock(72707369)');
      await expectAlerts(prometheus, 'GatewayMigrationLags');
      await holder.end();
    } finally {
      await prometheus.stop();
      for (const node of nodes) await node.kill();
      for (const { proxy } of ways) await proxy.close();
      await redis?.kill();
      await clock.remove();
      await database.drop();
    }
  },
  600_000,
);

ifPrometheus(
  'whoever breaks a replica, the billing provider or the disk is told its name',
  async () => {
    const disk = await SmallDisk.mount('1g');
    const primary = await Cluster.create(['min_wal_size=32MB', 'max_wal_size=64MB'], disk?.path);
    const replica = await primary.replicate();
    const provider = await autumnHarness();
    const port = await freePort();
    const node = await startService({
      DATABASE_URL: primary.url,
      DATABASE_REPLICA_URLS: replica.url,
      PORT: String(port),
      ...provider.env,
      // So that no request is slow, which another alert would tell.
      BILLING_TIMEOUT_MS: '500',
    });
    const organization = await TestOrganization.create({ database: primary.url });
    const id = await organization.addGroup({ name: 'Billed' });
    const change = (input: object) =>
      send(
        organization.key,
        'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }',
        { input: { id, ...input } },
        node,
      );
    const prometheus = await Prometheus.start([`127.0.0.1:${port}`]);
    try {
      await replica.stop('immediate');
      const [alert] = await expectAlerts(prometheus, 'GatewayReplicaUnused');
      expect(alert?.annotations.summary).toContain('reads nothing from replica-1');
      await replica.start();
      await expectAlerts(prometheus);

      await provider.faults.overload?.arm(organization);
      for (let n = 0; n < 20; n++) {
        const { data } = await change({ billingEnabled: true });
        expect(data.updateGroup.__typename).toBe('BillingProviderFailed');
      }
      await expectAlerts(prometheus, 'BillingCircuitOpen');
      await provider.mend(organization);
      const isMended = async () =>
        (await change({ billingEnabled: true })).data?.updateGroup?.__typename === 'UpdateGroupSuccess';
      await eventually('the provider is called again', isMended, 60_000);
      await expectAlerts(prometheus);

      if (disk) {
        await disk.fill();
        const isFull = async () => (await change({ name: `Name ${Math.random()}` })).errors !== undefined;
        await eventually('changes fail', isFull, 60_000);
        await eventually('the disk is told', async () => told(await prometheus.firing()).includes('DatabaseDiskFull'));
        await disk.empty();
      }
    } finally {
      await prometheus.stop();
      await node.kill();
      await provider.close();
      await replica.remove();
      await primary.remove();
      await disk?.unmount();
    }
  },
  600_000,
);
