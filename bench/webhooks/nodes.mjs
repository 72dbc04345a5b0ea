import { spawn } from 'node:child_process';
import { once } from 'node:events';

const root = new URL('../..', import.meta.url);

async function startNode(databaseUrl) {
  const node = spawn(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_SIZE: '12',
      RATE_LIMIT_POINTS: '0',
      WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of node.stdout.iterator({ destroyOnReturn: false })) {
    output += chunk;
    const [, port] = /ready: GraphQL at \S+:(\d+)\/graphql/.exec(output) ?? [];
    if (!port) continue;
    node.stdout.resume();
    return {
      url: `http://127.0.0.1:${port}`,
      async kill() {
        const ended = once(node, 'exit');
        node.kill('SIGKILL');
        await ended;
      },
    };
  }
  throw new Error(`A node did not start:\n${output}`);
}

/** Nodes of which one is killed now and then; another one takes its place. */
export class Nodes {
  #nodes = [];
  #databaseUrl;

  constructor(databaseUrl) {
    this.#databaseUrl = databaseUrl;
  }

  async start(count) {
    this.#nodes = await Promise.all(Array.from({ length: count }, () => startNode(this.#databaseUrl)));
  }

  get any() {
    return this.#nodes[Math.floor(Math.random() * this.#nodes.length)];
  }

  async killOne() {
    const [node] = this.#nodes.splice(Math.floor(Math.random() * this.#nodes.length), 1);
    await node.kill();
    this.#nodes.push(await startNode(this.#databaseUrl));
  }

  async stop() {
    await Promise.all(this.#nodes.map((node) => node.kill()));
  }
}
