// What a partner's gateway adds: measures 500 accounts joined to their groups and websites through `@graphql-tools/stitch`
// against the same groups and websites asked for directly, in alternating rounds. Exits with 1 where the median through
// the gateway is more than 2.5 times the direct one. Needs a build.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { stitchSchemas } from '@graphql-tools/stitch';
import { buildSchema, execute, parse } from 'graphql';
import { openDatabase } from '../../dist/database/client.js';
import { start } from '../../examples/processes.mjs';
import { createGroupGatewaySubschema, optionalLink } from '../../stitching/dist/esm/index.js';
import { createDatabase, fill } from '../support/database.mjs';

const settings = { rounds: 9, requests: 15, accounts: 500, websitesPerGroup: 2, limit: 2.5 };
const root = new URL('../../', import.meta.url);
const results = new URL('../results/', import.meta.url);
const selection = '{ id name externalId websites { nodes { id url } } }';

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Gives two groups of three an external id, as a third of a partner's keys is unknown, and each group its websites. */
async function link(url, groupIds) {
  const database = openDatabase(url, () => {});
  await database.pool.query(
    `UPDATE groups g SET external_id = 'external ' || n
     FROM unnest($1::uuid[]) WITH ORDINALITY AS given(id, n) WHERE g.id = given.id AND n % 3 <> 0`,
    [groupIds],
  );
  await database.pool.query(
    `INSERT INTO websites (organization_id, id, url)
     SELECT organization_id, gen_random_uuid(), 'site-' || n || '.example' FROM organizations o
     CROSS JOIN generate_series(1, $1::int) AS n CROSS JOIN LATERAL (SELECT o.id AS organization_id) AS own`,
    [settings.websitesPerGroup],
  );
  await database.pool.query(
    `INSERT INTO group_websites (organization_id, group_id, website_id)
     SELECT g.organization_id, g.id, w.id FROM groups g JOIN websites w ON w.organization_id = g.organization_id`,
  );
  await database.pool.query('ANALYZE');
  await database.close();
}

function directly(url, key, externalIds) {
  const query = `query ($externalIds: [String!]!) { groupsByExternalId(externalIds: $externalIds) ${selection} }`;
  const body = JSON.stringify({ query, variables: { externalIds } });
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  return async () => {
    const answer = await (await fetch(url, { method: 'POST', headers, body })).json();
    return answer.data.groupsByExternalId;
  };
}

async function throughGateway(url, key, externalIds) {
  const schema = buildSchema('type Query { accounts: [Account!]! } type Account { id: ID! groupExternalId: String }');
  const accounts = externalIds.map((groupExternalId, id) => ({ id, groupExternalId }));
  schema.getQueryType().getFields().accounts.resolve = () => accounts;
  const groupGateway = await createGroupGatewaySubschema({ url, apiKey: key, stitchedWith: [schema] });
  const stitched = stitchSchemas({
    subschemas: [{ schema }, groupGateway],
    typeDefs: 'extend type Account { group: Group }',
    resolvers: {
      Account: { group: optionalLink(groupGateway, { type: 'Group', by: 'externalId', from: 'groupExternalId' }) },
    },
  });
  const document = parse(`{ accounts { id group ${selection} } }`);
  return async () => {
    const { data, errors } = await execute({ schema: stitched, document, contextValue: {} });
    if (errors) throw errors[0];
    return data.accounts.map(({ group }) => group);
  };
}

async function measure(ask) {
  const times = [];
  for (let n = 0; n < settings.requests; n++) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  return median(times);
}

async function compare(ways) {
  const [direct, gateway] = await Promise.all([ways.direct(), ways.gateway()]);
  if (JSON.stringify(direct) !== JSON.stringify(gateway)) throw new Error('The gateway answers something else.');
  if (direct.filter(Boolean).length < settings.accounts / 2) throw new Error('Hardly any group was found.');
  for (const ask of Object.values(ways)) await measure(ask); // to warm up
  const rounds = [];
  for (let n = 0; n < settings.rounds; n++) {
    const round = {};
    for (const way of n % 2 === 0 ? ['direct', 'gateway'] : ['gateway', 'direct'])
      round[way] = await measure(ways[way]);
    rounds.push({ ...round, ratio: round.gateway / round.direct });
    console.log(
      `Round ${n + 1} of ${settings.rounds}: ${round.direct.toFixed(1)} ms, through the gateway ${round.gateway.toFixed(1)} ms`,
    );
  }
  return rounds;
}

const database = await createDatabase();
let service;
try {
  const { key, groupIds } = await fill(database.url, settings.accounts);
  await link(database.url, groupIds);
  service = await start(
    fileURLToPath(new URL('dist/main.js', root)),
    { PORT: '0', NODE_ENV: 'production', DATABASE_URL: database.url, RATE_LIMIT_POINTS: '0', LOG_LEVEL: 'info' },
    /ready: GraphQL at ([^\s"]+)/,
  );
  const externalIds = groupIds.map((_id, position) => `external ${position + 1}`);
  const rounds = await compare({
    direct: directly(service.url, key, externalIds),
    gateway: await throughGateway(service.url, key, externalIds),
  });
  const ratio = median(rounds.map((round) => round.ratio));
  const passed = ratio <= settings.limit;
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model };
  await mkdir(results, { recursive: true });
  await writeFile(
    new URL('stitching.json', results),
    `${JSON.stringify({ date: new Date().toISOString(), machine, settings, rounds, ratio, passed }, null, 2)}\n`,
  );
  console.log(`Through the gateway ${ratio.toFixed(2)} times the direct query, allowed ${settings.limit}.`);
  console.log('Written to bench/results/stitching.json');
  process.exitCode = passed ? 0 : 1;
} finally {
  await service?.stop();
  await database.drop();
}
