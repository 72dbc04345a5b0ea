import { Client } from 'pg';
import { BreakableProxy } from '../../support/breakable-proxy.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { RedisServer } from '../../support/redis-server.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { jumpMs, WrongClock } from '../../support/wrong-clock.ts';
import { type FiringAlert, ifPrometheus, Prometheus } from './prometheus.ts';

/** The alerts that fire, each by its name and the words that tell what is broken. */
const told = (alerts: FiringAlert[]) =>
  [
    ...new Set(
      alerts.map(({ labels }) => [labels.alertname, labels.reason].filter((word) => word !== undefined).join(' ')),
    ),
  ].sort();

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
    const expectAlerts = async (...expected: string[]) => {
      let firing: FiringAlert[] = [];
      const asExpected = async () => {
        firing = await prometheus.firing();
        return JSON.stringify(told(firing)) === JSON.stringify(expected);
      };
      await eventually(`alerts: ${expected}`, asExpected, 60_000).catch(() => expect(told(firing)).toEqual(expected));
      return firing;
    };
    try {
      // One node's way to the database.
      ways[0]?.proxy.break();
      const [alert] = await expectAlerts('GatewayNotReady database_unreachable');
      expect(alert?.labels.instance).toBe(`127.0.0.1:${ports[0]}`);
      const answer = await fetch(`${nodes[0]?.url}/readyz`);
      expect(await answer.json()).toMatchObject({ reasons: ['the database does not answer'] });

      // The database: every node is unready, and a balancer would send nothing any more.
      ways[1]?.proxy.break();
      await expectAlerts('NoNodeReady database_unreachable');
      for (const { proxy } of ways) proxy.mend();
      await expectAlerts();

      if (redis) {
        await redis.kill();
        await expectAlerts('GatewayRedisAway');
        await redis.start();
        await expectAlerts();
      }

      clock.jump(60);
      const [wrong] = await expectAlerts('GatewayClockWrong');
      expect(wrong?.labels.instance).toBe(`127.0.0.1:${ports[1]}`);
      clock.jump(0);
      await new Promise((done) => setTimeout(done, jumpMs));
      await expectAlerts();

      await nodes[1]?.kill();
      await expectAlerts('GatewayNodeDown');
      nodes[1] = await start(1);
      await expectAlerts();

      const holder = new Client({ connectionString: database.url });
      await holder.connect();
      await holder.query('SELECT pg_advisory_lock(72707369)');
      await expectAlerts('GatewayMigrationLags');
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
