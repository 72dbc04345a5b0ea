import { join } from 'node:path';
import { serviceUrl } from '../../support/graphql.ts';
import { type Installed, installed, npmInstall, root, run, tarball } from '../../support/installed.ts';

/*
 * The client package as frontends of all kinds install it: from its tarball, into empty folders. Installations take a
 * while, so these run in CI alone (CI=true).
 */
const inCI = process.env.CI ? describe : describe.skip;

const newest = { '@apollo/client': '^4.0.0', graphql: '^16.11.0', react: '19', rxjs: '7' };
const oldest = { '@apollo/client': '4.0.0', graphql: '16.11.0', react: '18.0.0', rxjs: '7.3.0' };

const variants = [
  ['npm and the newest peers', 'npm', newest],
  ['npm and the oldest peers', 'npm', oldest],
  ['pnpm and the newest peers', 'pnpm', newest],
] as const;

/** What only some frontends have; the project's own compiler is newer. */
let tools: Installed;
const projects = new Map<string, Installed>();

const pnpmInstall = () => [
  process.execPath,
  join(tools.path, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs'),
  'install',
  '--prefer-offline',
  '--store-dir',
  join(tools.path, 'store'),
];

const openProjects = async () => {
  tools = await installed({ pnpm: '10.34.8', typescript: '5.9.3', webpack: '5.113.0' });
  await Promise.all(
    variants.map(async ([name, manager, peers]) => {
      const dependencies = { '@group-gateway/client': tarball('client'), ...peers, 'react-dom': peers.react };
      projects.set(name, await installed(dependencies, manager === 'npm' ? npmInstall : pnpmInstall()));
    }),
  );
  await tools.write('bundle.mjs', bundleWithWebpack);
};

const bundleWithWebpack = `
  import webpack from 'webpack';
  const [context, ...entries] = process.argv.slice(2);
  const configurations = entries.map((entry) => ({
    context,
    entry: './' + entry,
    mode: 'production',
    output: { path: context + '/bundles', filename: 'webpack-' + entry, library: { type: 'module' } },
    experiments: { outputModule: true },
  }));
  webpack(configurations, (error, stats) => {
    if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
  });
`;

const viteConfig = `
  export default ({ mode: entry }) => ({
    logLevel: 'error',
    build: {
      outDir: 'bundles',
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: entry, output: { entryFileNames: 'vite-' + entry } },
    },
  });
`;

const typed = `
  import { createCache, createGroupGatewayClient, failureOf, followChanges, matchResult, possibleTypes, UpdateGroupDocument } from '@group-gateway/client';
  import { DateTime, mockData, mockService } from '@group-gateway/client/testing';
  import { UpdateGroupDocument as same, type UpdateGroupMutation } from '@group-gateway/client/documents';
  import { matchResult as alone } from '@group-gateway/client/results';
  export const client = createGroupGatewayClient({ url: 'http://localhost:4000', fetch: mockService().fetch });
  export const mocked: string = mockData(UpdateGroupDocument).updateGroup.__typename;
  export const all = [createCache(), DateTime(), followChanges, failureOf, matchResult, possibleTypes, UpdateGroupDocument, same, alone];
  export const message = (result: UpdateGroupMutation['updateGroup']): string =>
    result.__typename === 'UpdateGroupSuccess' ? result.group.name : result.message;
  // @ts-expect-error The types are there.
  export const wrong: UpdateGroupMutation = 7;
`;

const used = `
  const cache = createCache();
  const found = matchResult({ __typename: 'Found', id: '1' }, { Found: ({ id }) => id, otherwise: () => 'another' });
  const facts = [cache.identify({ __typename: 'Group', id: '1' }), found, ViewerDocument.definitions[0].name.value];
`;
const names = 'createCache, matchResult, ViewerDocument';
const facts = ['Group:1', '1', 'Viewer'];

inCI('the client package', () => {
  beforeAll(openProjects, 120_000);
  afterAll(() => Promise.all([tools, ...projects.values()].map((project) => project?.remove())));

  test('installs from the running service, small', async () => {
    const project = await installed({ '@group-gateway/client': `${serviceUrl()}/client.tgz` });
    expect(await project.packages()).toBe(3);
    expect(await project.megabytes()).toBeLessThan(15);
    // With Apollo Client, which is 19 MB of files on its own, and RxJS, 12 MB, it is more: what the rest is, is checked.
    await run('npm', [...npmInstall.slice(1), '@apollo/client', 'rxjs'], project.path);
    expect(await project.packages()).toBeLessThan(40);
    const theirs = (await project.megabytes('@apollo/client')) + (await project.megabytes('rxjs'));
    expect((await project.megabytes()) - theirs).toBeLessThan(15);
    await project.remove();
  }, 60_000);

  test('installs from the running service with pnpm, too', async () => {
    const project = await installed(
      { '@group-gateway/client': `${serviceUrl()}/client.tgz`, graphql: '16.11.0' },
      pnpmInstall(),
    );
    const printed = await project.runModule(
      "import { mockData } from '@group-gateway/client/testing'; import { ViewerDocument } from '@group-gateway/client/documents'; console.log(mockData(ViewerDocument).viewer.organization.isPartner);",
    );
    expect(printed).toBe('false');
    await project.remove();
  }, 60_000);

  describe.each(variants)('with %s', (name) => {
    let project: Installed;
    beforeAll(async () => {
      project = projects.get(name) as Installed;
      await Promise.all([
        project.write('module.mts', typed),
        project.write('common.cts', typed),
        project.write(
          'main.ts',
          typed.replaceAll(/\/(documents|results)'/g, "'").replaceAll("client/testing'", "client/dist/cjs/testing'"),
        ),
      ]);
    });

    test('there is one graphql', async () => {
      expect((await project.copiesOf('graphql')).size).toBe(1);
    });

    test.each([
      ['node16', ['--module', 'node16', '--target', 'es2022']],
      ['nodenext', ['--module', 'nodenext']],
      ['bundler', ['--module', 'preserve', '--moduleResolution', 'bundler', '--target', 'es2022']],
    ])('its types are found in ES modules and in CommonJS, with module resolution %s', async (_name, options) => {
      const files = ['module.mts', 'common.cts'];
      const complaints = await project.compile(
        '--noEmit',
        '--strict',
        '--exactOptionalPropertyTypes',
        ...options,
        ...files,
      );
      // Without "skipLibCheck", which frontends need for the types of Apollo Client, but not for these.
      const ours = (line: string) => /^\S/.test(line) && !/^node_modules(?!.*@group-gateway)/.test(line);
      expect(complaints.split('\n').filter(ours)).toEqual([]);
    });

    test('its types are found by TypeScript 5 in a CommonJS project of old', async () => {
      const tsc = join(tools.path, 'node_modules', 'typescript', 'bin', 'tsc');
      const options = '--noEmit --strict --skipLibCheck --module commonjs --moduleResolution node10 --target es2022';
      expect(await project.node(tsc, ...options.split(' '), '--esModuleInterop', 'main.ts')).toBe('');
    });

    test('it can be imported and required, with the same exports, and entry by entry', async () => {
      const imported = await project.runModule(`
        import { readFileSync } from 'node:fs';
        import * as client from '@group-gateway/client';
        import * as documents from '@group-gateway/client/documents';
        import { matchResult } from '@group-gateway/client/results';
        import possibleTypes from '@group-gateway/client/possible-types.json' with { type: 'json' };
        const schema = new URL(import.meta.resolve('@group-gateway/client/schema.graphql'));
        console.log(JSON.stringify([
          Object.keys(client).sort(),
          Object.keys(documents).every((name) => documents[name] === client[name]),
          matchResult === client.matchResult,
          Object.keys(possibleTypes).length === Object.keys(client.possibleTypes).length,
          readFileSync(schema, 'utf8').includes('type Group '),
        ]));
      `);
      await project.write(
        'require.cjs',
        `const client = require('@group-gateway/client');
         const { matchResult } = require('@group-gateway/client/results');
         const documents = require('@group-gateway/client/documents');
         const schema = require.resolve('@group-gateway/client/schema.graphql');
         console.log(JSON.stringify([
           Object.keys(client).sort(),
           Object.keys(documents).every((name) => documents[name] === client[name]),
           matchResult === client.matchResult,
           Object.keys(require('@group-gateway/client/possible-types.json')).length === Object.keys(client.possibleTypes).length,
           require('node:fs').readFileSync(schema, 'utf8').includes('type Group '),
         ]));`,
      );
      const required = await project.node('require.cjs');
      const [exported, ...same] = JSON.parse(imported);
      expect(exported).toEqual(
        expect.arrayContaining([
          'createCache',
          'createGroupGatewayClient',
          'failureOf',
          'matchResult',
          'possibleTypes',
        ]),
      );
      expect(same).toEqual([true, true, true, true]);
      expect(JSON.parse(required)).toEqual(JSON.parse(imported));
    });

    test('the entries that need no Apollo Client load none', async () => {
      for (const [entry, is] of [
        ['', true],
        ['/documents', false],
        ['/results', false],
        ['/testing', false],
      ] as const) {
        await project.write(
          'loaded.cjs',
          `require('@group-gateway/client${entry}');
           console.log(Object.keys(require.cache).some((file) => file.includes('@apollo/client/')));`,
        );
        expect([entry, await project.node('loaded.cjs')]).toEqual([entry, String(is)]);
      }
    });

    test('Jest takes it in ES modules and in CommonJS', async () => {
      const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
      const asserted = `test('works', () => { ${used} expect(facts).toEqual(${JSON.stringify(facts)}); });`;
      await project.write('esm.test.mjs', `import { ${names} } from '@group-gateway/client';\n${asserted}`);
      await project.write('cjs.test.cjs', `const { ${names} } = require('@group-gateway/client');\n${asserted}`);
      const options = ['--rootDir', project.path, '--config', '{ "transform": {} }', '--json', '--testMatch'];
      const esm = await project.node('--experimental-vm-modules', jest, ...options, '**/esm.test.mjs');
      const cjs = await project.node(jest, ...options, '**/cjs.test.cjs');
      for (const report of [esm, cjs]) expect(JSON.parse(report)).toMatchObject({ numPassedTests: 1, success: true });
    });

    test.each(['vite', 'webpack'])('%s bundles it, and of one function only that', async (bundler) => {
      const print = 'console.log(JSON.stringify(facts));';
      await project.write('all.js', `import { ${names} } from '@group-gateway/client';\n${used}${print}`);
      await project.write('one.js', "export { matchResult } from '@group-gateway/client';");
      await project.write('vite.config.js', viteConfig);
      const entries = ['all.js', 'one.js'];
      if (bundler === 'webpack') await tools.node('bundle.mjs', project.path, ...entries);
      else
        for (const entry of entries)
          await project.node(join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--mode', entry);
      await project.write('bundles/package.json', '{ "type": "module" }');
      expect(JSON.parse(await project.node(`bundles/${bundler}-all.js`))).toEqual(facts);
      expect((await project.read(`bundles/${bundler}-one.js`)).length).toBeLessThan(1000);
    });

    test('React shows what its cache has', async () => {
      const html = await project.runModule(`
        import { ApolloClient, ApolloLink } from '@apollo/client';
        import { ApolloProvider, useQuery } from '@apollo/client/react';
        import { createCache, LabelLanguagesDocument } from '@group-gateway/client';
        import { createElement } from 'react';
        import { renderToString } from 'react-dom/server';
        const client = new ApolloClient({ link: ApolloLink.empty(), cache: createCache() });
        const labelLanguages = [{ __typename: 'LabelLanguage', id: 1, lookupName: 'en_US', name: 'English (US)' }];
        client.writeQuery({ query: LabelLanguagesDocument, data: { labelLanguages } });
        const Languages = () => useQuery(LabelLanguagesDocument).data?.labelLanguages[0].name ?? 'nothing';
        console.log(renderToString(createElement(ApolloProvider, { client }, createElement(Languages))));
      `);
      expect(html).toBe('English (US)');
    });
  });
});
