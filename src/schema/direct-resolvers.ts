import { getMetadataStorage } from 'type-graphql';
import type { Resolver, WrapResolver } from './wrap-resolver.ts';

type Data = Record<'root' | 'args' | 'context' | 'info', never>;

interface Method {
  target: object;
  methodName: string;
  params?: Parameter[];
}

type Parameter = NonNullable<ReturnType<typeof getMetadataStorage>['queries'][number]['params']>[number];

const instances = new Map<object, Record<string, (...args: unknown[]) => unknown>>();

function instanceOf(target: object) {
  const instance = instances.get(target) ?? Reflect.construct(target as new () => never, []);
  instances.set(target, instance);
  return instance;
}

/** The method of a resolver class that a field has, if it has one. */
function methodOf({ parent, field, schema }: Parameters<WrapResolver>[0]): Method | undefined {
  const { queries, mutations, fieldResolvers, objectTypes } = getMetadataStorage();
  const named = (methods: readonly (Method & { schemaName: string })[]) =>
    methods.find(({ schemaName }) => schemaName === field.name);
  if (parent === schema.getQueryType()) return named(queries);
  if (parent === schema.getMutationType()) return named(mutations);
  const { target } = objectTypes.find(({ name }) => name === parent.name) ?? {};
  return named(fieldResolvers.filter(({ kind, getObjectType }) => kind === 'external' && getObjectType?.() === target));
}

/**
 * Calls the methods of resolver classes with nothing around them. TypeGraphQL's own way is made for middlewares,
 * validation and arguments that are instances of classes; nothing here has them, and each argument would cost promises
 * and copies. Methods of object types stay with TypeGraphQL.
 */
export const callDirectly: WrapResolver = (of, resolve) => {
  const method = methodOf(of);
  return method ? directly(instanceOf(method.target), method) : resolve;
};

function directly(instance: Record<string, (...args: unknown[]) => unknown>, { methodName, params }: Method): Resolver {
  const readers = [...(params ?? [])].sort((a, b) => a.index - b.index).map(reader);
  return (root, args, context, info) => {
    const data = { root, args, context, info } as Data;
    return instance[methodName]?.(...readers.map((read) => read(data)));
  };
}

/** Reads what a parameter of a method is given. */
function reader(parameter: Parameter): (data: Data) => unknown {
  switch (parameter.kind) {
    case 'arg':
      return ({ args }) => args[parameter.name];
    case 'args':
      return ({ args }) => args;
    case 'root':
      return ({ root }) => root;
    case 'context':
      return ({ context }) => context;
    case 'custom':
      return parameter.resolver;
    default:
      throw new Error(`No resolver has had a parameter of the kind ${parameter.kind} so far`);
  }
}
