import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { eventually } from '../../support/eventually.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { roomForRaces, startService } from '../../support/service.ts';
import { codeOf, createGroup, isReplay, repeatable } from './request.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let organization: TestOrganization;
let websiteIds: string[];

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  organization = await TestOrganization.create({ database: database.url });
  websiteIds = await organization.addWebsites(2);
});
afterAll(() => database.drop());

test('kill -9 at any moment: a repeat finds the change with its outcome, or neither', async () => {
  const wanted = Array.from({ length: 40 }, (_, n) => ({ key: randomUUID(), name: `Group ${n}` }));
  const left = new Set(wanted);
  let replays = 0;
  let lives = 0;
  while (left.size > 0) {
    // All of them at once are no overload, also where the machine has other things to do.
    const service = await startService({ DATABASE_URL: database.url, ...roomForRaces });
    let answers = 0;
    const killAfter = 5 + Math.floor(Math.random() * 8);
    await Promise.all(
      [...left].map(async (request) => {
        const input = { name: request.name, websiteIds, billingEnabled: request.name.endsWith('5') };
        const answer = await repeatable(organization.key, request.key, createGroup, { input }, service.url).catch(
          () => undefined,
        );
        if (!answer) return; // killed meanwhile
        expect(answer.data.createGroup.__typename).toBe('CreateGroupSuccess');
        if (isReplay(answer)) replays++;
        left.delete(request);
        if (++answers === killAfter) setTimeout(() => service.process.kill('SIGKILL'), Math.random() * 4);
      }),
    );
    await service.kill();
    lives++;
  }
  const rows = await organization.query('SELECT name, count(*)::int FROM groups GROUP BY name');
  expect(rows).toHaveLength(40);
  expect(rows.filter(({ count }) => count !== 1)).toEqual([]);
  expect(Object.keys(await organization.entities())).toHaveLength(4);
  expect(lives).toBeGreaterThan(1);
  expect(replays).toBeGreaterThan(0);
}, 90_000);

test('a database that fails while a key is looked up is told as every fault of the service is', async () => {
  const service = await startService({ DATABASE_URL: database.url, ...roomForRaces });
  try {
    await organization.query('ALTER TABLE idempotency_records RENAME TO away');
    const input = { name: 'Unlucky', websiteIds };
    const answer = await repeatable(organization.key, 'looked up', createGroup, { input }, service.url);
    expect(answer.status).toBe(500);
    expect(answer.errors).toEqual([
      {
        message: expect.stringMatching(/^The service failed, and this is not your fault/),
        extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: expect.any(String) },
      },
    ]);
    await eventually('its line in the log', () =>
      service.output().includes(String(answer.errors?.[0]?.extensions.errorId)),
    );
  } finally {
    await organization.query('ALTER TABLE IF EXISTS away RENAME TO idempotency_records');
    await service.kill();
  }
});

test('an attempt that only got as far as the billing provider leaves no entity without a group', async () => {
  const service = await startService({ DATABASE_URL: database.url, ...roomForRaces });
  try {
    const before = Object.keys(await organization.entities());
    await organization.query("ALTER TABLE groups ADD CONSTRAINT no_luck CHECK (name <> 'No luck')");
    const input = { name: 'No luck', websiteIds, billingEnabled: true };
    const ask = () => repeatable(organization.key, 'unlucky', createGroup, { input }, service.url);
    expect(codeOf(await ask())).toBe('INTERNAL_SERVER_ERROR');
    await organization.query('ALTER TABLE groups DROP CONSTRAINT no_luck');
    const { group } = (await ask()).data.createGroup;
    expect(Object.keys(await organization.entities()).sort()).toEqual([...before, group.id].sort());
  } finally {
    await service.kill();
  }
});
