import { Pool } from 'pg';
import { migrate } from '../../src/database/migrations.ts';
import { scrape, sum } from '../metrics/scrape.ts';
import { eventually } from '../support/eventually.ts';
import { data, send } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { createDatabase, serverUrl } from '../support/postgres.ts';
import { type ServiceProcess, startService } from '../support/service.ts';

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
  service = await startService({ DATABASE_URL: database.url, RATE_LIMIT_POINTS: '0', REQUEST_TIMEOUT_MS: '10000' });
});

afterAll(async () => {
  await service.kill();
  await database.drop();
});

const searches = Array.from(
  { length: 30 },
  (_, n) => `s${n}: groups(filter: { name: { contains: "up ${n}x" } }) { totalCount }`,
);

/** A flood that goes on until its end: hundreds of requests of one organization at once, each of them heavy. */
function flood(callers: number) {
  let isOver = false;
  let answered = 0;
  const codes = new Set<unknown>();
  const caller = async () => {
    while (!isOver) {
      const { errors = [] } = await send(heavy.key, `{ ${searches} }`, {}, service);
      for (const { extensions } of errors) codes.add(extensions.code);
      answered++;
    }
  };
  const callersDone = Promise.all(Array.from({ length: callers }, caller));
  return {
    codes,
    get answered() {
      return answered;
    },
    end: () => {
      isOver = true;
      return callersDone;
    },
  };
}

test('beside hundreds of heavy requests of one organization, all that another one sends is served, ahead of what waits', async () => {
  const attack = flood(300);
  await eventually(
    'requests of the flood wait',
    async () => sum(await scrape(service.url), 'group_gateway_http_requests_waiting') > 200,
  );
  const before = attack.answered;
  for (let n = 0; n < 20; n++) {
    const read = await data(quick.key, '{ groups { nodes { name } totalCount } }', {}, service);
    expect(read.groups.totalCount).toBe(1);
    const rename = `mutation { updateGroup(input: { id: "${groupId}", name: "Mine ${n}" }) { __typename } }`;
    expect(await data(quick.key, rename, {}, service)).toEqual({ updateGroup: { __typename: 'UpdateGroupSuccess' } });
  }
  // In the order in which they came, all of the flood that waited would have been first.
  expect(attack.answered - before).toBeLessThan(200);
  await attack.end();
  for (const code of attack.codes) expect(['OVERLOADED', 'REQUEST_TIMEOUT']).toContain(code);
  expect(service.output()).not.toContain('unexpected error');
}, 60_000);
