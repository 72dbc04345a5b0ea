import { Cluster } from '../support/cluster.ts';
import { CuttingProxy } from '../support/cutting-proxy.ts';
import { type ServiceProcess, startService } from '../support/service.ts';

/** An installation of a test's own: three nodes, and PostgreSQL with a replica, the primary behind a proxy. */
export class Site {
  readonly nodes: ServiceProcess[];
  readonly primary: Cluster;
  readonly replica: Cluster;
  readonly proxy: CuttingProxy;
  readonly #env: Record<string, string>;

  private constructor(
    primary: Cluster,
    replica: Cluster,
    proxy: CuttingProxy,
    env: Record<string, string>,
    nodes: ServiceProcess[],
  ) {
    this.primary = primary;
    this.replica = replica;
    this.proxy = proxy;
    this.#env = env;
    this.nodes = nodes;
  }

  static async open(): Promise<Site> {
    const primary = await Cluster.create();
    const replica = await primary.replicate();
    const { proxy, port } = await CuttingProxy.open(primary.port);
    const url = new URL(primary.url);
    url.port = String(port);
    const env = {
      DATABASE_URL: url.href,
      DATABASE_REPLICA_URLS: replica.url,
      DATABASE_CONNECTION_TIMEOUT_MS: '2000',
      DATABASE_STATEMENT_TIMEOUT_MS: '3000',
      RATE_LIMIT_POINTS: '0',
    };
    const nodes = await Promise.all([1, 2, 3].map(() => startService(env)));
    return new Site(primary, replica, proxy, env, nodes);
  }

  randomNode(): ServiceProcess {
    return this.nodes[Math.floor(Math.random() * this.nodes.length)] as ServiceProcess;
  }

  /** Puts a new node in the place of one. */
  async replace(node: ServiceProcess): Promise<void> {
    this.nodes[this.nodes.indexOf(node)] = await startService(this.#env);
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    await this.proxy.close();
    await this.replica.remove();
    await this.primary.remove();
  }
}
