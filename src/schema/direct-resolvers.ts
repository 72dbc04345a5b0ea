import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Data = Record<'root' | 'args' | 'context' | 'info', never>;
type Resolver = GraphQLFieldResolver<never, never>;

interface Method {
  target: object;
  methodName: string;
  params?: Parameter[];
}

type Parameter = NonNullable<ReturnType<typeof getMetadataStorage>['queries'][number]['params']>[number];

/**
 * Calls the methods of resolver classes with nothing around them. TypeGraphQL's own way is made for middlewares,
 * validation and arguments that are instances of classes; nothing here has them, and each argument would cost promises
 * and copies. Methods of object types stay with TypeGraphQL.
 */
export function callResolversDirectly(schema: GraphQLSchema): void {
  const { queries, mutations, fieldResolvers, objectTypes } = getMetadataStorage();
  const instances = new Map<object, Record<string, (...args: unknown[]) => unknown>>();
  const replace = (type: unknown, field: string, method: Method) => {
    const replaced = isObjectType(type) ? type.getFields()[field] : undefined;
    if (!replaced) throw new Error(`There is no field for ${method.methodName}`);
    const instance = instances.get(method.target) ?? Reflect.construct(method.target as new () => never, []);
    instances.set(method.target, instance);
    replaced.resolve = directly(instance, method) as never;
  };
  for (const query of queries) replace(schema.getQueryType(), query.schemaName, query);
  for (const mutation of mutations) replace(schema.getMutationType(), mutation.schemaName, mutation);
  for (const method of fieldResolvers) {
    if (method.kind !== 'external') continue;
    const parent = objectTypes.find(({ target }) => target === method.getObjectType?.());
    replace(schema.getType(parent?.name ?? ''), method.schemaName, method);
  }
}

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
