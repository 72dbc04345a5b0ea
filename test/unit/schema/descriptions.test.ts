import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

interface Described {
  name: string;
  description?: string | null | undefined;
}

test.each([true, false])('everything in the schema has a description (partner: %p)', async (partner) => {
  const { key } = await TestOrganization.create({ partner });
  const { __schema: schema }: IntrospectionQuery = await data(
    key,
    getIntrospectionQuery({ inputValueDeprecation: true }),
  );
  const missing: string[] = [];
  const check = (path: string, members: readonly Described[] = []) => {
    for (const { name, description } of members) if (!description?.trim()) missing.push(path + name);
  };
  const types = schema.types.filter(({ name }) => !name.startsWith('__'));
  check('', types);
  for (const type of types) {
    if (type.kind === 'OBJECT' || type.kind === 'INTERFACE') {
      check(`${type.name}.`, type.fields);
      for (const field of type.fields) check(`${type.name}.${field.name}.`, field.args);
    }
    if (type.kind === 'INPUT_OBJECT') check(`${type.name}.`, type.inputFields);
    if (type.kind === 'ENUM') check(`${type.name}.`, type.enumValues);
  }
  check('@', schema.directives);
  for (const directive of schema.directives) check(`@${directive.name}.`, directive.args);
  expect(types.length).toBeGreaterThan(30);
  expect(missing).toEqual([]);
});
