import { buildSchema, type GraphQLObjectType, getNamedType, Kind, type ObjectTypeDefinitionNode } from 'graphql';
import { type Answer, data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { partnerGateway } from './partner.ts';

const hiddenKey = 'externalId';

/** A way of a gateway to a resource by a key for partners: found in what partners are handed out. */
interface Path {
  name: string;
  /** Asks for a resource by its external id. */
  ask(key: string, externalId: string): Promise<Answer>;
}

const directives = (node: { directives?: ObjectTypeDefinitionNode['directives'] } | null | undefined, name: string) =>
  (node?.directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map(({ arguments: args }) => (args?.[0]?.value.kind === Kind.STRING ? args[0].value.value : ''));

/** Every look-up by a key for partners, whatever the kind of gateway. */
async function pathsByHiddenKey(partnerKey: string): Promise<Path[]> {
  const { _sdl, _service } = await data(partnerKey, '{ _sdl _service { sdl } }');
  const stitching = buildSchema(_sdl);
  const federation = buildSchema(_service.sdl, { assumeValidSDL: true });
  const byRepresentation = Object.values(federation.getTypeMap())
    .filter((type) => directives((type as GraphQLObjectType).astNode, 'key').includes(hiddenKey))
    .map(({ name }) => ({
      name: `_entities of ${name}`,
      ask: (key: string, externalId: string) =>
        send(
          key,
          `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on ${name} { id ${hiddenKey} } } }`,
          { r: [{ __typename: name, [hiddenKey]: externalId }] },
        ),
    }));
  const byQuery = Object.values(stitching.getQueryType()?.getFields() ?? {})
    .filter(({ args }) => args.some(({ name }) => name.startsWith(hiddenKey)))
    .map(({ name, args: [arg], type }) => ({
      name: `${name}, ${directives(stitching.getQueryType()?.getFields()[name]?.astNode, 'merge').length ? 'by merge' : 'alone'}`,
      ask: (key: string, externalId: string) =>
        send(
          key,
          `query ($key: ${arg?.type}) { found: ${name}(${arg?.name}: $key) { id ${hiddenKey} ... on ${getNamedType(type).name} { __typename } } }`,
          { key: String(arg?.type).startsWith('[') ? [externalId] : externalId },
        ),
    }));
  return [...byRepresentation, ...byQuery];
}

/** An organization whose group and website have the same external id: a direct customer's are from when it was a partner. */
async function arrange(partner: boolean) {
  const organization = await TestOrganization.create({ partner });
  const websites = await organization.addWebsites(1, { externalId: 'shared' });
  const id = await organization.addGroup({ externalId: 'shared', websiteIds: websites });
  return { organization, id, website: websites[0] as string };
}

test('by representation, by merge and alone, a direct customer’s gateway gets null, and a partner’s what it asks for', async () => {
  const partner = await arrange(true);
  const direct = await arrange(false);
  const paths = await pathsByHiddenKey(partner.organization.key);
  expect(paths.map(({ name }) => name).sort()).toEqual([
    '_entities of Group',
    '_entities of Website',
    'groupByExternalId, alone',
    'groupsByExternalId, by merge',
    'websiteByExternalId, alone',
    'websitesByExternalId, by merge',
  ]);
  for (const { name, ask } of paths) {
    const found = await ask(partner.organization.key, 'shared');
    expect({
      name,
      found: JSON.stringify(found.data).includes(/website/i.test(name) ? partner.website : partner.id),
      errors: found.errors,
    }).toEqual({
      name,
      found: true,
      errors: undefined,
    });
    const known = await ask(direct.organization.key, 'shared');
    const unknown = await ask(direct.organization.key, 'unknown');
    expect({ name, data: known.data, errors: known.errors }).toEqual({
      name,
      data: unknown.data,
      errors: unknown.errors,
    });
    expect(known.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(JSON.stringify(known.data)).toMatch(/^(null|\{"(found|_entities)":(null|\[null\])\})$/);
  }
});

test('by every key that a direct customer’s gateway has, the members for partners are null', async () => {
  const { organization, id, website } = await arrange(false);
  const answer = await data(
    organization.key,
    `query ($r: [_Any!]!, $groups: [ID!]!, $websites: [ID!]!) {
      _entities(representations: $r) { ... on Group { externalId websites { nodes { externalId } } } ... on Website { site: externalId } }
      groupsById(ids: $groups) { externalId }
      websitesById(ids: $websites) { externalId }
    }`,
    {
      r: [
        { __typename: 'Group', id },
        { __typename: 'Group', id, externalId: 'shared' },
        { __typename: 'Website', id: website, externalId: 'shared' },
      ],
      groups: [id],
      websites: [website],
    },
  );
  const none = { externalId: null, websites: { nodes: [{ externalId: null }] } };
  expect(answer).toEqual({
    _entities: [none, none, { site: null }],
    groupsById: [{ externalId: null }],
    websitesById: [{ externalId: null }],
  });
});

test('a gateway that was composed for a partner, and has the key of a direct customer, gets null', async () => {
  const partner = await TestOrganization.create();
  const { organization, id } = await arrange(false);
  let starting = true;
  const gateway = await partnerGateway([{ id: '1', groupExternalId: 'shared', groupIds: [id] }], {
    apiKey: organization.key,
    savedSdl: (await data(partner.key, '{ _sdl }'))._sdl,
    warn: () => {},
    retries: 0,
    fetch: async (...args) => {
      if (starting) throw new Error('not yet');
      return fetch(...args);
    },
  });
  starting = false;
  const answer = await gateway.ask('{ accounts { group { id } groups { id externalId } } }');
  expect(answer.data).toEqual({ accounts: [{ group: null, groups: [{ id, externalId: null }] }] });
  expect(answer.errors).toMatchObject([{ path: ['accounts', 0, 'group'], extensions: { code: 'FORBIDDEN' } }]);
});
