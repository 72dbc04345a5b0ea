import { Cluster } from '../../support/cluster.ts';
import { CuttingProxy } from '../../support/cutting-proxy.ts';
import { RedisServer } from '../../support/redis-server.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { SmallDisk } from '../../support/small-disk.ts';
import { WrongClock } from '../../support/wrong-clock.ts';

/** More than anybody writes in a test. */
const diskSize = '6g';

interface Parts {
  primary: Cluster;
  replica: Cluster;
  /** The way to the primary. */
  proxy: CuttingProxy;
  /** The primary's disk, and what nodes share counts in, where the machine lets the test have them. */
  disk: SmallDisk | undefined;
  redis: RedisServer | undefined;
}

export interface Node extends ServiceProcess {
  clock: WrongClock;
}

/** An installation of a test's own: three nodes, Redis, and PostgreSQL with a replica. */
export class Site {
  readonly nodes: Node[] = [];
  readonly parts: Parts;
  readonly #env: Record<string, string>;

  private constructor(parts: Parts, env: Record<string, string>) {
    this.parts = parts;
    this.#env = env;
  }

  static async open(): Promise<Site> {
    const disk = await SmallDisk.mount(diskSize);
    // Small files of the log: on a full disk the next one is missed soon.
    const primary = await Cluster.create(['min_wal_size=32MB', 'max_wal_size=128MB'], disk?.path);
    const replica = await primary.replicate();
    const redis = await RedisServer.open();
    const { proxy, port } = await CuttingProxy.open(primary.port);
    const url = new URL(primary.url);
    url.port = String(port);
    const site = new Site(
      { primary, replica, proxy, disk, redis },
      {
        DATABASE_URL: url.href,
        DATABASE_REPLICA_URLS: replica.url,
        DATABASE_CONNECTION_TIMEOUT_MS: '2000',
        DATABASE_STATEMENT_TIMEOUT_MS: '3000',
        RATE_LIMIT_POINTS: '1000000000',
        ...(redis && { REDIS_URL: redis.url }),
      },
    );
    site.nodes.push(...(await Promise.all([1, 2, 3].map(() => site.#start()))));
    return site;
  }

  async #start(): Promise<Node> {
    const clock = await WrongClock.create();
    return Object.assign(await startService({ ...this.#env, ...clock.env }), { clock });
  }

  randomNode(): Node {
    return this.nodes[Math.floor(Math.random() * this.nodes.length)] as Node;
  }

  /** Puts a new node in the place of one. */
  async replace(node: Node): Promise<void> {
    this.nodes[this.nodes.indexOf(node)] = await this.#start();
    await node.clock.remove();
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map(async (node) => node.kill().then(() => node.clock.remove())));
    const { proxy, replica, primary, redis, disk } = this.parts;
    await proxy.close();
    await replica.remove();
    await primary.remove();
    redis?.thaw();
    await redis?.kill();
    await disk?.unmount();
  }
}
