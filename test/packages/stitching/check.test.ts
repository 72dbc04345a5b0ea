import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { checkVersions } from '../../../stitching/src/check/versions.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { startService } from '../../support/service.ts';
import { openBetween } from './between.ts';

/** `npx @group-gateway/stitching check`, as the package has it. */

const program = fileURLToPath(new URL('../../../stitching/dist/esm/check/main.js', import.meta.url));

let organization: TestOrganization;
let folder: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  folder = await mkdtemp(join(tmpdir(), 'group-gateway-check-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function run(...args: string[]): Promise<{ code: number; output: string; errors: string }> {
  const child = spawn(process.execPath, [program, ...args], { env: { GROUP_GATEWAY_KEY: organization.key } });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, output, errors };
}

const check = (...args: string[]) => run('check', '--url', `${serviceUrl()}/graphql`, ...args);

test('names that clash are told with their reason and the remedy of each kind of gateway', async () => {
  const file = await write(
    'accounts.graphql',
    `scalar DateTime interface ResourceError { code: Int! } type Failure implements ResourceError { code: Int! }
     type Website { domain: String! } enum Group { A } type Account { id: ID! }
     type Query { groups: [Account!]! at: DateTime failure: Failure website: Website which: Group }`,
  );
  const { code, output } = await check('--with', file);
  expect(code).toBe(1);
  expect(output).toMatch(/^6 of the names/m);
  expect(output).toMatch(/^ {2}DateTime: a scalar of both.*RFC 3339/m);
  expect(output).toMatch(/^ {2}Group: yours is of the kind "enum", the group gateway's of the kind "type"/m);
  for (const name of ['ResourceError', 'Website', 'Query.groups', 'Query.website'])
    expect(output).toContain(`\n  ${name}: `);
  expect(output).not.toMatch(/Account:|Failure:|Query.at/);
  expect(output).toContain("typePrefix: 'Acme_', rootFieldPrefix: 'Acme_'");
  expect(output).toContain(`${serviceUrl()}/schema.graphql?for=federation&prefix=Acme_`);
  expect(output).toContain(`${serviceUrl()}/graphql?prefix=Acme_`);
  expect(output).not.toContain(organization.key);

  expect(await check('--with', file, '--prefix', 'Acme_')).toMatchObject({
    code: 0,
    output: expect.stringMatching(/No name clashes[\s\S]*It fits\.\n$/),
  });
});

test('types that mean the same, and entities of a subgraph, are no clash', async () => {
  const same = await write('same.graphql', 'scalar DateTime type Query { at: DateTime }');
  expect((await check('--with', same)).code).toBe(1);
  expect((await check('--with', same, '--merged', 'DateTime')).code).toBe(0);
  const subgraph = await write(
    'subgraph.graphql',
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])
     extend type Query { accounts: [Account!]! }
     type Account @key(fields: "id") { id: ID! group: Group }
     type Group @key(fields: "externalId", resolvable: false) { externalId: String }`,
  );
  const { code, output } = await check('--with', subgraph);
  expect(code).toBe(0);
  expect(output).toContain('Group: an entity of both');
  expect(output).toMatch(/no such Group\. Let your resolvers return null .* groupsByExternalId/);
});

test('what a join costs is what the service says', async () => {
  const { output } = await check();
  for (const line of [/100 groups with their names: 11 points/, /1,000 groups with the first 25 .*: 3,102 points/])
    expect(output).toMatch(line);
  const url = databaseUrl();
  const service = await startService({ DATABASE_URL: url, MAX_COST: '500', RATE_LIMIT_POINTS: '0' });
  const limited = await run('check', '--url', service.url);
  await service.kill();
  expect(limited.code).toBe(1);
  expect(limited.output).toMatch(
    /1,000 groups with the first 25 .*: 3,101 points, and a request may have 500\.\n.*MAX_COST/,
  );
});

test.each([
  [[], /The command is "check"/],
  [['check'], /--url is missing/],
  [['check', '--url', 'groups.example'], /--url must be an address/],
  [['check', '--bogus'], /--bogus/],
  [['check', '--url', 'http://localhost', '--key', 'ä'], /--key has characters/],
  [
    ['check', '--url', 'http://localhost', '--with', '/nowhere.graphql'],
    /nowhere.graphql cannot be read: there is no such file/,
  ],
  [['check', '--url', 'http://localhost', '--with', '/'], /cannot be read: it is a folder/],
])('wrong use ends with code 2 and says what is wrong: %j', async (args, message) => {
  expect(await run(...args)).toMatchObject({ code: 2, output: '', errors: expect.stringMatching(message) });
});

test.each([
  ['type Query {', /bad\.graphql:1:13 is no schema.*Syntax Error/],
  ['type Query { a: Nothing }', /bad\.graphql.* is no schema.*Nothing/],
  ['type Query { a: Int } type Query { b: Int }', /bad\.graphql.* is no schema.*only one type named "Query"/],
])('a file that is no schema ends with code 2: %s', async (content, message) => {
  const file = await write('bad.graphql', content);
  expect(await check('--with', file)).toMatchObject({ code: 2, errors: expect.stringMatching(message) });
});

test('a service that cannot be asked ends with code 3 and says what to check', async () => {
  const between = await openBetween(serviceUrl());
  const refused = (message: RegExp) => ({ code: 3, output: '', errors: expect.stringMatching(message) });
  expect(await run('check', '--url', between.url, '--key', 'gg_wrong')).toMatchObject(
    refused(/not accept the key.*--key/),
  );
  expect(await run('check', '--url', `${serviceUrl()}/other/graphql`)).toMatchObject(
    refused(/no group gateway.*--url/),
  );
  between.faults.push((_request, response) => response.writeHead(503, { 'retry-after': '7' }).end());
  expect(await run('check', '--url', between.url)).toMatchObject(refused(/HTTP 503. Try again in 7 seconds/));
  between.close();
  expect(await run('check', '--url', between.url)).toMatchObject(refused(/cannot be reached \(ECONNREFUSED\).*--url/));
});

test('versions that do not fit are told with what to install', async () => {
  const service = { url: `${serviceUrl()}/graphql`, key: organization.key };
  const self = await write('self/package.json', '{ "version": "99.0.0" }');
  for (const [name, version] of [
    ['graphql', '15.8.0'],
    ['@graphql-tools/stitch', '8.0.0'],
  ])
    await write(`old/node_modules/${name}/package.json`, JSON.stringify({ name, version }));
  const { lines, problems } = await checkVersions(service, self, join(folder, 'old'));
  expect(problems).toBe(3);
  expect(lines.join('\n')).toMatch(/stitching 99\.0\.0\n.*npm install http.*\/stitching\.tgz/);
  expect(lines.join('\n')).toMatch(/graphql 15\.8\.0\n.*npm install graphql@\^16\.11\.0/);
  expect(lines.join('\n')).toMatch(/stitch 8\.0\.0\n.*npm install @graphql-tools\/stitch@10/);
  await write('two/node_modules/graphql/package.json', '{ "version": "16.11.0" }');
  await write('two/node_modules/@group-gateway/stitching/package.json', '{ "version": "99.0.0" }');
  await write(
    'two/node_modules/@group-gateway/stitching/node_modules/graphql/package.json',
    '{ "version": "16.12.0" }',
  );
  const twice = await checkVersions(service, self, join(folder, 'two'));
  expect(twice.lines.join('\n')).toMatch(/graphql is there twice[\s\S]*npm dedupe graphql/);
  expect(await checkVersions(service, self, join(folder, 'none'))).toMatchObject({ problems: 1 });
});
