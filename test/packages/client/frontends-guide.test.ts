import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { serviceUrl } from '../../support/graphql.ts';
import { type Installed, installed, root, tarball } from '../../support/installed.ts';
import { TestOrganization } from '../../support/organization.ts';

// The snippets of docs/frontends.md, with the address and the key of a test, compiled and run in a frontend's folder.

let frontend: Installed;
let organization: TestOrganization;
let groupId: string;

/** What the guide installs beside the package, in the versions of the console, and the types of React. */
const besides = ['@apollo/client', 'graphql', 'rxjs', 'react', 'react-dom', '@types/react', '@types/react-dom'];

beforeAll(async () => {
  const { devDependencies } = JSON.parse(await readFile(new URL('../../../web/package.json', import.meta.url), 'utf8'));
  const versions = Object.fromEntries(besides.map((name) => [name, devDependencies[name]]));
  const { dependencies, devDependencies: own } = JSON.parse(
    await readFile(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  const live = { 'graphql-ws': dependencies['graphql-ws'], '@urql/core': own['@urql/core'], ws: dependencies.ws };
  frontend = await installed({ '@group-gateway/client': tarball('client'), ...versions, ...live });
  organization = await TestOrganization.create();
  groupId = await organization.addGroup({ name: 'Before', websiteIds: await organization.addWebsites(1) });
  const guide = await readFile(new URL('../../../docs/frontends.md', import.meta.url), 'utf8');
  const snippets = [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  for (const [, language, text] of snippets) {
    if (language === 'sh') continue;
    const name = /^(?:\/\/|#) (\S+\.(?:tsx?|yml))\n/.exec(text as string)?.[1];
    if (!name) throw new Error(`A snippet without a file name:\n${text}`);
    const adapted = (text as string)
      .replaceAll('http://localhost:4000', serviceUrl())
      .replaceAll('gg_demo_partner', organization.key);
    await frontend.write(name, adapted);
  }
  // The generator is large, and the project has it.
  await symlink(
    join(root, 'node_modules', '@graphql-codegen'),
    join(frontend.path, 'node_modules', '@graphql-codegen'),
  );
  await frontend.node(
    join(root, 'node_modules', '@graphql-codegen', 'cli', 'cjs', 'bin.js'),
    '--config',
    'codegen.yml',
  );
  await frontend.write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        target: 'es2022',
        lib: ['es2022', 'dom'],
        module: 'nodenext',
        jsx: 'react-jsx',
        rewriteRelativeImportExtensions: true,
        resolveJsonModule: true,
        skipLibCheck: true,
        types: [],
      },
    }),
  );
  expect(await frontend.compile()).toBe('');
}, 60_000);
afterAll(() => frontend.remove());

test('the page lists the groups', async () => {
  const html = await frontend.runModule(`
    import { prerenderStatic } from '@apollo/client/react/ssr';
    import { createElement } from 'react';
    import { renderToString } from 'react-dom/server';
    import { App } from './app.js';
    const { result } = await prerenderStatic({ tree: createElement(App), renderFunction: renderToString });
    console.log(result);
  `);
  expect(html).toMatch(/<h1>.*1.* groups<\/h1>/);
  expect(html).toContain('value="Before"');
});

test.each([
  [
    'Apollo Client',
    "import { client } from './client.js'; import { renameGroup } from './rename-group.js';",
    'client, ',
  ],
  ['fetch', "import { renameGroup } from './fetch.js';", ''],
])('a rename with %s saves, is refused, and meets the conflict', async (_how, imports, client) => {
  const id = await organization.addGroup({ name: 'Old' });
  const printed = await frontend.runModule(`
    ${imports}
    const group = { id: '${id}', revision: 1 };
    const outcomes = [];
    for (const name of ['New', 'Newer', '']) outcomes.push(await renameGroup(${client}group, name));
    outcomes.push(await renameGroup(${client}{ id: 'none' }, 'New'));
    console.log(JSON.stringify(outcomes));
  `);
  const [saved, conflict, invalid, missing] = JSON.parse(printed).map((outcome: unknown) => JSON.stringify(outcome));
  expect(saved).toMatch(/"kind":"saved".*"name":"New"|It is called New now/);
  expect(conflict).toMatch(/"kind":"conflict".*"name":"New"|Somebody called it New meanwhile/);
  expect(invalid).toMatch(/name/i);
  expect(missing).toMatch(/there is no/i);
});

test('a server renders the list, and the browser takes its data over without a request', async () => {
  const printed = await frontend.runModule(`
    import { renderGroups } from './server.js';
    import { createGroupGatewayClient, GroupsDocument } from '@group-gateway/client';
    const { html, data } = await renderGroups('${organization.key}');
    const client = createGroupGatewayClient({ url: 'http://127.0.0.1:1' });
    client.restore(JSON.parse(JSON.stringify(data)));
    const { data: restored } = await client.query({ query: GroupsDocument, variables: { first: 25 } });
    console.log(JSON.stringify([html.includes('value="Before"'), restored.groups.nodes.some(({ name }) => name === 'Before')]));
  `);
  expect(JSON.parse(printed)).toEqual([true, true]);
});

test("documents of one's own, mocks and live updates do what they say", async () => {
  const printed = await frontend.runModule(`
    import { prerenderStatic } from '@apollo/client/react/ssr';
    import { ApolloProvider } from '@apollo/client/react';
    import { GroupsDocument } from '@group-gateway/client';
    import { createElement } from 'react';
    import { renderToString } from 'react-dom/server';
    import { BilledGroupsList } from './billed-groups.js';
    import { client, conflict } from './rename.mock.js';
    import { stop } from './live.js';
    stop();
    const tree = createElement(ApolloProvider, { client }, createElement(BilledGroupsList));
    const { result } = await prerenderStatic({ tree, renderFunction: renderToString });
    const { data } = await client.query({ query: GroupsDocument });
    const { currentGroup } = conflict;
    console.log(JSON.stringify([result, data.groups.nodes.length, currentGroup.name, currentGroup.updatedAt]));
  `);
  expect(JSON.parse(printed)).toEqual([
    '<ul><li>Made up</li><li>Made up</li></ul>',
    2,
    'Theirs',
    '2026-05-01T00:00:00.000Z',
  ]);
});

test('the other snippets do what they say', async () => {
  await organization.setBillingOutage(false);
  const printed = await frontend.runModule(`
    import { isPartner } from './partner.js';
    import { creditsOf } from './credits.js';
    import { createGroup, deleteGroup } from './create-and-delete.js';
    import { outcomes } from './possible-types.js';
    const created = await createGroup('Created', ['${(await organization.addWebsites(1))[0]}']);
    const { group } = created.data.createGroup;
    const deleted = await deleteGroup(group.id);
    console.log(JSON.stringify([isPartner, await creditsOf('${groupId}'), deleted.data.deleteGroup.deletedGroupId === group.id, outcomes.length > 5]));
  `);
  expect(JSON.parse(printed)).toEqual([true, 'none yet', true, true]);
});

test.each([
  [
    "Apollo Client's HttpLink",
    "const stop = (await import('./live-apollo.js')).followGroups((await import('./client.js')).client, tell);",
  ],
  [
    'a WebSocket',
    "const stop = (await import('./live-apollo.js')).followGroups((await import('./live-socket.js')).liveClient, tell);",
  ],
  [
    'a WebSocket beside the links of the package',
    "const stop = (await import('./live-apollo.js')).followGroups((await import('./react-native.js')).mobileClient, tell);",
  ],
  ['urql', "const stop = (await import('./live-urql.js')).follow(null, tell);"],
  [
    'fetch',
    "const abort = new AbortController(); void (await import('./live-fetch.js')).followChanges(tell, abort.signal); const stop = () => abort.abort();",
  ],
])('changes arrive over %s', async (_how, follow) => {
  const id = await organization.addGroup({ name: 'Followed' });
  const printed = await frontend.runModule(`
    globalThis.WebSocket ??= (await import('ws')).WebSocket;
    const { request } = await import('./fetch.js');
    const told = [];
    const tell = ({ groupId }) => told.push(groupId);
    ${follow}
    const rename = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
    for (let n = 0; told.length === 0; n++) {
      await request(rename, { input: { id: '${id}', name: 'Name ' + n } });
      await new Promise((done) => setTimeout(done, 50));
    }
    stop();
    console.log(told[0]);
    process.exit();
  `);
  expect(printed).toBe(id);
});

test('what React Native lacks is needed for live updates over HTTP alone', async () => {
  const printed = await frontend.runModule(`
    const http = await import('node:http');
    const lacking = ['fetch', 'URL', 'URLSearchParams', 'TextDecoder', 'ReadableStream', 'crypto', 'structuredClone'];
    // The \`fetch\` of React Native hands out whole texts.
    const whole = (address, { method, headers, body }) =>
      new Promise((resolve, reject) => {
        const request = http.request(address, { method, headers }, async (response) => {
          let text = '';
          for await (const chunk of response) text += chunk;
          const get = (name) => response.headers[name.toLowerCase()] ?? null;
          resolve({ ok: true, status: response.statusCode, headers: { get }, text: async () => text });
        });
        request.on('error', reject).end(body);
      });
    for (const name of lacking) Object.defineProperty(globalThis, name, { value: undefined, configurable: true });
    const { createGroupGatewayClient, GroupsDocument, CreateWebsiteDocument } = await import('@group-gateway/client');
    const client = createGroupGatewayClient({ url: '${serviceUrl()}', apiKey: '${organization.key}', fetch: whole });
    const { data } = await client.query({ query: GroupsDocument });
    const created = await client.mutate({
      mutation: CreateWebsiteDocument,
      variables: { input: { url: 'native.example' } },
    });
    console.log(JSON.stringify([data.groups.totalCount > 0, created.data.createWebsite.__typename]));
  `);
  expect(JSON.parse(printed)).toEqual([true, 'CreateWebsiteSuccess']);
});

test('a WebSocket with a key that is none is not opened again', async () => {
  const printed = await frontend.runModule(`
    globalThis.WebSocket ??= (await import('ws')).WebSocket;
    let opened = 0;
    globalThis.WebSocket = class extends WebSocket {
      constructor(...args) {
        super(...args);
        opened++;
      }
    };
    const { ApolloClient } = await import('@apollo/client');
    const { GraphQLWsLink } = await import('@apollo/client/link/subscriptions');
    const { createCache } = await import('@group-gateway/client');
    const { createClient } = await import('graphql-ws');
    const url = '${serviceUrl().replace(/^http/, 'ws')}/graphql';
    const socket = createClient({ url, connectionParams: { apiKey: 'gg_none' }, retryAttempts: 0 });
    const client = new ApolloClient({ link: new GraphQLWsLink(socket), cache: createCache() });
    (await import('./live-apollo.js')).followGroups(client, () => {});
    await new Promise((done) => setTimeout(done, 4000));
    console.log(opened);
    process.exit();
  `);
  expect(printed).toBe('1');
});

test('credits are unknown while the provider is down', async () => {
  const outage = await TestOrganization.create({ billingOutage: true });
  const id = await outage.addGroup({ billingEnabled: true });
  const printed = await frontend.runModule(`
    import { HttpLink } from '@apollo/client';
    import { client } from './client.js';
    import { creditsOf } from './credits.js';
    client.setLink(new HttpLink({ uri: '${serviceUrl()}/graphql', headers: { 'x-api-key': '${outage.key}' } }));
    console.log(await creditsOf('${id}'));
  `);
  expect(printed).toBe('unknown at the moment');
});

test('fetch waits and repeats while the service does not answer', async () => {
  const printed = await frontend.runModule(`
    const { fetch } = globalThis;
    let calls = 0;
    globalThis.fetch = async (...args) => {
      calls++;
      if (calls === 1) return new Response('', { status: 429, headers: { 'retry-after': '0' } });
      if (calls === 2) return new Response('', { status: 503, headers: { 'retry-after': '0' } });
      return fetch(...args);
    };
    const { request } = await import('./fetch.js');
    const { viewer } = await request('{ viewer { organization { id } } }', {});
    console.log(JSON.stringify([calls, viewer.organization.id]));
  `);
  expect(JSON.parse(printed)).toEqual([3, organization.id]);
});
