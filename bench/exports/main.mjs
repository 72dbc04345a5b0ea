// Exports many groups from one node while every one of them is changed, some are deleted and others are made: the node's
// memory, and whether the export is complete and as of its start. Exits with 1 if not, or if the node needs 300 MB. Needs
// a build.
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { Pool } from 'pg';
import { createDatabase, fill } from '../support/database.mjs';
import { startServer } from '../support/process.mjs';
import { machine, writeResult } from '../support/results.mjs';

const settings = { rows: Number(process.env.ROWS ?? 1_000_000), limitMb: 300, lookEveryMs: 100, slices: 100 };
const root = new URL('../..', import.meta.url).pathname;

const mb = (bytes) => Math.round(bytes / 1e6);

/** The highest of what is looked at until it is stopped. */
function watchMemory({ usage }) {
  let highest = 0;
  const look = () => {
    highest = Math.max(highest, usage().residentBytes ?? 0);
  };
  const timer = setInterval(look, settings.lookEveryMs);
  return () => {
    clearInterval(timer);
    look();
    return highest;
  };
}

/** Groups with two websites each, in the order of their ids. */
async function addGroups(pool, count) {
  const [{ id }] = (await pool.query('SELECT id FROM organizations')).rows;
  const numbered = "lpad(to_hex(n), 32, '0')::uuid";
  await pool.query(
    `INSERT INTO websites (organization_id, id, url)
     SELECT $1, ${numbered}, 'site-' || n || '.example' FROM generate_series(1, 1000) AS n`,
    [id],
  );
  await pool.query(
    `INSERT INTO groups (organization_id, id, name, external_id)
     SELECT $1, ${numbered}, 'Before ' || n, 'account-' || n FROM generate_series(1, $2::int) AS n`,
    [id, count],
  );
  await pool.query(
    `INSERT INTO group_websites (organization_id, group_id, website_id)
     SELECT $1, ${numbered}, lpad(to_hex(1 + (n + step) % 1000), 32, '0')::uuid
     FROM generate_series(1, $2::int) AS n, generate_series(0, 1) AS step`,
    [id, count],
  );
  await pool.query('VACUUM ANALYZE groups, group_websites');
  return id;
}

/** Changes every group, from the last to the first: the export meets all of them later than they changed. */
async function changeAll(pool, organizationId, count) {
  const size = Math.ceil(count / settings.slices);
  const idOf = (n) => n.toString(16).padStart(32, '0');
  for (let end = count; end > 0; end -= size) {
    const range = [organizationId, idOf(Math.max(end - size, 0) + 1), idOf(end)];
    const inRange = 'organization_id = $1 AND id BETWEEN $2::uuid AND $3::uuid';
    await pool.query(`DELETE FROM groups WHERE ${inRange} AND external_id LIKE '%7'`, range);
    await pool.query(`UPDATE groups SET name = 'After' WHERE ${inRange}`, range);
    await pool.query(
      "INSERT INTO groups (organization_id, id, name) SELECT $1, gen_random_uuid(), 'New' FROM generate_series(1, 100)",
      [organizationId],
    );
  }
}

/** What is wrong with an export; the first row is awaited before anything changes. */
async function read(response, count, onFirst) {
  let rows = 0;
  for await (const line of createInterface({ input: Readable.fromWeb(response.body) })) {
    const { id, name, websiteIds } = JSON.parse(line);
    rows++;
    if (name !== `Before ${rows}` || Number.parseInt(id.replaceAll('-', ''), 16) !== rows || websiteIds.length !== 2)
      return `row ${rows} is ${line}`;
    if (rows === 1) onFirst();
  }
  return rows === count ? undefined : `${rows} rows`;
}

const closing = [];
async function close() {
  for (const end of closing.splice(0).reverse()) await end();
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close().finally(() => process.exit(130)));

try {
  const database = await createDatabase();
  closing.push(database.drop);
  const { key } = await fill(database.url, 0);
  const pool = new Pool({ connectionString: database.url });
  closing.push(() => pool.end());
  console.log(`Adding ${settings.rows.toLocaleString('en')} groups`);
  const organizationId = await addGroups(pool, settings.rows);
  const server = await startServer({
    node: process.execPath,
    nodeOptions: ['--max-semi-space-size=32'], // as in the image
    file: 'dist/main.js',
    cwd: root,
    env: { DATABASE_URL: database.url, RATE_LIMIT_POINTS: '0' },
  });
  closing.push(server.stop);
  const before = server.usage().residentBytes;
  const stopWatching = watchMemory(server);
  const start = performance.now();
  const response = await fetch(`${server.url}/export/groups.jsonl`, { headers: { 'x-api-key': key } });
  let changed = Promise.resolve();
  const fault = await read(response, settings.rows, () => {
    changed = changeAll(pool, organizationId, settings.rows);
  });
  const seconds = (performance.now() - start) / 1000;
  const highest = stopWatching();
  await changed;
  const passed = fault === undefined && highest < settings.limitMb * 1e6;
  console.log(
    `${fault ?? 'complete and as of its start'}; ${seconds.toFixed(1)} s, ` +
      `${Math.round(settings.rows / seconds).toLocaleString('en')} rows a second; memory ${mb(before)} MB before, ` +
      `${mb(highest)} MB at most, allowed ${settings.limitMb}`,
  );
  const measured = { fault: fault ?? null, seconds, beforeMb: mb(before), highestMb: mb(highest) };
  await writeResult('exports.json', {
    date: new Date().toISOString(),
    machine: machine(),
    settings,
    ...measured,
    passed,
  });
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
