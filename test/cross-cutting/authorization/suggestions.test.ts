import { type GraphQLSchema, getNamedType, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { introspect, rootFields } from '../../support/schema.ts';

interface Misspelling {
  name: string;
  document: string;
  variables?: object;
}

/** Every name that introspection tells. */
function namesOf(schema: GraphQLSchema): Set<string> {
  const names = Object.values(schema.getTypeMap()).flatMap((type) => [
    type.name,
    ...(isEnumType(type) ? type.getValues().map((value) => value.name) : []),
    ...('getFields' in type
      ? Object.values(type.getFields()).flatMap((field) => [
          field.name,
          ...('args' in field ? field.args.map((arg: { name: string }) => arg.name) : []),
        ])
      : []),
  ]);
  return new Set(names);
}

/** Requests in which each name of the schema is nearly written. */
function misspellings(schema: GraphQLSchema): Misspelling[] {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const named = types.flatMap((type): Misspelling[] => {
    const unknown = { name: type.name, document: `query ($v: ${type.name}x) { __typename } ` };
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    return [
      unknown,
      ...fields.map(({ name }) => ({ name, document: `{ __typename ... on ${type.name} { ${name}x } }` })),
      ...fields.flatMap((field) =>
        field.args.map(({ name }) => ({
          name,
          document: `{ __typename ... on ${type.name} { ${field.name}(${name}x: 1) } }`,
        })),
      ),
    ];
  });
  const inputs = rootFields(schema).flatMap((root) =>
    root.field.args.flatMap((arg): Misspelling[] => {
      const type = getNamedType(arg.type);
      if (isEnumType(type))
        return type
          .getValues()
          .map(({ name }) => ({ name, document: root.document(0), variables: { [arg.name]: `${name}X` } }));
      if (!isInputObjectType(type)) return [];
      return Object.keys(type.getFields()).map((name) => ({
        name,
        document: root.document(0),
        variables: { [arg.name]: { [`${name}x`]: null } },
      }));
    }),
  );
  return [...named, ...inputs];
}

const suggestedBy = (messages: string[]) =>
  messages
    .flatMap((message) => [...message.matchAll(/Did you mean (.*)\?/g)])
    .flatMap(([, names = '']) => [...names.matchAll(/"(\w+)"/g)])
    .map(([, name = '']) => name);

test('a misspelt name is answered with names that the same key sees', async () => {
  const [partner, direct] = [await TestOrganization.create(), await TestOrganization.create({ partner: false })];
  const attempts = misspellings(await introspect(partner.key));
  expect(attempts.filter(({ name }) => name === 'externalId').length).toBeGreaterThan(3);
  expect(attempts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['setGroupCredits', 'groupsByExternalId', 'SetGroupCreditsInput']),
  );
  const visible = { partner: namesOf(await introspect(partner.key)), direct: namesOf(await introspect(direct.key)) };
  let suggested = 0;
  for (const { name, document, variables } of attempts)
    for (const [kind, { key }] of Object.entries({ partner, direct }) as ['partner' | 'direct', TestOrganization][]) {
      const { status, errors } = await send(key, document, { ...variables });
      expect({ document, status }).toEqual({ document, status: 400 });
      const told = suggestedBy((errors ?? []).map(({ message }) => message));
      for (const each of told) expect(visible[kind]).toContain(each);
      if (kind === 'partner' && told.includes(name)) suggested++;
    }
  expect(suggested).toBeGreaterThan(attempts.length / 2);
});
