import { type GraphQLSchema, getNamedType, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { send } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { introspect, rootFields } from '../support/schema.ts';

interface Misspelling {
  name: string;
  document: string;
  variables?: object;
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

test('a misspelt name is answered with no other name, to whomsoever', async () => {
  const [partner, direct] = [await TestOrganization.create(), await TestOrganization.create({ partner: false })];
  const attempts = misspellings(await introspect(partner.key));
  expect(attempts.filter(({ name }) => name === 'externalId').length).toBeGreaterThan(3);
  expect(attempts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['setGroupCredits', 'groupsByExternalId', 'SetGroupCreditsInput']),
  );
  for (const { document, variables } of attempts)
    for (const { status, errors } of await Promise.all(
      [partner, direct].map(({ key }) => send(key, document, { ...variables })),
    )) {
      expect({ document, status }).toEqual({ document, status: 400 });
      for (const { message } of errors ?? []) expect(message).not.toMatch(/did you mean/i);
    }
});
