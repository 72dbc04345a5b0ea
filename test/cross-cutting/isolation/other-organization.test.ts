import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql';
import { data, send } from '../../support/graphql.ts';
import { type Input, introspect, isRequired, put, type RootField, rootFields, waysTo } from '../../support/schema.ts';
import { createTenant, type Kind as IdKind, type Tenant } from './tenant.ts';

interface Position {
  kind: IdKind;
  /**
   * What another organization's id does: `nothing` is found and nothing written; or it is `harmless`, as a value that
   * the caller gives to something of its own, and as an id to leave out.
   */
  effect: 'nothing' | 'harmless';
}

const finds = (kind: IdKind): Position => ({ kind, effect: 'nothing' });
const harmless = (kind: IdKind): Position => ({ kind, effect: 'harmless' });

/** Every place of the schema that takes an id. One that is missing here fails the first test. */
const positions: Record<string, Position> = {
  'Query.group.id': finds('group'),
  'Query.groupsById.ids': finds('group'),
  'Query.groupByExternalId.externalId': finds('groupExternalId'),
  'Query.groupsByExternalId.externalIds': finds('groupExternalId'),
  'Query.groups.after': harmless('groupCursor'),
  'Query.groups.before': harmless('groupCursor'),
  'GroupFilter.id': finds('group'),
  'GroupFilter.externalId': finds('groupExternalId'),
  'GroupFilter.websiteId': finds('website'),
  'Query.website.id': finds('website'),
  'Query.websitesById.ids': finds('website'),
  'Query.websiteByExternalId.externalId': finds('websiteExternalId'),
  'Query.websitesByExternalId.externalIds': finds('websiteExternalId'),
  'Query.websites.after': harmless('websiteCursor'),
  'Query.websites.before': harmless('websiteCursor'),
  'WebsiteFilter.id': finds('website'),
  'WebsiteFilter.externalId': finds('websiteExternalId'),
  'WebsiteFilter.groupId': finds('group'),
  'CreateGroupInput.websiteIds': finds('website'),
  'CreateGroupInput.externalId': harmless('groupExternalId'),
  'UpdateGroupInput.id': finds('group'),
  'UpdateGroupInput.addWebsiteIds': finds('otherWebsite'),
  'UpdateGroupInput.removeWebsiteIds': harmless('website'),
  'UpdateGroupInput.externalId': harmless('groupExternalId'),
  'DeleteGroupInput.id': finds('group'),
  'SetGroupCreditsInput.groupId': finds('group'),
  'SetWebsiteCreditsInput.websiteId': finds('website'),
  'CreateWebsiteInput.externalId': harmless('websiteExternalId'),
  'UpdateWebsiteInput.id': finds('website'),
  'UpdateWebsiteInput.externalId': harmless('websiteExternalId'),
  'DeleteWebsiteInput.id': finds('website'),
  'RestoreWebsiteInput.id': finds('website'),
  'Query.accountGroup.id': finds('accountGroup'),
  'Query.accountGroupsById.ids': finds('accountGroup'),
  'Query.accountGroups.after': harmless('accountGroupCursor'),
  'Query.accountGroups.before': harmless('accountGroupCursor'),
  'Query.staffAccount.id': finds('staffAccount'),
  'Query.staffAccountsById.ids': finds('staffAccount'),
  'Query.staffAccounts.after': harmless('staffAccountCursor'),
  'Query.staffAccounts.before': harmless('staffAccountCursor'),
  'StaffAccountFilter.accountGroupId': finds('accountGroup'),
  'Query.websitesByUrl.urls': finds('websiteUrl'),
  'Query.organizationChanges.after': harmless('organizationChangeCursor'),
  'OrganizationChangeFilter.resourceId': finds('group'),
  'OrganizationChangeFilter.apiKeyId': finds('apiKey'),
  'Query.apiKeys.after': harmless('apiKeyCursor'),
  'Query.apiKeys.before': harmless('apiKeyCursor'),
  'CreateApiKeyInput.websiteIds': finds('website'),
  'UpdateApiKeyInput.id': finds('otherApiKey'),
  'UpdateApiKeyInput.websiteIds': finds('website'),
  'RotateApiKeyInput.id': finds('otherApiKey'),
  'RevokeApiKeyInput.id': finds('otherApiKey'),
  'Query.webhookEndpoint.id': finds('webhookEndpoint'),
  'Query.webhookEndpoints.after': harmless('webhookEndpointCursor'),
  'Query.webhookEndpoints.before': harmless('webhookEndpointCursor'),
  'UpdateWebhookEndpointInput.id': finds('webhookEndpoint'),
  'DeleteWebhookEndpointInput.id': finds('webhookEndpoint'),
  'RotateWebhookSigningSecretInput.id': finds('webhookEndpoint'),
  'SendTestWebhookInput.id': finds('webhookEndpoint'),
  'RedeliverWebhookInput.id': finds('webhookDelivery'),
  'UpdateAccountGroupInput.id': finds('accountGroup'),
  'DeleteAccountGroupInput.id': finds('emptyAccountGroup'),
  'MoveStaffAccountsInput.accountIds': finds('staffAccount'),
  'MoveStaffAccountsInput.accountGroupId': finds('accountGroup'),
  'CreateStaffAccountInput.accountGroupId': finds('accountGroup'),
  'UpdateStaffAccountInput.id': finds('staffAccount'),
  'DeleteStaffAccountInput.id': finds('staffAccount'),
};

/** Members without an id that an input needs beside its ids. */
const beside: Record<string, Record<string, unknown>> = {
  CreateGroupInput: { name: 'New' },
  UpdateGroupInput: { name: 'Changed' },
  SetGroupCreditsInput: { monthly: 1 },
  SetWebsiteCreditsInput: { monthly: 1 },
  SetOrganizationCreditsInput: { monthly: 1 },
  CreateWebsiteInput: { url: 'new.example' },
  UpdateWebsiteInput: { name: 'Changed' },
  CreateApiKeyInput: { name: 'New' },
  UpdateApiKeyInput: { name: 'Changed' },
  CreateAccountGroupInput: { names: [{ language: { id: 1 }, labelText: 'New' }] },
  UpdateAccountGroupInput: { names: [{ language: { id: 1 }, labelText: 'Changed' }] },
  CreateStaffAccountInput: { login: 'new', displayName: 'New' },
  UpdateStaffAccountInput: { displayName: 'Changed' },
  CreateWebhookEndpointInput: { url: 'https://new.invalid', events: ['GROUP_UPDATED'] },
  UpdateWebhookEndpointInput: { description: 'Changed' },
};

/** Fields below the root that take an id: a document with the id as `$value`. Cursors all of them, and so harmless. */
const nested: Record<string, { kind: IdKind; document: string }> = {
  'Group.websites.after': {
    kind: 'websiteCursor',
    document: 'query ($value: String) { groups { nodes { websites(after: $value) { nodes { id url } } } } }',
  },
  'Group.changes.after': {
    kind: 'groupChangeCursor',
    document:
      'query ($value: String) { groups { nodes { changes(after: $value) { nodes { id changedBy { apiKeyId } name { from to } websitesAdded { id } } } } } }',
  },
  'Website.changes.after': {
    kind: 'websiteChangeCursor',
    document:
      'query ($value: String) { websites { nodes { changes(after: $value) { nodes { id changedBy { apiKeyId } name { to } } } } } }',
  },
  'AccountGroup.changes.after': {
    kind: 'accountGroupChangeCursor',
    document:
      'query ($value: String) { accountGroups { nodes { changes(after: $value) { nodes { id changedBy { apiKeyId } descriptions { to } } } } } }',
  },
  'Website.groups.after': {
    kind: 'groupCursor',
    document: 'query ($value: String) { websites { nodes { groups(after: $value) { nodes { id name } } } } }',
  },
  'WebhookEndpoint.deliveries.after': {
    kind: 'webhookDeliveryCursor',
    document:
      'query ($value: String) { webhookEndpoints { nodes { deliveries(after: $value) { nodes { id payload } } } } }',
  },
  'AccountGroup.accounts.after': {
    kind: 'staffAccountCursor',
    document: 'query ($value: String) { accountGroups { nodes { accounts(after: $value) { nodes { id login } } } } }',
  },
};

/** Fields that answer the same to everybody. */
const common = ['Query.labelLanguages'];

const takesId = ({ name, type }: Input) => {
  const scalar = getNamedType(type).name;
  return scalar === 'ID' || (scalar === 'String' && /(ids?|urls|after|before|cursor)$/i.test(name));
};

/** A value of a type, with the tenant's own ids where it needs some. */
function fill(type: GraphQLInputType, coordinate: string, own: Tenant): unknown {
  if (isNonNullType(type)) return fill(type.ofType, coordinate, own);
  if (isListType(type)) return [fill(type.ofType, coordinate, own)];
  const position = positions[coordinate];
  if (position) return own.ids[position.kind];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(
      (field) => isRequired(field) && beside[type.name]?.[field.name] === undefined,
    );
    return {
      ...Object.fromEntries(required.map((field) => [field.name, fill(field.type, `${type.name}.${field.name}`, own)])),
      ...beside[type.name],
    };
  }
  throw new Error(`The walk does not know how to fill ${coordinate}: give it a line in "beside" or in "positions".`);
}

/** The arguments of a root field with the tenant's own ids, and with a value somewhere in them. */
function argumentsFor({ field, coordinate }: RootField, own: Tenant, at?: string[], value?: string) {
  const args: Record<string, unknown> = {};
  for (const arg of field.args) if (isRequired(arg)) args[arg.name] = fill(arg.type, `${coordinate}.${arg.name}`, own);
  if (at) put(field.args, args, at, value);
  return args;
}

let schema: GraphQLSchema;
let victim: Tenant;

beforeAll(async () => {
  victim = await createTenant();
  schema = await introspect(victim.organization.key);
});

test('the walk knows every place of the schema that takes an id', () => {
  const found = waysTo(schema, takesId).flatMap(({ ways }) => ways.map(({ coordinate }) => coordinate));
  expect([...new Set(found)].sort()).toEqual(Object.keys(positions).sort());
  const below = Object.values(schema.getTypeMap())
    .filter(
      (type) =>
        isObjectType(type) &&
        type !== schema.getQueryType() &&
        type !== schema.getMutationType() &&
        type !== schema.getSubscriptionType() && // test/cross-cutting/isolation/subscriptions.test.ts
        !type.name.startsWith('__'),
    )
    .flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields()).flatMap((field) =>
            field.args.filter(takesId).map((arg) => `${type.name}.${field.name}.${arg.name}`),
          )
        : [],
    );
  expect(below.sort()).toEqual(Object.keys(nested).sort());
});

test('with ids of its own an organization finds and changes what it asks for: the walk asks in earnest', async () => {
  for (const { root } of waysTo(schema, takesId)) {
    if (common.includes(root.coordinate)) continue;
    const own = await createTenant();
    const answer = await send(own.organization.key, root.document(1), argumentsFor(root, own));
    expect({ at: root.coordinate, errors: answer.errors }).toEqual({ at: root.coordinate, errors: undefined });
    if (root.coordinate.startsWith('Mutation.')) expect([answer.data.result].flat()[0].__typename).toMatch(/Success$/);
    else
      expect({
        at: root.coordinate,
        found: own.marks.some((mark) => JSON.stringify(answer.data).includes(mark)),
      }).toEqual({ at: root.coordinate, found: true });
  }
}, 60_000);

test("every field finds nothing by another organization's ids, writes nothing and tells nothing", async () => {
  const before = await victim.organization.snapshot();
  let attacker = await createTenant();
  for (const { root, ways } of waysTo(schema, takesId)) {
    const isMutation = root.coordinate.startsWith('Mutation.');
    for (const { coordinate, path } of ways) {
      const { effect, kind } = positions[coordinate] as Position;
      // Ids of every kind, for one may be looked up as another; a cursor belongs to its list.
      const values = kind.endsWith('Cursor') ? [victim.ids[kind]] : [...new Set(Object.values(victim.ids))];
      if (effect === 'harmless' && isMutation) attacker = await createTenant(); // which changes, and may
      const ownBefore = await attacker.organization.snapshot();
      // Numbers of account groups and of staff accounts may be the same.
      const own = new Set(Object.values(attacker.ids));
      await Promise.all(
        values.map(async (value) => {
          if (own.has(value)) return;
          const answer = await send(
            attacker.organization.key,
            root.document(2),
            argumentsFor(root, attacker, path, value),
          );
          const at = `${root.coordinate} with ${coordinate} = ${value}`;
          const text = JSON.stringify(answer.data ?? null).replaceAll(value, '');
          const toldOf = (marks: string[]) => marks.filter((mark) => !value.includes(mark) && text.includes(mark));
          expect({ at, errors: answer.errors, told: toldOf(victim.marks) }).toEqual({
            at,
            errors: undefined,
            told: [],
          });
          if (effect === 'nothing') expect({ at, found: toldOf(attacker.marks) }).toEqual({ at, found: [] });
          const allowed = effect === 'nothing' ? /^(ResourceNotFound|InvalidResourceInput)$/ : /Success$/;
          if (isMutation)
            expect({ at, type: [answer.data.result].flat()[0].__typename }).toEqual({
              at,
              type: expect.stringMatching(allowed),
            });
        }),
      );
      if (effect === 'nothing')
        expect({ at: coordinate, state: await attacker.organization.snapshot() }).toEqual({
          at: coordinate,
          state: ownBefore,
        });
    }
    expect({ at: root.coordinate, state: await victim.organization.snapshot() }).toEqual({
      at: root.coordinate,
      state: before,
    });
  }
}, 120_000);

test("another organization's cursors are positions, and lead to the caller's own rows alone", async () => {
  const attacker = await createTenant();
  for (const [coordinate, { kind, document }] of Object.entries(nested)) {
    const answer = await send(attacker.organization.key, document, { value: victim.ids[kind] });
    const text = JSON.stringify(answer);
    expect({ coordinate, told: victim.marks.filter((mark) => text.includes(mark)) }).toEqual({ coordinate, told: [] });
  }
});

/** What gateways may ask for by representations: a type and one of its keys. */
const entities: Record<string, IdKind> = {
  'Group.id': 'group',
  'Group.externalId': 'groupExternalId',
  'Website.id': 'website',
  'Website.externalId': 'websiteExternalId',
  'AccountGroup.id': 'accountGroup',
  'StaffAccount.id': 'staffAccount',
};

test("representations of another organization's resources are null, by every type and key that gateways are told of", async () => {
  const { _service: service } = await data(victim.organization.key, '{ _service { sdl } }');
  const told = Object.values(buildSchema(service.sdl, { assumeValidSDL: true }).getTypeMap()).flatMap(
    ({ name, astNode }) =>
      (astNode?.directives ?? [])
        .filter((directive) => directive.name.value === 'key')
        .map(({ arguments: args }) => `${name}.${args?.[0]?.value.kind === Kind.STRING && args[0].value.value}`),
  );
  expect(told.sort()).toEqual(Object.keys(entities).sort());
  const representations = Object.entries(entities).map(([coordinate, kind]) => {
    const [name = '', key = ''] = coordinate.split('.');
    return { __typename: name, [key]: victim.ids[kind] };
  });
  const document = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
  const own = await send(victim.organization.key, document, { representations });
  expect(own.errors).toBeUndefined();
  expect(own.data._entities).toEqual(representations.map(({ __typename }) => ({ __typename })));
  const attacker = await createTenant();
  const others = await send(attacker.organization.key, document, { representations });
  expect(others.errors).toBeUndefined();
  expect(others.data._entities).toEqual(representations.map(() => null));
});

/** What the walk asks for is so already. */
const changingNothing = ['Mutation.restoreWebsite', 'Mutation.moveStaffAccounts'];

test('a dry run of every mutation comes to what the mutation comes to, and writes nothing', async () => {
  for (const root of rootFields(schema).filter(({ coordinate }) => coordinate.startsWith('Mutation.'))) {
    const own = await createTenant();
    const args = argumentsFor(root, own);
    const attempt = async (dryRun: boolean) => {
      const before = await own.organization.snapshot();
      const { data: answer, errors } = await send(own.organization.key, root.document(1), { ...args, dryRun });
      const results = [answer?.result].flat().map((result) => result?.__typename);
      return { at: root.coordinate, results, errors, wrote: (await own.organization.snapshot()) !== before };
    };
    const tried = await attempt(true);
    expect(tried).toEqual({ ...tried, wrote: false, errors: undefined });
    expect(await attempt(false)).toEqual({ ...tried, wrote: !changingNothing.includes(root.coordinate) });
  }
}, 120_000);
