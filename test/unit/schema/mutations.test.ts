import 'reflect-metadata';
import { buildSchemas } from '../../../src/schema/build-schema.ts';

const mutations = Object.values(buildSchemas().partner.getMutationType()?.getFields() ?? {});

const upperFirst = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

/** `updateGroups` takes the inputs of `updateGroup`. */
const inputsOf = (name: string) => `[${upperFirst(name.replace(/s$/, ''))}Input!]!`;

test.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
  '%s takes the input that is named after it, can be tried, and answers with its result',
  (name, { args, type }) => {
    const types = Object.fromEntries(args.map((argument) => [argument.name, String(argument.type)]));
    const { dryRun, ...others } = types;
    expect(dryRun).toBe('Boolean');
    if ('inputs' in types) {
      expect(others).toEqual({ inputs: inputsOf(name), atomic: 'Boolean' });
      expect(String(type)).toBe(`[${upperFirst(name.replace(/s$/, ''))}Result!]!`);
    } else {
      expect(others).toEqual({ input: `${upperFirst(name)}Input!` });
      expect(String(type)).toBe(`${upperFirst(name)}Result!`);
    }
  },
);
