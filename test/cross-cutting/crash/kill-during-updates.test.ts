import { Pool } from 'pg';
import { runningEmbeddedDatabase } from '../../../src/database/embedded/open.ts';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { startService } from '../../support/service.ts';
import { changeUnderFire } from './generations.ts';

test('kill -9 at any moment of 200 updates leaves each group wholly before or wholly after its update', async () => {
  const database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  try {
    const organization = await TestOrganization.create({ database: database.url });
    const { kills, inFlight } = await changeUnderFire(
      organization,
      { DATABASE_URL: database.url },
      { groups: 20, generations: 10, callsPerLife: 20 },
    );
    expect(kills).toBeGreaterThan(2);
    expect(inFlight).toBeGreaterThan(0);
  } finally {
    await database.drop();
  }
}, 60_000);

test('the same on the embedded database, whose server each restart takes over', async () => {
  const folder = await temporaryFolder();
  const env = { DATA_DIR: folder.path };
  try {
    const first = await startService(env);
    const url = (await runningEmbeddedDatabase(folder.path)) as string;
    await first.kill();
    const organization = await TestOrganization.create({ database: url });
    const { inFlight } = await changeUnderFire(organization, env, { groups: 8, generations: 5, callsPerLife: 8 });
    expect(inFlight).toBeGreaterThan(0);
    expect(await runningEmbeddedDatabase(folder.path)).toBe(url);
  } finally {
    await folder.remove();
  }
}, 60_000);
