import { Pool } from 'pg';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { eventually } from '../../support/eventually.ts';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { scrape, sum } from '../metrics/scrape.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let service: ServiceProcess;
let heavy: TestOrganization;
let quick: TestOrganization;
let groupId: string;

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  [heavy, quick] = [
    await TestOrganization.create({ database: database.url }),
    await TestOrganization.create({ database: database.url }),
  ];
  await heavy.query(
    "INSERT INTO groups (organization_id, id, name) SELECT $1, gen_random_uuid(), 'Group ' || n FROM generate_series(1, 20000) n",
    [heavy.id],
  );
  groupId = await quick.addGroup({ name: 'Mine' });
  service = await startService({ DATABASE_URL: database.url, RATE_LIMIT_POINTS: '0' });
});

afterAll(async () => {
  await service.kill();
  await database.drop();
});

const searches = Array.from(
  { length: 30 },
  (_, n) => `s${n}: groups(filter: { name: { contains: "up ${n}x" } }) { totalCount }`,
);

/** Hundreds of heavy requests of one organization at once. */
function flood(size: number) {
  const leaving = new AbortController();
  const answers: { errors?: { extensions: { code: string } }[] }[] = [];
  const requests = Array.from({ length: size }, async () => {
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': heavy.key },
      body: JSON.stringify({ query: `{ ${searches} }` }),
      signal: leaving.signal,
    });
    answers.push(await response.json());
  });
  return {
    answers,
    async leave() {
      leaving.abort();
      await Promise.allSettled(requests);
    },
  };
}

const waiting = async () => sum(await scrape(service.url), 'group_gateway_http_requests_waiting');

test('beside hundreds of heavy requests of one organization, all that another one sends is served, ahead of what waits', async () => {
  const { answers, leave } = flood(300);
  await eventually('requests of the flood wait', async () => (await waiting()) > 200);
  for (let n = 0; n < 10; n++) {
    const read = await data(quick.key, '{ groups { nodes { name } totalCount } }', {}, service);
    expect(read.groups.totalCount).toBe(1);
    const rename = `mutation { updateGroup(input: { id: "${groupId}", name: "Mine ${n}" }) { __typename } }`;
    expect(await data(quick.key, rename, {}, service)).toEqual({ updateGroup: { __typename: 'UpdateGroupSuccess' } });
  }
  // In the order in which they came, all of the flood would have been first.
  expect(answers.length).toBeLessThan(200);
  await leave();
  await eventually('nothing waits for a client that is gone', async () => (await waiting()) === 0);
  // What its own statements keep from a connection is overload, too.
  for (const { errors = [] } of answers)
    for (const { extensions } of errors) expect(extensions.code).toBe('OVERLOADED');
  expect(service.output()).not.toContain('unexpected error');
}, 60_000);
