import {
  GraphQLError,
  type GraphQLFieldConfigMap,
  GraphQLID,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import { BadArgumentError } from '../errors.ts';
import { checkLookUp } from '../resources/look-up.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { type LookUp, lookUpsOf } from './look-ups.ts';
import type { SdlWriter } from './sdl.ts';

/** What the federation specification calls a representation: the name of a type, and one of its keys. */
interface Representation {
  __typename: string;
  [key: string]: unknown;
}

function isRepresentation(value: unknown): value is Representation {
  return typeof value === 'object' && value !== null && typeof (value as Representation).__typename === 'string';
}

const anyScalar = new GraphQLScalarType({
  name: '_Any',
  description: 'The name of a type as `__typename`, and a key of it.',
});

/** The entity that a representation stands for, as a value of the union; null where the caller may see none. */
async function resolveEntity(lookUps: LookUp[], representation: unknown, context: ResolverContext) {
  if (!isRepresentation(representation))
    throw new BadArgumentError('A representation must be an object with a "__typename".');
  const { __typename } = representation;
  const { prefix } = context;
  const ofType = lookUps.filter(({ typeName }) => `${prefix}${typeName}` === __typename);
  if (ofType.length === 0)
    throw new BadArgumentError(`"${__typename}" is not a type that the service can look up by a key.`);
  const lookUp = ofType.find(({ key }) => representation[key] !== undefined);
  if (!lookUp)
    throw new BadArgumentError(`A representation of "${__typename}" must have one of the keys of this type.`);
  const key = representation[lookUp.key];
  if (key === null) return null;
  const found = await lookUp.load(context, toKey(lookUp, key));
  return found && { ...found, __typename: lookUp.typeName };
}

function toKey({ typeName, key }: LookUp, value: unknown): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new BadArgumentError(`"${key}" of a representation of "${typeName}" must be a string, or a smaller number.`);
  try {
    return (key === 'id' ? GraphQLID : GraphQLString).parseValue(value);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new BadArgumentError(`"${key}" of a representation of "${typeName}": ${error.message}`);
  }
}

/**
 * The schema with the fields that gateways compose and join by. They are answered, and shown to nobody: in partners'
 * schemas they would meet fields of the same names.
 */
export function withGatewayFields(schema: GraphQLSchema, sdl: SdlWriter): GraphQLSchema {
  const lookUps = lookUpsOf(schema);
  const query = (schema.getQueryType() as GraphQLObjectType).toConfig();
  const entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'What has a key.',
    types: [...new Set(lookUps.map(({ typeName }) => schema.getType(typeName) as GraphQLObjectType))],
  });
  const service = new GraphQLObjectType<unknown, ResolverContext>({
    name: '_Service',
    description: 'This service as a subgraph.',
    fields: {
      sdl: {
        description: 'What you see of the schema, with the directives of Apollo Federation 2.',
        type: new GraphQLNonNull(GraphQLString),
        resolve: (_source, _args, { caller, prefix }) => sdl.write(caller, 'federation', { prefix }),
      },
    },
  });
  const fields: GraphQLFieldConfigMap<unknown, ResolverContext> = {
    _sdl: {
      description: 'What you see of the schema, with the directives of schema stitching.',
      type: new GraphQLNonNull(GraphQLString),
      resolve: (_source, _args, { caller, prefix }) => sdl.write(caller, 'stitching', { prefix }),
    },
    _service: {
      description: 'This service as a subgraph of Apollo Federation 2.',
      type: new GraphQLNonNull(service),
      resolve: () => ({}),
    },
    _entities: {
      description:
        'Resources by their keys. The answer has one entry for each representation, in the same order. An entry is null if there is no such resource. At most 1,000.',
      type: new GraphQLNonNull(new GraphQLList(entity)),
      args: {
        representations: {
          description: 'The keys. They can repeat.',
          type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(anyScalar))),
        },
      },
      resolve: (_source, { representations }, context) => {
        checkLookUp('representations', representations);
        // An error is the value of its entry: the others are answered.
        return Promise.all(
          representations.map((representation: unknown) =>
            resolveEntity(lookUps, representation, context).catch((error: unknown) => error),
          ),
        );
      },
    },
  };
  return new GraphQLSchema({
    ...schema.toConfig(),
    query: new GraphQLObjectType({ ...query, fields: { ...query.fields, ...fields } }),
    types: schema.toConfig().types.filter((type) => type !== schema.getQueryType()),
  });
}
