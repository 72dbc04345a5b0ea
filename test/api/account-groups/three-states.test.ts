import { expectIssues, unchanged } from '../../support/expectations.ts';
import { data } from '../../support/graphql.ts';
import { invalidInput, mutation } from '../../support/operation.ts';
import { TestOrganization } from '../../support/organization.ts';

// biome-ignore lint/suspicious/noExplicitAny: what is read has the shape of its query
type Resource = any;

/** What null must do: be refused with the field's path, clear the field, or be like a field that is absent. */
type OnNull = 'is refused' | 'clears' | 'is ignored';

interface Field {
  value: (ids: Ids) => unknown;
  null: OnNull;
  /** The part of the resource that the field is about, and what the value makes of it. */
  part?: { of: (resource: Resource, ids: Ids) => unknown; after: unknown; cleared?: unknown };
}

interface Ids {
  id: string;
  websites: string[];
}

interface Case {
  update: ReturnType<typeof mutation>;
  /** The field of the success. */
  resource: string;
  create(organization: TestOrganization): Promise<Ids>;
  fields: Record<string, Field>;
}

const name = (id: number, labelText: string) => ({ language: { id }, labelText });
const hasLanguage = (labels: { language: { id: number } }[], id: number) =>
  labels.some(({ language }) => language.id === id);
const textOf = (labels: { language: { id: number }; labelText: string }[], id: number) =>
  labels.find(({ language }) => language.id === id)?.labelText;
const hasWebsite = (group: Resource, id: string | undefined) =>
  group.websites.nodes.some((website: { id: string }) => website.id === id);

const updates: Record<string, Case> = {
  UpdateAccountGroupInput: {
    update: mutation('updateAccountGroup', {
      UpdateAccountGroupSuccess: `accountGroup {
        names { language { id } labelText } descriptions { language { id } labelText }
        displayOrder attributes { customerCareAccess } revision
      }`,
      ...invalidInput,
    }),
    resource: 'accountGroup',
    create: async (organization) => ({
      id: await organization.addAccountGroup({
        names: { 1: 'a', 3: 'b' },
        descriptions: { 1: 'c', 3: 'd' },
        displayOrder: 5,
      }),
      websites: [],
    }),
    fields: {
      names: {
        value: () => [name(1, 'A')],
        null: 'is refused',
        part: { of: ({ names }) => textOf(names, 1), after: 'A' },
      },
      removeNames: {
        value: () => [{ id: 3 }],
        null: 'is refused',
        part: { of: ({ names }) => hasLanguage(names, 3), after: false },
      },
      descriptions: {
        value: () => [name(1, 'C')],
        null: 'is refused',
        part: { of: ({ descriptions }) => textOf(descriptions, 1), after: 'C' },
      },
      removeDescriptions: {
        value: () => [{ id: 3 }],
        null: 'is refused',
        part: { of: ({ descriptions }) => hasLanguage(descriptions, 3), after: false },
      },
      displayOrder: {
        value: () => 6,
        null: 'is refused',
        part: { of: ({ displayOrder }) => displayOrder, after: 6 },
      },
      attributes: {
        value: () => ({ customerCareAccess: true }),
        null: 'is refused',
        part: { of: ({ attributes }) => attributes, after: { customerCareAccess: true } },
      },
      expectedRevision: { value: () => 1, null: 'is ignored' },
    },
  },
  UpdateGroupInput: {
    update: mutation('updateGroup', {
      UpdateGroupSuccess: 'group { name billingEnabled externalId websites { nodes { id } } revision }',
      ...invalidInput,
    }),
    resource: 'group',
    create: async (organization) => {
      const websites = await organization.addWebsites(2);
      const websiteIds = [websites[1] as string];
      return { id: await organization.addGroup({ name: 'a', externalId: 'b', websiteIds }), websites };
    },
    fields: {
      name: { value: () => 'A', null: 'is refused', part: { of: (group) => group.name, after: 'A' } },
      addWebsiteIds: {
        value: ({ websites }) => [websites[0]],
        null: 'is refused',
        part: { of: (group, { websites }) => hasWebsite(group, websites[0]), after: true },
      },
      removeWebsiteIds: {
        value: ({ websites }) => [websites[1]],
        null: 'is refused',
        part: { of: (group, { websites }) => hasWebsite(group, websites[1]), after: false },
      },
      billingEnabled: {
        value: () => true,
        null: 'is refused',
        part: { of: (group) => group.billingEnabled, after: true },
      },
      externalId: {
        value: () => 'B',
        null: 'clears',
        part: { of: (group) => group.externalId, after: 'B', cleared: null },
      },
      expectedRevision: { value: () => 1, null: 'is ignored' },
    },
  },
};

const cases = Object.entries(updates).flatMap(([type, update]) =>
  Object.entries(update.fields).map(([field, states]) => ({ type, field, states, ...update })),
);

/** A resource of a tenant of its own, and what a change makes of each of its parts. */
async function setUp({ update, resource, create, fields }: Case) {
  const organization = await TestOrganization.create();
  const ids = await create(organization);
  const change = (input: object) => update(organization.key, { id: ids.id, ...input });
  /** Makes a change, and names the parts that differ from what they were: those of a resource at revision 1. */
  const changedParts = async (input: object) => {
    const before = (await read())[resource];
    const result = await change(input);
    expect(result.__typename).toMatch(/Success$/);
    const parts = Object.entries(fields).flatMap(([field, { part }]) => {
      const [was, is] = [before, result[resource]].map((state) => JSON.stringify(part?.of(state, ids)));
      return was === is ? [] : [[field, part?.of(result[resource], ids)]];
    });
    return Object.fromEntries(parts);
  };
  // An update that changes nothing reads the resource.
  const read = () => change(resource === 'group' ? { removeWebsiteIds: ['none'] } : { removeNames: [{ id: 37 }] });
  const valueFor = (field: string) => fields[field]?.value(ids);
  return { organization, change, changedParts, valueFor };
}

test.each(Object.entries(updates))('the table has each field of %s', async (type, { fields }) => {
  const { key } = await TestOrganization.create();
  const { __type } = await data(key, `{ __type(name: "${type}") { inputFields { name } } }`);
  const names = __type.inputFields.map((field: { name: string }) => field.name);
  expect(names.sort()).toEqual(['id', ...Object.keys(fields)].sort());
});

test.each(cases)('$type, $field: a value sets what it is about, and fields that are absent keep', async (each) => {
  const { organization, change, changedParts, valueFor } = await setUp(each);
  const input = { [each.field]: valueFor(each.field) };
  const { part } = each.states;
  if (part) expect(await changedParts(input)).toEqual({ [each.field]: part.after });
  // Alone it is no change.
  else expectIssues(await unchanged(organization, () => change(input)), '');
});

test.each(cases)('$type, $field: null $states.null', async (each) => {
  const { organization, change, changedParts, valueFor } = await setUp(each);
  const { field, states } = each;
  if (states.null === 'clears') {
    expect(await changedParts({ [field]: null })).toEqual({ [field]: states.part?.cleared });
    return;
  }
  // With another field, which is not changed either where the null is refused.
  const [other, { part }] = Object.entries(each.fields).find(([name]) => name !== field) as [string, Field];
  const input = { [field]: null, [other]: valueFor(other) };
  if (states.null === 'is ignored') expect(await changedParts(input)).toEqual({ [other]: part?.after });
  else expectIssues(await unchanged(organization, () => change(input)), field);
});

test.each(Object.entries(updates))('%s: all fields at once', async (_, update) => {
  const { changedParts, valueFor } = await setUp(update);
  const input = Object.fromEntries(Object.keys(update.fields).map((field) => [field, valueFor(field)]));
  const parts = Object.entries(update.fields).filter(([, { part }]) => part);
  expect(await changedParts(input)).toEqual(Object.fromEntries(parts.map(([field, { part }]) => [field, part?.after])));
});
