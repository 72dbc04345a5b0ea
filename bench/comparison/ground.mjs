import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { createDatabase } from '../support/database.mjs';
import { startLoad } from '../support/start-load.mjs';
import { startContestant } from './contestants.mjs';

const operations = new URL('operations.mjs', import.meta.url).href;

/**
 * A database, and what it takes to start contestants and the load on it. All of it ends with {@link close}, and when the
 * process is told to stop.
 *
 * @param node the Node.js that contestants and load run on
 * @param fill fills the database: what it gives back is the load's data
 */
export async function openGround({ node, callers, fill }) {
  const closing = [];
  const closeAll = async () => {
    for (const end of closing.splice(0).reverse())
      try {
        await end();
      } catch (error) {
        console.error(error); // the others must end all the same
      }
  };
  let closed;
  // What is interrupted fails, and then closes, too.
  const close = () => {
    closed ??= closeAll();
    return closed;
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close().finally(() => process.exit(130)));
  try {
    const database = await createDatabase();
    closing.push(database.drop);
    const pool = new pg.Pool({ connectionString: database.url, max: 2 });
    pool.on('error', () => {}); // the end of the database
    closing.push(() => pool.end());
    const data = await fill(pool);
    const { rows } = await pool.query('SHOW server_version');
    return {
      close,
      pool,
      url: database.url,
      postgres: rows[0].server_version.split(' ')[0],
      data,
      async start(contestant, { url = database.url, env = {} } = {}) {
        if (contestant.functions) await pool.query(await readFile(contestant.functions, 'utf8'));
        const server = await startContestant(contestant, node, url, env);
        closing.push(server.stop);
        return server;
      },
      async load(servers, setup = {}) {
        const contestants = servers.map(({ name, requests, url }) => ({ name, requests, url }));
        const load = await startLoad(node, { data, callers, operations, contestants, ...setup });
        closing.push(load.stop);
        return load;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
