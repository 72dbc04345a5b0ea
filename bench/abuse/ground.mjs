import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openDatabase } from '../../dist/database/client.js';
import { addGroups, addMemberships, addWebsites, createOrganization } from '../comparison/data.mjs';
import { createDatabase, fill } from '../support/database.mjs';

const root = new URL('../..', import.meta.url);
const sizes = { groups: 20_000, websites: 20_000, accountGroups: 4000, neighbour: 100 };

/** An organization that has much, which makes its requests dear. */
async function fillAttacker(pool) {
  const organization = await createOrganization(pool, 'Attacker');
  const groups = await addGroups(pool, organization, sizes.groups, () => null);
  const websites = await addWebsites(pool, organization, sizes.websites);
  await addMemberships(
    pool,
    organization,
    // The first page has full groups, the others a few websites each.
    groups.flatMap((group, n) =>
      Array.from({ length: n < 100 ? 100 : 3 }, (_, i) => [group, websites[(n + i * 101) % websites.length]]),
    ),
  );
  const { rows } = await pool.query(
    `INSERT INTO account_groups (organization_id, display_order, lookup_name)
     SELECT $1, n, 'Team ' || n FROM generate_series(1, $2::int) AS n RETURNING id::text`,
    [organization.id, sizes.accountGroups],
  );
  await pool.query(
    `INSERT INTO account_group_labels (organization_id, account_group_id, kind, language_id, label_text)
     SELECT organization_id, id, 'NAME', 1, lookup_name FROM account_groups WHERE organization_id = $1`,
    [organization.id],
  );
  return { key: organization.key, groups: groups.slice(0, 1000), accountGroups: rows.map(({ id }) => id).slice(-100) };
}

/** A database that goes with the suite, with an attacker's organization and a neighbour's. */
export async function openGround() {
  const database = await createDatabase();
  const neighbour = await fill(database.url, sizes.neighbour);
  const { pool, close } = openDatabase(database.url, () => {});
  try {
    const attacker = await fillAttacker(pool);
    await pool.query('VACUUM ANALYZE');
    return { ...database, attacker, neighbour };
  } finally {
    await close();
  }
}

/** A node as a user starts it, but for its budget, which would end each attack soon. */
export async function startNode(databaseUrl) {
  const node = spawn(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NODE_OPTIONS: '--max-old-space-size=384',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      RATE_LIMIT_POINTS: '1000000000',
      RATE_LIMIT_WINDOW_S: '86400',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of node.stdout.iterator({ destroyOnReturn: false })) {
    output += chunk;
    const [, port] = /ready: GraphQL at \S+:(\d+)\/graphql/.exec(output) ?? [];
    if (!port) continue;
    const logged = { bytes: 0, errors: [] };
    let rest = '';
    node.stdout.setEncoding('utf8').on('data', (text) => {
      logged.bytes += text.length;
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) if (line.startsWith('{"level":50')) logged.errors.push(line.slice(0, 1000));
    });
    return {
      pid: node.pid,
      url: `http://127.0.0.1:${port}`,
      logged,
      isAlive: () => node.exitCode === null && node.signalCode === null,
      stop: () => node.kill('SIGKILL'),
    };
  }
  throw new Error(`The node did not start:\n${output}`);
}

/** A process of its own that answers each message with what it measured. */
export function startProcess(file, env) {
  const child = fork(new URL(file, import.meta.url), { env: { ...process.env, ...env } });
  return {
    async ask(message) {
      child.send(message);
      const [{ measured, failed }] = await once(child, 'message');
      if (failed) throw new Error(failed);
      return measured;
    },
    stop: () => child.connected && child.disconnect(),
  };
}
