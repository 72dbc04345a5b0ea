import { join } from 'node:path';
import { serviceUrl } from '../../support/graphql.ts';
import { type Installed, installed, npmInstall, tarball } from '../../support/installed.ts';
import { TestOrganization } from '../../support/organization.ts';

/*
 * The stitching package as partners install it: from its tarball, into empty folders, beside libraries of other versions.
 * Installations take a while, so these run in CI alone (CI=true).
 */
const inCI = process.env.CI ? describe : describe.skip;

/** Version 9 of `stitch` brings versions of `delegate` and `wrap` that are not those of the package. */
const variants = [
  ['npm, the newest graphql and its own libraries', 'npm', { '@graphql-tools/stitch': '10', graphql: '^16.11.0' }, 1],
  ['pnpm, the oldest graphql and older libraries', 'pnpm', { '@graphql-tools/stitch': '9', graphql: '16.11.0' }, 2],
] as const;

const gateway = `
  const accounts = buildSchema('type Query { accounts: [Account!]! } type Account { key: String }');
  accounts.getQueryType().getFields().accounts.resolve = () => [{ key: 'known' }, { key: 'unknown' }, { key: null }];
  const open = async () => {
    const groups = await createGroupGatewaySubschema({
      url: process.argv[2],
      apiKey: process.argv[3],
      typePrefix: 'Portal_',
      rootFieldPrefix: 'portal_',
      stitchedWith: [accounts],
    });
    const schema = stitchSchemas({
      subschemas: [{ schema: accounts }, groups],
      typeDefs: 'extend type Account { group: Portal_Group }',
      resolvers: { Account: { group: optionalLink(groups, { type: 'Portal_Group', by: 'externalId', from: 'key' }) } },
    });
    const ask = (source) => graphql({ schema, source, contextValue: {} });
    const joined = await ask('{ accounts { group { __typename label: name websites { nodes { url } } } } }');
    const taken = await ask(
      'mutation { portal_updateGroup(input: { id: "' + process.argv[4] + '", externalId: "known" }) { ' +
        '__typename ... on Portal_GroupExternalIdTaken { existingGroup { name } } } }'
    );
    console.log(JSON.stringify([joined, taken]));
  };
  open();
`;

const typed = `
  import { createGroupGatewaySubschema, type GroupGatewayOptions, optionalLink } from '@group-gateway/stitching';
  export const link = async (options: GroupGatewayOptions) =>
    optionalLink(await createGroupGatewaySubschema(options), { type: 'Group', by: 'id', from: 'groupId' });
  // @ts-expect-error The types are there.
  export const wrong: GroupGatewayOptions = { url: 7 };
`;

const projects = new Map<string, Installed>();
let tools: Installed;
let organization: TestOrganization;
let other: string;

const setUp = async () => {
  tools = await installed({ pnpm: '10.34.8' });
  const pnpm = [process.execPath, join(tools.path, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs'), 'install'];
  const store = ['--prefer-offline', '--store-dir', join(tools.path, 'store')];
  await Promise.all(
    variants.map(async ([name, manager, others]) => {
      const dependencies = { '@group-gateway/stitching': tarball('stitching'), ...others };
      projects.set(name, await installed(dependencies, manager === 'npm' ? npmInstall : [...pnpm, ...store]));
    }),
  );
  organization = await TestOrganization.create();
  const websiteIds = [await organization.addWebsite({ url: 'site.example' })];
  await organization.addGroup({ name: 'Known', externalId: 'known', websiteIds });
  other = await organization.addGroup({ name: 'Other', websiteIds });
};

inCI('the stitching package', () => {
  beforeAll(setUp, 120_000);
  afterAll(() => Promise.all([tools, ...projects.values()].map((project) => project?.remove())));

  test('installs from the running service, small', async () => {
    const project = await installed({ '@group-gateway/stitching': `${serviceUrl()}/stitching.tgz` });
    expect(await project.megabytes()).toBeLessThan(15);
    expect(await project.packages()).toBeLessThan(40);
    await project.remove();
  }, 60_000);

  describe.each(variants)('with %s', (name, _manager, _others, copies) => {
    let project: Installed;
    beforeAll(() => {
      project = projects.get(name) as Installed;
    });

    test('there is one graphql, and a copy of delegate for each version that is asked for', async () => {
      expect((await project.copiesOf('graphql')).size).toBe(1);
      expect((await project.copiesOf('@graphql-tools/delegate')).size).toBe(copies);
    });

    test.each([
      ['import', 'gateway.mjs', (names: string, from: string) => `import { ${names} } from '${from}';`],
      ['require', 'gateway.cjs', (names: string, from: string) => `const { ${names} } = require('${from}');`],
    ])('a gateway that loads it by %s joins, and shows a conflict', async (_how, file, load) => {
      const loaded = [
        load('createGroupGatewaySubschema, optionalLink', '@group-gateway/stitching'),
        load('stitchSchemas', '@graphql-tools/stitch'),
        load('buildSchema, graphql', 'graphql'),
      ];
      await project.write(file, [...loaded, gateway].join('\n'));
      const printed = await project.node(file, `${serviceUrl()}/graphql`, organization.key, other);
      const group = { __typename: 'Portal_Group', label: 'Known', websites: { nodes: [{ url: 'site.example' }] } };
      const taken = { __typename: 'Portal_GroupExternalIdTaken', existingGroup: { name: 'Known' } };
      expect(JSON.parse(printed)).toEqual([
        { data: { accounts: [{ group }, { group: null }, { group: null }] } },
        { data: { portal_updateGroup: taken } },
      ]);
    });

    test.each([
      ['node16', ['--module', 'node16', '--target', 'es2022']],
      ['nodenext', ['--module', 'nodenext']],
      ['bundler', ['--module', 'preserve', '--moduleResolution', 'bundler', '--target', 'es2022']],
    ])('its types are found in ES modules and in CommonJS, with module resolution %s', async (_name, options) => {
      for (const file of ['module.mts', 'common.cts']) await project.write(file, typed);
      const all = ['--noEmit', '--strict', '--skipLibCheck', ...options, 'module.mts', 'common.cts'];
      expect(await project.compile(...all)).toBe('');
    });
  });
});
