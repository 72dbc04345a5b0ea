import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** A document with its variables' values written into it. */
type Document = string;

/** What stands for an argument or a field of an input, by its name, as GraphQL writes it. */
export type Samples = Record<string, string>;

const page = 'first: 2';
const isConnection = (type: GraphQLNamedType): boolean => type.name.endsWith('Connection');

/** Everything that can be selected of a type, some levels deep; one page of each list. */
function selectionOf(type: GraphQLNamedType, samples: Samples, levels: number): string {
  if (isLeafType(type)) return '';
  if (isUnionType(type)) {
    // Members may have fields of one name and different types.
    const members = type.getTypes().map((member) => {
      const fields = fieldsOf(member, samples, levels).map(
        (field) => `${member.name}_${field.replace(/^(\w+)/, '$1: $1')}`,
      );
      return `... on ${member.name} { ${fields.join(' ')} }`;
    });
    return `{ __typename ${members.join(' ')} }`;
  }
  return `{ ${fieldsOf(type as GraphQLObjectType, samples, levels).join(' ')} }`;
}

function fieldsOf(type: GraphQLObjectType, samples: Samples, levels: number): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const result = getNamedType(field.type);
    if (levels === 0 && !isLeafType(result) && !isConnection(type)) return [];
    const selection = selectionOf(result, samples, isConnection(type) ? levels : Math.max(levels - 1, 0));
    return /^\{ *\}$/.test(selection) ? [] : [`${field.name}${argumentsOf(field, samples)} ${selection}`];
  });
}

/** A page for a list, and what is required. */
function argumentsOf(field: GraphQLField<unknown, unknown>, samples: Samples, more: string[] = []): string {
  const required = field.args.filter(({ type }) => isNonNullType(type)).map(({ name }) => `${name}: ${samples[name]}`);
  const given = [...required, ...(isConnection(getNamedType(field.type)) && more.length === 0 ? [page] : []), ...more];
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

/** Each way in which a filter can be set by one of its members, and each order. */
function waysOf(type: GraphQLInputObjectType, samples: Samples): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: of }) => {
    const named = getNamedType(of);
    if (isInputObjectType(named)) return waysOf(named, samples).map((way) => `{ ${name}: ${way} }`);
    if (named.name === 'Boolean') return [`{ ${name}: true }`, `{ ${name}: false }`];
    return [`{ ${name}: ${isListType(of) ? `[${samples[name]}]` : samples[name]} }`];
  });
}

function ordersOf(type: GraphQLInputObjectType): string[] {
  const { field } = type.getFields();
  const named = field && getNamedType(field.type);
  if (!isEnumType(named)) throw new Error(`${type.name} has no field to order by.`);
  return named.getValues().flatMap(({ name }) => ['ASC', 'DESC'].map((way) => `{ field: ${name}, direction: ${way} }`));
}

/** Each query of the schema, and each of its lists in every order, from both ends, and by every filter. */
export function queriesOf(schema: GraphQLSchema, samples: Samples): Document[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ name }) => !name.startsWith('_'));
  return fields.flatMap((field) => {
    const type = getNamedType(field.type);
    const whole = `{ ${field.name}${argumentsOf(field, samples)} ${selectionOf(type, samples, 3)} }`;
    if (!isConnection(type)) return [whole];
    const argument = (name: string) => field.args.find((arg) => arg.name === name)?.type;
    const [filter, orderBy] = ['filter', 'orderBy'].map(
      (name) => argument(name) && getNamedType(argument(name) as never),
    );
    const filters = filter ? waysOf(filter as GraphQLInputObjectType, samples).map((way) => `filter: ${way}`) : [];
    const orders = orderBy ? ordersOf(orderBy as GraphQLInputObjectType).map((way) => `orderBy: ${way}`) : [];
    const selection = '{ totalCount pageInfo { startCursor endCursor } nodes { id } }';
    const list = (...given: string[]) => `{ ${field.name}${argumentsOf(field, samples, given)} ${selection} }`;
    const ends = ['first: 5', ...(argument('last') ? ['last: 5'] : [])];
    return [
      whole,
      ...ends.flatMap((end) => ['', ...filters, ...orders].map((more) => list(end, ...(more ? [more] : [])))),
    ];
  });
}

/** The page after a page, and the one before it, as the answer to a list of {@link queriesOf} tells where they are. */
export function nextPages(document: Document, data: Record<string, unknown>): Document[] {
  const [list] = Object.values(data ?? {}) as ({ pageInfo?: { startCursor?: string; endCursor?: string } } | null)[];
  const { startCursor, endCursor } = list?.pageInfo ?? {};
  return [
    ...(endCursor ? [document.replace('first: 5', `first: 5, after: "${endCursor}"`)] : []),
    ...(startCursor ? [document.replace('last: 5', `last: 5, before: "${startCursor}"`)] : []),
  ].filter((next) => next !== document);
}

/** The second page of each list below an object that can be looked up. */
export function nestedPages(
  schema: GraphQLSchema,
  samples: Samples,
): { first: Document; next: (cursor: string) => Document }[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return fields.flatMap((field) => {
    const type = getNamedType(field.type);
    if (!isObjectType(type) || isConnection(type) || isListType(field.type)) return [];
    return Object.values(type.getFields())
      .filter((list) => isConnection(getNamedType(list.type)))
      .map((list) => {
        const document = (given: string) =>
          `{ parent: ${field.name}${argumentsOf(field, samples)} { list: ${list.name}(${given}) { totalCount pageInfo { endCursor } nodes { id } } } }`;
        return { first: document('first: 1'), next: (cursor) => document(`first: 1, after: "${cursor}"`) };
      });
  });
}

/** Each mutation of the schema with each of its inputs, selecting everything of the answer. */
export function mutationsOf(schema: GraphQLSchema, inputs: Record<string, string[]>, samples: Samples): Document[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) => {
    const given = inputs[field.name];
    if (!given) throw new Error(`Add inputs of the mutation ${field.name} to this test.`);
    const selection = selectionOf(getNamedType(field.type), samples, 2);
    const isOfMany = field.args.some(({ name }) => name === 'inputs');
    return given.map((input) => `mutation { ${field.name}(${isOfMany ? 'inputs' : 'input'}: ${input}) ${selection} }`);
  });
}
