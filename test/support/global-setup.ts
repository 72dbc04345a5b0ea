import { Pool } from 'pg';
import { connectionTo } from '../../src/database/connection/connection.ts';
import { migrate } from '../../src/database/migrations/migrate.ts';
import { createDatabase, openTestServer } from './postgres.ts';
import { roomForRaces, startService } from './service.ts';

/** One server, one database and one service process for all tests; each test has organizations of its own. */
export default async function setUp(): Promise<void> {
  // For the connections of the tests, whatever a database's settings are; the service starts with nothing of this.
  process.env.PGOPTIONS = connectionTo('postgresql://tests/').options;
  const server = await openTestServer();
  const database = await createDatabase(server.url);
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  const service = await startService({
    DATABASE_URL: database.url,
    // All tests come from one address, and the budget has tests of its own.
    RATE_LIMIT_POINTS: '0',
    ...roomForRaces,
    FAST_PATH: process.env.TEST_FAST_PATH ?? 'true',
    RATE_LIMIT_FAILED_KEYS: '0',
  });
  Object.assign(process.env, {
    GG_TEST_SERVER_URL: server.url,
    GG_TEST_DATABASE_URL: database.url,
    GG_TEST_SERVICE_URL: service.url,
  });
  Object.assign(globalThis, {
    async closeTestEnvironment() {
      await service.kill();
      await database.drop();
      await server.close();
    },
  });
}
